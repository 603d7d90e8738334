//! The dialogs that only ask: disable, restore and delete. Enabling and inviting do not ask, but have an address for those without
//! scripts who come to it.

use super::{
    actions::opener,
    id::use_id,
    place::Place,
    record::{Deed, Record},
};
use crate::{
    AppError,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Nothing, Sent, SubmitButton,
        Toasts, posted_then, use_form, use_leave,
    },
    text::text,
};
use leptos::prelude::*;

type Loaded<R> = (R, Option<Sent<Nothing, R>>);

/// The dialog above the grid or the page of a record, which provides a [`Place`]. Deleted, there is only the grid left.
pub fn confirm<R: Record>(deed: Deed, home: &'static str) -> impl IntoView {
    let id = use_id::<R::Id>();
    let place = Place::from_context();
    let opener = id.as_ref().map(|id| opener(&place, home, &id.to_string(), deed)).unwrap_or_default();
    let back = place.back();
    let after = if deed == Deed::Delete && place.path != home { home.to_owned() } else { back.clone() };
    let page = Resource::new(|| (), {
        let after = after.clone();
        move |()| {
            let (id, after) = (id.clone(), after.clone());
            async move {
                let id = id.map_err(AppError::answered)?;
                let call = move |Nothing {}| R::carry_out(deed, id);
                let sent = posted_then(call, Some(deed.flash()), &after).await;
                match sent {
                    Some(Sent { outcome: Ok(ref changed), .. }) => Ok((changed.clone(), sent)),
                    _ => Ok::<Loaded<R>, AppError>((R::find(id).await?, sent)),
                }
            }
        }
    });
    let body = move || {
        let (back, after, opener) = (back.clone(), after.clone(), opener.clone());
        Suspend::new(async move {
            let inside = match page.await {
                Ok((record, sent)) => question(deed, &record, sent, back.clone(), after).into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=deed.label() back opener small=true>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

fn question<R: Record>(
    deed: Deed,
    record: &R,
    sent: Option<Sent<Nothing, R>>,
    back: String,
    after: String,
) -> impl IntoView + use<R> {
    let place = Place::from_context();
    let toasts = Toasts::from_context();
    let id = record.id();
    // The page of what was deleted is left, and would only find out that it is gone.
    let stays = after == back;
    let leave = use_leave(after);
    let done = move |_: &R| {
        toasts.done(deed.flash());
        if stays {
            place.changed();
        }
        leave();
    };
    let form = use_form(Nothing {}, sent, |_| Ok(()), move |Nothing {}| R::carry_out(deed, id), done);
    let (asked, consequence) = (deed.question(&record.label()), record.consequence(deed));
    let kind = match deed {
        Deed::Unlock | Deed::Enable | Deed::Invite | Deed::SendAgain => ButtonKind::Primary,
        Deed::Disable | Deed::Restore | Deed::Delete | Deed::Reset(_) | Deed::GiveUp => ButtonKind::Danger,
    };
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p><strong>{asked}</strong></p>
                <p>{consequence}</p>
            </div>
            <DialogActions>
                // One starts at what changes nothing.
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.cancel)}</LinkButton>
                <SubmitButton kind>{deed.label()}</SubmitButton>
            </DialogActions>
        </Form>
    }
}
