//! From where the application was used.

use crate::{parts::Time, text::text};
use leptos::prelude::*;
use model::NetworkSeen;

/// The table, the last one first. Where it was not used yet, there is none.
#[component]
pub fn Networks(
    /// All that are known.
    networks: Vec<NetworkSeen>,
) -> impl IntoView {
    (!networks.is_empty()).then(|| {
        let rows = networks.into_iter().map(|seen| {
            view! {
                <tr>
                    <th scope="row" data-label=text!(activity.network)><code>{seen.network}</code></th>
                    <td data-label=text!(activity.first_seen)><Time at=seen.first_seen_at/></td>
                    <td data-label=text!(activity.last_seen)><Time at=seen.last_seen_at/></td>
                </tr>
            }
        });
        view! {
            <h3 id="activity-networks">{text!(activity.networks_title)}</h3>
            <p class="hint">{text!(activity.networks_hint)}</p>
            <div class="grid-wrap" tabindex="0" role="region" aria-labelledby="activity-networks">
                <table class="grid">
                    <caption class="visually-hidden">{text!(activity.networks_title)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(activity.network)}</th>
                            <th scope="col">{text!(activity.first_seen)}</th>
                            <th scope="col">{text!(activity.last_seen)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    })
}
