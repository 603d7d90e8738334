//! What administrators see of somebody's second factors, and the dialog that takes them away.

use super::{
    codes::OnlyConfirmed,
    rpc::{factors_of_person, reset_factors},
};
use crate::{
    AppError, Flash,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Sent, SubmitButton, Toasts,
        posted_then, use_form, use_leave,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    records::{Place, use_id},
    text::{number, text},
};
use leptos::prelude::*;
use model::{StepUp, UserId};

const OPENER: &str = "reset-factors";

/// The section of a person's page.
#[component]
pub fn PersonFactors(
    /// Whose page it is.
    person: UserId,
) -> impl IntoView {
    let place = Place::from_context();
    let changes = place.changes;
    let factors = Resource::new(move || changes.get(), move |_| factors_of_person(person));
    let body = move || {
        let href = format!("{}/reset-factors", place.path);
        Suspend::new(async move {
            // Whoever may not see the person is told so by the page itself.
            factors.await.ok().map(|(factors, may)| {
                let any = factors.any();
                let app = if factors.app.is_some() { text!(common.yes) } else { text!(common.no) };
                view! {
                    <section class="card factor" aria-label=text!(factors.of_person)>
                        <h2>{text!(factors.of_person)}</h2>
                        <dl class="properties">
                            <dt>{text!(factors.passkeys)}</dt>
                            <dd>{number(u64::try_from(factors.passkeys.len()).unwrap_or_default())}</dd>
                            <dt>{text!(factors.app)}</dt>
                            <dd>{app}</dd>
                            <dt>{text!(factors.codes)}</dt>
                            <dd>{number(factors.recovery_codes)}</dd>
                        </dl>
                        {(any && may)
                            .then(|| {
                                view! {
                                    <LinkButton kind=ButtonKind::Secondary id=Some(OPENER) href>
                                        {text!(factors.reset)}
                                    </LinkButton>
                                }
                            })}
                    </section>
                }
            })
        })
    };
    view! { <Transition>{body}</Transition> }
}

async fn send(id: UserId, mut form: OnlyConfirmed) -> Result<(), AppError> {
    reset_factors(id, form.own_password.take()).await
}

type Loaded = (UserId, StepUp, Option<Sent<OnlyConfirmed, ()>>);

/// The dialog.
#[component]
pub fn ResetFactorsDialog() -> impl IntoView {
    let id = use_id::<UserId>();
    let back = Place::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let (id, back) = (id.clone(), back.clone());
            async move {
                let id = id.map_err(AppError::answered)?;
                let call = move |form| send(id, form);
                let sent = posted_then(call, Some(Flash::SecondFactorsReset), &back).await;
                Ok::<Loaded, AppError>((id, is_own_password_asked(None, None).await?, sent))
            }
        }
    });
    let body = move || {
        let back = back.clone();
        Suspend::new(async move {
            let inside = match page.await {
                Ok((id, ask, sent)) => {
                    let back = back.clone();
                    view! { <Question id ask sent back/> }.into_any()
                }
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=text!(factors.reset) back opener=OPENER small=true>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Question(id: UserId, ask: StepUp, sent: Option<Sent<OnlyConfirmed, ()>>, back: String) -> impl IntoView {
    let (place, toasts) = (Place::from_context(), Toasts::from_context());
    let leave = use_leave(back.clone());
    let done = move |(): &()| {
        toasts.done(Flash::SecondFactorsReset);
        place.changed();
        leave();
    };
    let form = use_form(OnlyConfirmed::default(), sent, |_| Ok(()), move |form| send(id, form), done);
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p>{text!(factors.reset_hint)}</p>
                <OwnPasswordField ask/>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.cancel)}</LinkButton>
                <SubmitButton kind=ButtonKind::Danger>{text!(factors.reset)}</SubmitButton>
            </DialogActions>
        </Form>
    }
}
