//! The warning that stands wherever applications are shown while tokens cannot be issued.

use super::rpc::Keys;
use crate::{
    parts::{Alert, AlertKind},
    text::text,
};
use leptos::prelude::*;

/// Nothing, while all is well.
#[component]
pub fn KeyNotice(
    /// Whether tokens can be issued.
    keys: Keys,
) -> impl IntoView {
    match keys {
        Keys::Ready => None,
        Keys::Missing => Some(view! { <p>{text!(applications.keys_missing)}</p> }.into_any()),
        Keys::Exposed { path, command } => Some(
            view! {
                <p>
                    {text!(applications.keys_exposed, path = path.as_str()).to_string()} " " <code>{command}</code>
                </p>
            }
            .into_any(),
        ),
    }
    .map(|words| view! { <Alert kind=AlertKind::Warning>{words}</Alert> })
}
