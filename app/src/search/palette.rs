//! The palette: type, choose with the arrows, Enter. A combobox with a list (WAI-ARIA 1.2), in a modal dialog.

use super::{
    items::{Group, Item, everything},
    page::SEARCH_PATH,
    rpc::search,
};
use crate::{
    frame::use_viewer,
    keyboard::{KeyHandler, is_dialog_open, on_key},
    parts::Icon,
    text::{counted, text},
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
    task::spawn_local,
};
use leptos_router::hooks::use_navigate;
use model::{FoundGroup, SEARCH_MAX_LENGTH, escape, search_text};
use std::time::Duration;

/// How many of each kind are shown.
const OF_A_KIND: u32 = 5;

/// How long one may pause between two letters.
const PAUSE: Duration = Duration::from_millis(180);

const LIST: &str = "palette-list";

/// Whether the palette is open, for everything inside the frame.
#[derive(Clone, Copy)]
struct Open(RwSignal<bool>);

/// In the header: without scripts it leads to the page of the search. What opens the palette is here, too.
#[component]
pub fn SearchButton() -> impl IntoView {
    let open = RwSignal::new(false);
    provide_context(Open(open));
    let click = move |event: MouseEvent| {
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            open.set(true);
        }
    };
    on_key(KeyHandler::new(move |event: &KeyboardEvent| {
        let wanted = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && !event.shift_key()
            && event.key().eq_ignore_ascii_case("k");
        // What is typed into a dialog is not put aside.
        if wanted && !is_dialog_open() {
            event.prevent_default();
            open.set(true);
        }
    }));
    view! {
        <a class="button search-button" data-kind="quiet" href=SEARCH_PATH id="search-button" on:click=click>
            <Icon name="search"/>
            <span>{text!(search.title)}</span>
            <kbd class="with-script" aria-hidden="true">{text!(search.shortcut)}</kbd>
        </a>
        <Show when=move || open.get()><Palette/></Show>
    }
}

/// What was found last, and for which text.
#[derive(Clone, Debug, Default, PartialEq)]
struct Last {
    typed: String,
    found: Vec<FoundGroup>,
    failed: bool,
}

/// The palette itself, made when it is opened.
#[component]
fn Palette() -> impl IntoView {
    let Open(open) = expect_context();
    let viewer = StoredValue::new(use_viewer());
    let dialog = NodeRef::<html::Dialog>::new();
    let typed = RwSignal::new(String::new());
    let last = RwSignal::new(Last::default());
    let pending = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let groups = Memo::new(move |_| {
        let Last { found, .. } = last.get();
        viewer.with_value(|viewer| everything(viewer.as_ref(), &typed.get(), found))
    });
    let items =
        Memo::new(move |_| groups.get().into_iter().flat_map(|group| group.items).collect::<Vec<Item>>());
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            request_animation_frame(move || drop(dialog.show_modal()));
        }
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let ask = move || {
        let wanted = typed.get_untracked();
        let Some(text) = search_text(&wanted) else {
            pending.set(false);
            last.set(Last { typed: wanted, ..Last::default() });
            return;
        };
        spawn_local(async move {
            let outcome = search(text, OF_A_KIND).await;
            // An answer to what is not asked any more comes too late.
            if typed.try_get_untracked().as_ref() == Some(&wanted) {
                let failed = outcome.is_err();
                last.set(Last { typed: wanted, found: outcome.unwrap_or_default(), failed });
                pending.set(false);
            }
        });
    };
    let input = move |event: leptos::ev::Event| {
        typed.set(event_target_value(&event));
        chosen.set(0);
        pending.set(true);
        timer.with_value(|timer| timer.iter().for_each(TimeoutHandle::clear));
        timer.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    on_cleanup(move || {
        let _ = timer.try_with_value(|timer| timer.iter().for_each(TimeoutHandle::clear));
    });
    let navigate = use_navigate();
    let go = StoredValue::new(move |href: String| {
        open.set(false);
        navigate(&href, leptos_router::NavigateOptions::default());
    });
    let enter = move || {
        let wanted = items.with_untracked(|items| items.get(chosen.get_untracked()).cloned());
        match wanted {
            Some(item) => go.with_value(|go| go(item.href)),
            // Not found yet: the page waits for the answer.
            None if pending.get_untracked() => {
                go.with_value(|go| go(format!("{SEARCH_PATH}?q={}", escape(&typed.get_untracked()))));
            }
            None => {}
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = items.with_untracked(Vec::len);
        let to = match event.key().as_str() {
            "ArrowDown" if count > 0 => (chosen.get_untracked() + 1) % count,
            "ArrowUp" if count > 0 => (chosen.get_untracked() + count - 1) % count,
            "PageDown" if count > 0 => (chosen.get_untracked() + 5).min(count - 1),
            "PageUp" if count > 0 => chosen.get_untracked().saturating_sub(5),
            "Enter" => {
                event.prevent_default();
                enter();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        show(to);
    };
    let active = move || items.with(|items| (!items.is_empty()).then(|| option_id(chosen.get())));
    let said = move || {
        let (typed, last, count) = (typed.get(), last.get(), items.with(Vec::len));
        if last.failed {
            text!(search.failed).to_owned()
        } else if pending.get() && last.typed != typed {
            String::new()
        } else if count == 0 {
            text!(search.nothing).to_owned()
        } else if search_text(&typed).is_some() {
            counted!(search.count, u32::try_from(count).unwrap_or(u32::MAX))
        } else {
            String::new()
        }
    };
    let list = move || {
        let groups = groups.get();
        (!groups.is_empty()).then(
            || view! { <List groups chosen go=Callback::new(move |href| go.with_value(|go| go(href)))/> },
        )
    };
    view! {
        <dialog
            class="dialog palette"
            aria-label=text!(search.title)
            node_ref=dialog
            on:close=move |_| { open.try_set(false); }
            on:click=move |event: MouseEvent| {
                // Outside of it.
                if event.target() == dialog.get_untracked().map(Into::into) {
                    open.set(false);
                }
            }
        >
            <div class="palette-head">
                <Icon name="search"/>
                <input
                    type="text"
                    role="combobox"
                    aria-label=text!(search.placeholder)
                    aria-expanded=move || if groups.with(Vec::is_empty) { "false" } else { "true" }
                    aria-controls=move || groups.with(|groups| (!groups.is_empty()).then_some(LIST))
                    aria-activedescendant=active
                    aria-autocomplete="list"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    maxlength=SEARCH_MAX_LENGTH.to_string()
                    placeholder=text!(search.placeholder)
                    on:input=input
                    on:keydown=key
                />
                <button type="button" class="button" data-kind="quiet" on:click=move |_| open.set(false)>
                    <Icon name="close"/>
                    <span class="visually-hidden">{text!(common.close)}</span>
                </button>
            </div>
            {list}
            <p class="palette-foot" role="status">{said}</p>
        </dialog>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-option-{index}")
}

/// Scrolls the list, not the page, to what was chosen.
fn show(index: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(index)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

#[component]
fn List(groups: Vec<Group>, chosen: RwSignal<usize>, go: Callback<String>) -> impl IntoView {
    let mut first = 0;
    let groups = groups
        .into_iter()
        .enumerate()
        .map(|(number, group)| {
            let from = first;
            first += group.items.len();
            let head = format!("palette-group-{number}");
            let options = group
                .items
                .into_iter()
                .enumerate()
                .map(|(index, item)| view! { <Choice index=from + index item chosen go/> })
                .collect_view();
            let more = group.more.then(|| {
                view! {
                    <span class="visually-hidden">", " {text!(search.more)}</span>
                    <span aria-hidden="true">"…"</span>
                }
            });
            view! {
                <div role="group" aria-labelledby=head.clone()>
                    <div class="palette-group" id=head.clone() role="presentation">{group.label} {more}</div>
                    {options}
                </div>
            }
        })
        .collect_view();
    view! { <div class="palette-list" id=LIST role="listbox" aria-label=text!(search.title)>{groups}</div> }
}

#[component]
fn Choice(index: usize, item: Item, chosen: RwSignal<usize>, go: Callback<String>) -> impl IntoView {
    let href = item.href.clone();
    let click = move |event: MouseEvent| {
        // In a new tab or window, as with any link.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            go.run(href.clone());
        }
    };
    let selected = move || if chosen.get() == index { "true" } else { "false" };
    view! {
        <a
            role="option"
            class="palette-option"
            id=option_id(index)
            href=item.href
            tabindex="-1"
            aria-selected=selected
            on:click=click
            on:mousemove=move |_| {
                if chosen.get_untracked() != index {
                    chosen.set(index);
                }
            }
        >
            <Icon name=item.icon/>
            <span>{item.name}</span>
            <small>{item.detail}</small>
        </a>
    }
}
