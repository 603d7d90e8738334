//! The dialog that asks before a message is deleted from a person's page.

use super::{
    item::{marker, subject},
    rpc::{find_message, remove_message},
};
use crate::{
    AppError, Flash,
    frame::use_viewer,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Nothing, Sent, SubmitButton,
        Toasts, posted_then, use_form, use_leave,
    },
    records::{Place, use_id},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AttachedMessage, AttachedMessageId, UserId};

/// The message to be asked about, none once it is gone, and what came of the form.
type Loaded = (Option<AttachedMessage>, Option<Sent<Nothing, ()>>);

/// The dialog.
#[component]
pub fn DeleteMessageDialog() -> impl IntoView {
    let ids = ids();
    let opener = ids.as_ref().map(|(_, message)| marker(*message)).unwrap_or_default();
    let back = Place::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let (ids, back) = (ids.clone(), back.clone());
            async move {
                let (person, message) = ids.map_err(AppError::answered)?;
                let call = move |Nothing {}| remove_message(person, message);
                let sent = posted_then(call, Some(Flash::Deleted), &back).await;
                match sent {
                    Some(Sent { outcome: Ok(()), .. }) => Ok((None, sent)),
                    _ => Ok::<Loaded, AppError>((Some(find_message(person, message).await?), sent)),
                }
            }
        }
    });
    let body = move || {
        let (back, opener) = (back.clone(), opener.clone());
        Suspend::new(async move {
            let inside = match page.await {
                Ok((Some(message), sent)) => question(message, sent).into_any(),
                Ok((None, _)) => ().into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=text!(messages.delete) back opener small=true>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

fn question(message: AttachedMessage, sent: Option<Sent<Nothing, ()>>) -> impl IntoView {
    let place = Place::from_context();
    let toasts = Toasts::from_context();
    let (person, id, back) = (message.person, message.id, place.back());
    let leave = use_leave(back.clone());
    let done = move |(): &()| {
        toasts.done(Flash::Deleted);
        place.changed();
        leave();
    };
    let form = use_form(Nothing {}, sent, |_| Ok(()), move |Nothing {}| remove_message(person, id), done);
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p><strong>{text!(messages.delete_question)}</strong></p>
                <dl class="properties">
                    <dt>{text!(messages.subject)}</dt>
                    <dd>{subject(&message)}</dd>
                </dl>
                <p>{text!(messages.delete_consequence)}</p>
            </div>
            <DialogActions>
                // One starts at what changes nothing.
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.cancel)}</LinkButton>
                <SubmitButton kind=ButtonKind::Danger>{text!(messages.delete_yes)}</SubmitButton>
            </DialogActions>
        </Form>
    }
}

/// The person and the message that the address names; *My User* names nobody, being about who looks.
fn ids() -> Result<(UserId, AttachedMessageId), AppError> {
    let person = match (use_id(), use_viewer()) {
        (Ok(person), _) => person,
        (Err(error), viewer) => viewer.ok_or(error)?.id,
    };
    let message = use_params_map().with_untracked(|parameters| parameters.get("message"));
    let message = message.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    Ok((person, message))
}
