//! Taking back a deletion, from the message that tells of it. A form like any other: without scripts it is posted to a page
//! that only leads back.

use super::rpc::restore_chosen;
use crate::{
    AppError, Flash,
    live::Changes,
    parts::{ButtonKind, Failure, Form, Sent, SubmitButton, Toasts, lead_on, posted, use_form},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{ApplicationId, BulkOutcome};
use serde::{Deserialize, Serialize};

/// Where the form is posted without scripts.
pub const UNDO_PATH: &str = "/restore-applications";

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    /// The applications' ids.
    ids: Vec<String>,
    /// The page it stands on.
    next: String,
}

impl UndoForm {
    async fn send(self) -> Result<BulkOutcome, AppError> {
        restore_chosen(self.ids.iter().filter_map(|id| id.parse().ok()).collect()).await
    }
}

/// On the server: the page that follows offers to restore these.
pub fn offer_undo(ids: &[ApplicationId]) {
    #[cfg(feature = "ssr")]
    crate::server::set_undo(ids);
    #[cfg(not(feature = "ssr"))]
    let _ = ids;
}

/// What is said of it.
const fn said(outcome: &BulkOutcome) -> Flash {
    if outcome.refused.is_empty() { Flash::Restored } else { Flash::NotAllRestored }
}

/// The button.
#[component]
pub fn UndoButton(
    /// What is restored.
    ids: Vec<ApplicationId>,
) -> impl IntoView {
    let (toasts, changes, location) = (Toasts::from_context(), Changes::from_context(), use_location());
    let done = move |outcome: &BulkOutcome| {
        changes.applications_changed();
        toasts.done(said(outcome));
    };
    let form = use_form(UndoForm::default(), None, |_| Ok(()), UndoForm::send, done);
    Effect::new(move || {
        if let Some(error) = form.status.error.get() {
            toasts.failed(error);
        }
    });
    let ids = ids
        .into_iter()
        .map(|id| view! { <input type="hidden" name="ids[]" value=id.to_string()/> })
        .collect_view();
    let next = move || location.pathname.get() + "?" + &location.search.get();
    view! {
        <Form form action=UNDO_PATH>
            {ids}
            <input type="hidden" name="next" value=next/>
            <SubmitButton kind=ButtonKind::Secondary>{text!(deleted.undo)}</SubmitButton>
        </Form>
    }
}

/// Where it is posted; opened by itself it only leads on.
#[component]
pub fn UndoPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            match posted(UndoForm::send).await {
                Some(Sent { typed, outcome }) => lead_on(Some(said(&outcome?)), &typed.next),
                None => lead_on(None, "/"),
            }
            Ok::<_, AppError>(())
        },
    );
    let body = move || Suspend::new(async move { page.await.err().map(|error| view! { <Failure error/> }) });
    view! { <Suspense>{body}</Suspense> }
}
