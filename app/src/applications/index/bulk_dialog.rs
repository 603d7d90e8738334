//! The dialog that asks before something is done with several applications at once.

use super::{
    bulk_bar::BULK_FORM,
    rpc::{change_chosen, find_chosen},
};
use crate::{
    AppError, Flash,
    applications::{door::Door, rpc::ApplicationRow, undo::offer_undo},
    parts::{
        Alert, AlertKind, ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Sent,
        SubmitButton, Toasts, lead_on, posted, use_form, use_leave,
    },
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{ApplicationId, BULK_MAX, BulkOutcome, BulkVerb};
use serde::{Deserialize, Serialize};

/// What the form sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// The applications' ids.
    ids: Vec<String>,
}

impl BulkForm {
    async fn send(self, verb: BulkVerb) -> Result<BulkOutcome, AppError> {
        let ids: Vec<_> = self.ids.iter().filter_map(|id| id.parse().ok()).take(BULK_MAX).collect();
        change_chosen(verb, ids).await
    }
}

type Loaded = (BulkVerb, Vec<ApplicationRow>, Option<Sent<BulkForm, BulkOutcome>>);

/// The dialog. Its address says what is done with which.
#[component]
pub fn BulkDialog() -> impl IntoView {
    let (verb, ids) = use_location().query.with_untracked(read);
    let back = Door::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let (ids, back) = (ids.clone(), back.clone());
            async move {
                let verb = verb.ok_or_else(|| AppError::NotFound.answered())?;
                let found = find_chosen(ids).await?;
                let sent = posted(move |form: BulkForm| form.send(verb)).await;
                if matches!(&sent, Some(Sent { outcome: Ok(outcome), .. }) if outcome.refused.is_empty()) {
                    lead_on(Some(flash(verb)), &back);
                    if verb == BulkVerb::Delete {
                        offer_undo(&found.iter().map(|row| row.application.id).collect::<Vec<_>>());
                    }
                }
                Ok::<Loaded, AppError>((verb, found, sent))
            }
        }
    });
    let body = move || {
        let back = back.clone();
        Suspend::new(async move {
            let (title, inside) = match page.await {
                Ok((verb, found, sent)) => (words(verb).0, view! { <Body verb found sent/> }.into_any()),
                Err(error) => (
                    text!(errors.title),
                    view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
                ),
            };
            view! { <Dialog title back opener=BULK_FORM small=true>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(
    verb: BulkVerb,
    found: Vec<ApplicationRow>,
    sent: Option<Sent<BulkForm, BulkOutcome>>,
) -> impl IntoView {
    let door = Door::from_context();
    let toasts = Toasts::from_context();
    let back = door.back();
    let leave = use_leave(back.clone());
    let chosen: Vec<_> = found.iter().map(|row| row.application.id).collect();
    let done = move |outcome: &BulkOutcome| {
        door.changed();
        let gone: Vec<_> = chosen.iter().filter(|id| !outcome.refused.contains(id)).copied().collect();
        if verb == BulkVerb::Delete && !gone.is_empty() {
            toasts.deleted(gone);
        } else if outcome.refused.is_empty() {
            toasts.done(flash(verb));
        }
        if outcome.refused.is_empty() {
            leave();
        }
    };
    let form = use_form(BulkForm::default(), sent, |_| Ok(()), move |form| form.send(verb), done);
    let answer = Memo::new(move |_| form.answer.get());
    move || {
        let back = back.clone();
        match answer.get() {
            Some(outcome) => view! { <Refused outcome found=found.clone() back/> }.into_any(),
            None if found.is_empty() => view! {
                <div class="dialog-body"><p>{text!(bulk.none)}</p></div>
                <DialogActions>
                    <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.close)}</LinkButton>
                </DialogActions>
            }
            .into_any(),
            None => {
                let (_, question, yes, kind) = words(verb);
                let names =
                    found.iter().map(|row| view! { <li>{row.application.name.clone()}</li> }).collect_view();
                let ids = found
                    .iter()
                    .map(|row| view! { <input type="hidden" name="ids[]" value=row.application.id.to_string()/> })
                    .collect_view();
                view! {
                    <Form form>
                        {ids}
                        <div class="dialog-body">
                            <FormError/>
                            <p><strong>{question}</strong></p>
                            <ul class="chosen" tabindex="0" aria-label=text!(bulk.list)>{names}</ul>
                        </div>
                        <DialogActions>
                            // One starts at what changes nothing.
                            <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>
                                {text!(common.cancel)}
                            </LinkButton>
                            <SubmitButton kind>{yes}</SubmitButton>
                        </DialogActions>
                    </Form>
                }
                .into_any()
            }
        }
    }
}

/// What could not be done, by name.
#[component]
fn Refused(outcome: BulkOutcome, found: Vec<ApplicationRow>, back: String) -> impl IntoView {
    let names = found
        .into_iter()
        .filter(|row| outcome.refused.contains(&row.application.id))
        .map(|row| view! { <li>{row.application.name}</li> })
        .collect_view();
    view! {
        <div class="dialog-body">
            <Alert kind=AlertKind::Warning>
                <p>{text!(bulk.done, count = outcome.done).to_string()}</p>
                <p>{text!(bulk.refused)}</p>
            </Alert>
            <ul class="chosen">{names}</ul>
        </div>
        <DialogActions>
            <LinkButton href=back>{text!(common.close)}</LinkButton>
        </DialogActions>
    }
}

fn read(parameters: &leptos_router::params::ParamsMap) -> (Option<BulkVerb>, Vec<ApplicationId>) {
    let verb = parameters.get("verb").and_then(|verb| verb.parse().ok());
    let ids = parameters.clone().into_iter().filter(|(name, _)| name == "id");
    (verb, ids.filter_map(|(_, id)| id.parse().ok()).take(BULK_MAX).collect())
}

const fn flash(verb: BulkVerb) -> Flash {
    match verb {
        BulkVerb::Activate => Flash::Activated,
        BulkVerb::Deactivate => Flash::Deactivated,
        BulkVerb::Delete => Flash::Deleted,
    }
}

/// Heading, question, answer, and what the answer means.
fn words(verb: BulkVerb) -> (&'static str, &'static str, &'static str, ButtonKind) {
    match verb {
        BulkVerb::Activate => (
            text!(bulk.activate_title),
            text!(bulk.activate_question),
            text!(bulk.activate_yes),
            ButtonKind::Primary,
        ),
        BulkVerb::Deactivate => (
            text!(bulk.deactivate_title),
            text!(bulk.deactivate_question),
            text!(bulk.deactivate_yes),
            ButtonKind::Primary,
        ),
        BulkVerb::Delete => (
            text!(bulk.delete_title),
            text!(bulk.delete_question),
            text!(bulk.delete_yes),
            ButtonKind::Danger,
        ),
    }
}
