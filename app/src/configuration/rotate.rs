//! The dialog **Rotate Signing Keys**, which asks first.

use super::{HOME, rpc::rotate_keys};
use crate::{
    Flash,
    parts::{
        ButtonKind, Dialog, DialogActions, Form, FormError, Icon, LinkButton, Nothing, SubmitButton, Toasts,
        posted_then, use_form, use_leave,
    },
    records::Place,
    text::text,
};
use leptos::prelude::*;
use model::SigningKeyFacts;

/// The button's id: the focus returns to it.
const BUTTON: &str = "rotate-keys";

/// Opens the dialog.
#[component]
pub fn RotateButton() -> impl IntoView {
    view! {
        <LinkButton kind=ButtonKind::Secondary id=Some(BUTTON) href=format!("{HOME}/rotate")>
            <Icon name="rotate"/>
            <span>{text!(configuration.rotate)}</span>
        </LinkButton>
    }
}

/// The dialog.
#[component]
pub fn RotateDialog() -> impl IntoView {
    let place = Place::from_context();
    let sent = Resource::new(|| (), |()| posted_then(rotate_keys, Some(Flash::KeysRotated), HOME));
    let body = move || {
        let place = place.clone();
        Suspend::new(async move {
            let sent = sent.await;
            let toasts = Toasts::from_context();
            let leave = use_leave(HOME.to_owned());
            let done = move |_: &SigningKeyFacts| {
                toasts.done(Flash::KeysRotated);
                place.changed();
                leave();
            };
            let form = use_form(Nothing {}, sent, |_| Ok(()), rotate_keys, done);
            view! {
                <Dialog title=text!(configuration.rotate_title) back=HOME opener=BUTTON small=true>
                    <Form form>
                        <div class="dialog-body">
                            <FormError/>
                            <p><strong>{text!(configuration.rotate_question)}</strong></p>
                            <p>{text!(configuration.rotate_consequence)}</p>
                        </div>
                        <DialogActions>
                            <LinkButton kind=ButtonKind::Secondary href=HOME attr:autofocus=true>
                                {text!(common.cancel)}
                            </LinkButton>
                            <SubmitButton>{text!(configuration.rotate)}</SubmitButton>
                        </DialogActions>
                    </Form>
                </Dialog>
            }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}
