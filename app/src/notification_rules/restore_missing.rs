//! The dialog that brings back the shipped notification rules that were deleted.

use super::{
    list::RESTORE,
    rpc::{missing_rules, restore_missing_rules},
};
use crate::{
    AppError, Flash,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Nothing, Sent, SubmitButton,
        Toasts, posted_then, use_form, use_leave,
    },
    records::Place,
    text::text,
};
use leptos::prelude::*;

type Loaded = (Vec<String>, Option<Sent<Nothing, u32>>);

/// The dialog above the grid, which provides a [`Place`].
pub fn restore_missing() -> impl IntoView {
    let back = Place::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let back = back.clone();
            async move {
                let missing = missing_rules().await?;
                let sent =
                    posted_then(|Nothing {}| restore_missing_rules(), Some(Flash::Restored), &back).await;
                Ok::<Loaded, AppError>((missing, sent))
            }
        }
    });
    let body = move || {
        let back = back.clone();
        Suspend::new(async move {
            let inside = match page.await {
                Ok((missing, sent)) => question(missing, sent, back.clone()).into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! {
                <Dialog title=text!(rules.restore_missing) back opener=RESTORE small=true>
                    {inside}
                </Dialog>
            }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

fn question(missing: Vec<String>, sent: Option<Sent<Nothing, u32>>, back: String) -> impl IntoView {
    let place = Place::from_context();
    let toasts = Toasts::from_context();
    let leave = use_leave(back.clone());
    let done = move |_: &u32| {
        toasts.done(Flash::Restored);
        place.changed();
        leave();
    };
    let form = use_form(Nothing {}, sent, |_| Ok(()), |Nothing {}| restore_missing_rules(), done);
    let any = !missing.is_empty();
    let said = if any { text!(rules.restore_missing_question) } else { text!(rules.none_missing) };
    let names = missing.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p>{said}</p>
                {any.then(|| view! { <ul>{names}</ul> })}
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.cancel)}</LinkButton>
                {any.then(|| view! { <SubmitButton kind=ButtonKind::Primary>{text!(records.restore)}</SubmitButton> })}
            </DialogActions>
        </Form>
    }
}
