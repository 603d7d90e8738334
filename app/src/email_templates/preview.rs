//! What a template says, beside its editor and on its page.
//!
//! It is a document of its own in a frame: mails bring styles that are not allowed on our pages, and nothing else of a mail
//! has a business there either. Without scripts the buttons send the form into the frame; with scripts typing does.

use super::record::preview_page;
use crate::text::text;
use leptos::{ev, html, prelude::*};
use model::{Language, TemplateId};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// The name of the frame, where the buttons send the form.
const FRAME: &str = "preview";
/// How long after the last key it says anew what was typed.
const PAUSE: Duration = Duration::from_millis(700);

/// The frame, and the buttons that belong to the form around it, if there is one.
#[component]
pub fn PreviewPane(
    /// The template.
    id: TemplateId,
    /// In which language.
    language: Language,
    /// Whether it stands in the form of the editor.
    #[prop(optional)]
    may_send: bool,
) -> impl IntoView {
    let saved = preview_page(id, language);
    let button = NodeRef::<html::Button>::new();
    // A frame that was never sent anything has no history, so what is typed leaves none: there is a new one each time.
    let (frames, set_frames) = signal(0_u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    if may_send {
        say_what_is_typed(timer, button, set_frames);
    }
    let frame = {
        let saved = saved.clone();
        move |number: u32| {
            let src = (number == 0).then(|| saved.clone());
            view! { <iframe class="preview" name=FRAME title=text!(templates.preview) sandbox="" src=src></iframe> }
        }
    };
    let buttons = may_send.then(|| {
        let (shown, sent) = (saved.clone(), format!("{saved}&send=true"));
        view! {
            <div class="actions" on:click=move |_| stop(timer)>
                <button node_ref=button class="button" data-kind="secondary" formaction=shown formtarget=FRAME>
                    {text!(templates.preview)}
                </button>
                <button class="button" data-kind="secondary" formaction=sent formtarget=FRAME>
                    {text!(templates.send_test)}
                </button>
            </div>
        }
    });
    view! {
        <section class="preview-pane" aria-label=text!(templates.preview)>
            <div class="section-head">
                <h2>{text!(templates.preview)}</h2>
                {buttons}
            </div>
            <For each=move || [frames.get()] key=|number| *number children=frame/>
        </section>
    }
}

/// Presses the button a while after the last key in its form.
fn say_what_is_typed(
    timer: StoredValue<Option<TimeoutHandle>>,
    button: NodeRef<html::Button>,
    set_frames: WriteSignal<u32>,
) {
    let press = move || {
        set_frames.update(|frames| *frames += 1);
        request_animation_frame(move || {
            if let Some(button) = button.try_get_untracked().flatten() {
                button.click();
            }
        });
    };
    Effect::new(move || {
        let listener = window_event_listener(ev::input, move |event| {
            let form = button.try_get_untracked().flatten().and_then(|button| button.form());
            let typed = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if form.is_some_and(|form| form.contains(typed.as_ref())) {
                stop(timer);
                timer.try_set_value(set_timeout_with_handle(press, PAUSE).ok());
            }
        });
        on_cleanup(move || listener.remove());
    });
    on_cleanup(move || stop(timer));
}

/// Forgets that something was typed: it was said by hand, or is being typed on.
fn stop(timer: StoredValue<Option<TimeoutHandle>>) {
    timer.try_update_value(|waiting| {
        if let Some(waiting) = waiting.take() {
            waiting.clear();
        }
    });
}
