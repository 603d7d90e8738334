//! Why tokens were refused, and what to do about each reason.

use super::words::reason;
use crate::text::{number, text};
use leptos::prelude::*;
use model::FailureCount;

/// The table, the most frequent reason first.
#[component]
pub fn Failures(
    /// How often for each reason.
    failures: Vec<FailureCount>,
) -> impl IntoView {
    let body = if failures.is_empty() {
        view! { <p class="hint">{text!(activity.no_errors)}</p> }.into_any()
    } else {
        table(failures)
    };
    view! {
        <h3 id="activity-errors">{text!(activity.errors_title)}</h3>
        {body}
    }
}

fn table(failures: Vec<FailureCount>) -> AnyView {
    let rows = failures.into_iter().map(|failure| {
        let (words, remedy) = reason(failure.reason);
        view! {
            <tr>
                <th scope="row" data-label=text!(activity.reason)>
                    <span>{words} " " <code>{failure.reason.oauth_error()}</code></span>
                </th>
                <td class="number" data-label=text!(activity.count)>{number(failure.count)}</td>
                <td class="words" data-label=text!(activity.remedy)>{remedy}</td>
            </tr>
        }
    });
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-labelledby="activity-errors">
            <table class="grid">
                <caption class="visually-hidden">{text!(activity.errors_title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(activity.reason)}</th>
                        <th scope="col" class="number">{text!(activity.count)}</th>
                        <th scope="col">{text!(activity.remedy)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
