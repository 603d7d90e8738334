//! What else is told of this server, elsewhere.

use crate::text::text;
use leptos::prelude::*;

/// A page or a document: what it is called, and where it is.
type More = (&'static str, &'static str);

/// All of them, in the order they are shown.
fn all() -> Vec<More> {
    vec![
        (text!(conformance.title), "/configuration/conformance"),
        (text!(configuration.published_keys), "/oauth2/jwks"),
        (text!(configuration.metadata), "/.well-known/openid-configuration"),
    ]
}

/// The list, for the properties of the server.
#[component]
pub fn MoreLinks() -> impl IntoView {
    all()
        .into_iter()
        .map(|(label, href)| {
            // A document is not a page of this app.
            let rel = (!href.starts_with(super::HOME)).then_some("external");
            view! {
                <dt>{label}</dt>
                <dd><a href=href rel=rel>{href}</a></dd>
            }
        })
        .collect_view()
}
