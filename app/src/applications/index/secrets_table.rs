//! The secrets of an application: what tells them apart, never themselves.

use crate::{parts::Time, text::text};
use leptos::prelude::*;
use model::SecretInfo;

/// The table.
#[component]
pub fn SecretsTable(
    /// The secrets, newest first.
    secrets: Vec<SecretInfo>,
    /// Whether the application can have one.
    confidential: bool,
    /// Whether it signs instead (RFC 7523).
    signs: bool,
) -> impl IntoView {
    if secrets.is_empty() {
        let words = if signs {
            text!(application_settings.signs)
        } else if confidential {
            text!(view_application.no_secret_yet)
        } else {
            text!(view_application.no_secrets)
        };
        return view! { <div class="empty"><p>{words}</p></div> }.into_any();
    }
    let rows = secrets
        .into_iter()
        .map(|secret| {
            let ends = match (secret.expires_at, secret.ended) {
                (None, _) => view! { <span class="muted">{text!(view_application.no_end)}</span> }.into_any(),
                (Some(at), false) => view! { <Time at/> }.into_any(),
                (Some(at), true) => view! { {text!(view_application.ended)} " " <Time at/> }.into_any(),
            };
            let used = match secret.last_used_at {
                Some(at) => view! { <Time at/> }.into_any(),
                None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
            };
            view! {
                <tr>
                    <th scope="row" data-label=text!(view_application.hint)><code>{secret.hint}</code></th>
                    <td data-label=text!(view_application.label)>{secret.label}</td>
                    <td data-label=text!(view_application.created)><Time at=secret.created_at/></td>
                    <td data-label=text!(view_application.ends)><span>{ends}</span></td>
                    <td data-label=text!(view_application.used)>{used}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(view_application.secrets_caption)>
            <table class="grid">
                <caption class="visually-hidden">{text!(view_application.secrets_caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(view_application.hint)}</th>
                        <th scope="col">{text!(view_application.label)}</th>
                        <th scope="col">{text!(view_application.created)}</th>
                        <th scope="col">{text!(view_application.ends)}</th>
                        <th scope="col">{text!(view_application.used)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
