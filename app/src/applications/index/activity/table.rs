//! The numbers of the charts, for those who want to read or copy them.

use super::words::when;
use crate::text::{number, text};
use leptos::prelude::*;
use model::{ActivityBucket, ActivitySpan};

/// The table, the newest bucket first; closed until somebody opens it.
#[component]
pub fn Numbers(
    /// Of how long a time.
    span: ActivitySpan,
    /// The oldest first.
    buckets: Vec<ActivityBucket>,
) -> impl IntoView {
    let (caption, time, hint) = match span {
        ActivitySpan::Day => (text!(activity.table_caption_day), text!(activity.time), text!(activity.lag)),
        ActivitySpan::Month => {
            (text!(activity.table_caption_month), text!(activity.day_column), text!(activity.utc))
        }
    };
    let columns = [
        text!(activity.issued),
        text!(activity.refused),
        text!(activity.succeeded),
        text!(activity.client_errors),
        text!(activity.server_errors),
    ];
    let rows = buckets.into_iter().rev().map(|bucket| {
        let values =
            [bucket.issued, bucket.refused, bucket.succeeded, bucket.client_errors, bucket.server_errors];
        let cells = columns.into_iter().zip(values).map(|(label, value)| {
            view! { <td class="number" data-label=label>{number(value)}</td> }
        });
        view! {
            <tr>
                <th scope="row" data-label=time>{when(span, bucket.starts_at)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let heads = columns.map(|label| view! { <th scope="col" class="number">{label}</th> });
    view! {
        <details class="activity-numbers">
            <summary>{text!(activity.table)}</summary>
            <p class="hint">{hint}</p>
            <div class="grid-wrap" tabindex="0" role="region" aria-label=caption>
                <table class="grid">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{time}</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
