//! One task above the page, at its own address.
//!
//! The server renders it open, so it works without scripts; with them it becomes modal: the page behind is inert, Esc
//! closes it, and the focus returns to where one came from.

use super::{ButtonKind, Icon, LinkButton, focus, use_leave};
use crate::text::text;
use leptos::{html, prelude::*};

/// A `<dialog>` with its heading.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// The page behind it, where closing leads.
    #[prop(into)]
    back: String,
    /// The id of what gets the focus after closing.
    #[prop(into)]
    opener: String,
    /// Whether it only asks a question.
    #[prop(optional)]
    small: bool,
    /// Body and actions.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        // After client-side navigation it is put into the page only now, and before that it cannot be shown.
        if let Some(dialog) = node.get() {
            request_animation_frame(move || {
                let _ = dialog.remove_attribute("open");
                let _ = dialog.show_modal();
            });
        }
    });
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            request_animation_frame(move || give_focus_back(&opener));
        }
    });
    let leave = use_leave(back.clone());
    view! {
        <dialog
            class="dialog"
            data-size=small.then_some("small")
            open
            aria-labelledby="dialog-title"
            node_ref=node
            on:close=move |_| leave()
        >
            <div class="dialog-head">
                <h2 id="dialog-title">{title}</h2>
                <LinkButton kind=ButtonKind::Quiet href=back>
                    <Icon name="close"/>
                    <span class="visually-hidden">{text!(common.close)}</span>
                </LinkButton>
            </div>
            {children()}
        </dialog>
    }
}

/// The row of buttons at its end.
#[component]
pub fn DialogActions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="dialog-actions">{children()}</div> }
}

/// The row of buttons at the end of a form that is a page.
#[component]
pub fn FormActions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="form-actions">{children()}</div> }
}

/// What opened the dialog may be gone by now, for example the row of a deleted record; then the section takes the focus.
fn give_focus_back(opener: &str) {
    for id in [opener, "applications-title", "content"] {
        if focus(id) {
            return;
        }
    }
}
