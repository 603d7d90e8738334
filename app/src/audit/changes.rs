//! What is other than before, side by side.

use super::value::{label, value};
use crate::text::text;
use leptos::prelude::*;
use model::AuditChange;

/// The table of all changes of a record.
#[component]
pub fn Changes(
    /// The changes.
    changes: Vec<AuditChange>,
) -> impl IntoView {
    if changes.is_empty() {
        return view! { <div class="empty"><p>{text!(audit.no_changes)}</p></div> }.into_any();
    }
    let rows = changes
        .into_iter()
        .map(|change| {
            let before = value(&change.field, &change.before, &change.after);
            let after = value(&change.field, &change.after, &change.before);
            view! {
                <tr>
                    <th scope="row" data-label=text!(audit.field)>{label(&change.field)}</th>
                    <td data-label=text!(audit.before)>{before}</td>
                    <td data-label=text!(audit.after)>{after}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(audit.changes)>
            <table class="grid audit-changes">
                <caption class="visually-hidden">{text!(audit.changes)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(audit.field)}</th>
                        <th scope="col">{text!(audit.before)}</th>
                        <th scope="col">{text!(audit.after)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
