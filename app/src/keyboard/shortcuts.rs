//! The list of keys, and what they do. Keys of a single letter can be switched off (WCAG 2.1.4), for those who speak to their
//! computer; the choice stays in this browser.

use super::{KeyHandler, belongs_elsewhere, on_key, rows};
use crate::{
    parts::{ButtonKind, DialogActions, Icon},
    text::text,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// Where the browser remembers that they are off.
const STORED: &str = "latchkey.single-keys";

/// Whether the list is open.
#[derive(Clone, Copy)]
struct Open(RwSignal<bool>);

/// Listens to the keys, and shows the list. Whoever opens it stands inside.
#[component]
pub fn Shortcuts(
    /// The page.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    provide_context(Open(open));
    on_key(KeyHandler::new(move |event: &KeyboardEvent| {
        if belongs_elsewhere(event) || !are_on() {
            return;
        }
        let done = match event.key().as_str() {
            "j" | "J" => rows::step(true),
            "k" | "K" => rows::step(false),
            "ArrowDown" => rows::step_from_row(true),
            "ArrowUp" => rows::step_from_row(false),
            "x" | "X" => rows::choose(),
            "/" => rows::focus_filter(),
            "?" => {
                open.set(true);
                true
            }
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    }));
    view! {
        {children()}
        <Show when=move || open.get()><List open/></Show>
    }
}

/// Opens the list, from a menu.
#[component]
pub fn ShortcutsItem() -> impl IntoView {
    let open = use_context::<Open>();
    view! {
        <button type="button" class="with-script" on:click=move |_| open.iter().for_each(|Open(open)| open.set(true))>
            <Icon name="info"/>
            <span>{text!(keys.title)}</span>
        </button>
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn are_on() -> bool {
    storage().and_then(|storage| storage.get_item(STORED).ok().flatten()).is_none()
}

fn switch(on: bool) {
    if let Some(storage) = storage() {
        let _ = if on { storage.remove_item(STORED) } else { storage.set_item(STORED, "off") };
    }
}

#[component]
fn List(open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            request_animation_frame(move || drop(dialog.show_modal()));
        }
    });
    let lines: [(&[&str], &str); 7] = [
        (&["Ctrl", "K"], text!(keys.search)),
        (&["J", "K"], text!(keys.rows)),
        (&["↓", "↑"], text!(keys.arrows)),
        (&["Enter"], text!(keys.open)),
        (&["X"], text!(keys.choose)),
        (&["/"], text!(keys.filter)),
        (&["?"], text!(keys.list)),
    ];
    let lines = lines
        .map(|(keys, does)| {
            let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
            view! {
                <dt>{keys}</dt>
                <dd>{does}</dd>
            }
        })
        .collect_view();
    view! {
        <dialog
            class="dialog"
            data-size="small"
            aria-labelledby="shortcuts-title"
            node_ref=dialog
            on:close=move |_| { open.try_set(false); }
        >
            <div class="dialog-head"><h2 id="shortcuts-title">{text!(keys.title)}</h2></div>
            <div class="dialog-body">
                <dl class="shortcuts">{lines}</dl>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=are_on()
                        on:change=move |event| switch(event_target_checked(&event))
                    />
                    <span>{text!(keys.single)}</span>
                </label>
            </div>
            <DialogActions>
                <button
                    type="button"
                    class="button"
                    data-kind=ButtonKind::Secondary.as_str()
                    autofocus
                    on:click=move |_| open.set(false)
                >
                    {text!(common.close)}
                </button>
            </DialogActions>
        </dialog>
    }
}
