//! What went wrong at a provider, and what to do about it.

use crate::{
    parts::{Alert, AlertKind},
    text::text,
};
use leptos::prelude::*;
use model::ProviderProblem;

/// The box that says it.
#[component]
pub fn ProviderAlert(
    /// What went wrong.
    problem: ProviderProblem,
    /// What the provider is called; empty if there is none.
    provider: String,
) -> impl IntoView {
    // That somebody did not want to is no failure.
    let kind = if problem == ProviderProblem::Cancelled { AlertKind::Warning } else { AlertKind::Danger };
    view! {
        <Alert kind>
            <p>{words(problem, &provider)}</p>
        </Alert>
    }
}

fn words(problem: ProviderProblem, provider: &str) -> String {
    let name = if provider.is_empty() { text!(sign_in_with.the_provider) } else { provider };
    match problem {
        ProviderProblem::Unknown => text!(sign_in_with.unknown).to_owned(),
        ProviderProblem::Cancelled => text!(sign_in_with.cancelled, name = name).to_string(),
        ProviderProblem::Unreachable => text!(sign_in_with.unreachable, name = name).to_string(),
        ProviderProblem::Ended => text!(sign_in_with.ended, name = name).to_string(),
        ProviderProblem::Untrusted => text!(sign_in_with.untrusted, name = name).to_string(),
        ProviderProblem::NotLinked => text!(sign_in_with.not_linked, name = name).to_string(),
        ProviderProblem::NotAllowed => text!(sign_in_with.not_allowed, name = name).to_string(),
        ProviderProblem::NotLetIn => text!(sign_in_with.not_let_in).to_owned(),
        ProviderProblem::Taken => text!(sign_in_with.taken, name = name).to_string(),
        ProviderProblem::NotAskedAgain => text!(sign_in_with.not_asked_again, name = name).to_string(),
        ProviderProblem::TooMany => text!(sign_in_with.too_many).to_owned(),
    }
}
