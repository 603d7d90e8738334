//! What an application wants, in plain words.

use crate::text::{api_type, api_type_hint, identity_scope, text};
use leptos::prelude::*;
use model::Scope;

/// Who asks, and for what.
#[component]
pub fn Wants(
    /// The application's name.
    application: String,
    /// Whether it registered itself.
    registered_itself: bool,
    /// The organization that made it and in which it acts.
    organization: String,
    /// What it wants.
    scope: Scope,
    /// Who is signed in.
    person: String,
) -> impl IntoView {
    let apis = scope.apis.iter().map(|api| {
        view! { <li><strong>{api_type(*api)}</strong><span class="hint">{api_type_hint(*api)}</span></li> }
    });
    let identity = scope.identity.iter().map(|one| view! { <li>{identity_scope(*one)}</li> });
    view! {
        <h1>{text!(consent.wants, application = application.as_str()).to_string()}</h1>
        <p>{text!(consent.made_by, organization = organization.as_str()).to_string()}</p>
        {registered_itself.then(|| view! { <p><strong>{text!(consent.registered_itself)}</strong></p> })}
        <h2>{text!(consent.may)}</h2>
        <ul class="wants">{apis.collect_view()}{identity.collect_view()}</ul>
        <p class="hint">{text!(consent.as_whom, person = person.as_str()).to_string()}</p>
    }
}
