//! What a role allows, as a table to read.

use crate::text::{action, level, subject, text};
use leptos::prelude::*;
use model::{Action, Level, Role, Subject};

/// The table: a row for each kind of record that the role's side has to do with.
pub fn levels(role: &Role) -> impl IntoView {
    let heads = Action::ALL.map(|one| view! { <th scope="col">{action(one)}</th> });
    let rows: Vec<_> = Subject::ALL
        .into_iter()
        .filter(|subject| !subject.actions(role.side).is_empty())
        .map(|one| {
            let cells = Action::ALL.map(|each| {
                let level_of = role.permissions.level(one, each);
                let shown = one.actions(role.side).contains(&each).then(|| {
                    let muted = (level_of == Level::None).then_some("muted");
                    view! { <span class=muted>{level(level_of)}</span> }
                });
                view! { <td data-label=action(each)>{shown}</td> }
            });
            view! {
                <tr>
                    <th scope="row" class="name">{subject(one)}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let scrolls = text!(grid.scrolls, caption = text!(roles.permissions)).to_string();
    view! {
        <section class="section" aria-labelledby="permissions-title">
            <div class="section-head">
                <h2 id="permissions-title">{text!(roles.permissions)}</h2>
            </div>
            <div class="grid-wrap" tabindex="0" role="region" aria-label=scrolls>
                <table class="grid levels">
                    <thead>
                        <tr>
                            <th scope="col">{text!(roles.subject)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
