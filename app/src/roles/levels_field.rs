//! What a role allows, as a table to fill in: for each action on a kind of record a level.

use crate::{
    parts::FieldError,
    text::{action, level, subject, text},
};
use leptos::prelude::*;
use model::{Action, Level, RoleForm, RoleOptions, Subject, SubjectOptions};

/// The table. On a narrow screen each kind of record becomes a block, each level a line in it.
#[component]
pub fn LevelsField(
    /// What it starts with.
    typed: RoleForm,
    /// The levels to choose from.
    options: RoleOptions,
) -> impl IntoView {
    let heads = Action::ALL.map(|one| view! { <th scope="col">{action(one)}</th> });
    let rows: Vec<_> = options
        .subjects
        .into_iter()
        .map(|SubjectOptions { subject: one, actions }| {
            let cells = Action::ALL.map(|each| {
                let levels = actions.iter().find(|(action, _)| *action == each).map(|(_, levels)| levels);
                let select = levels.map(|levels| level_select(&typed, one, each, levels));
                view! { <td data-label=action(each)>{select}</td> }
            });
            view! {
                <tr>
                    <th scope="row" class="name">{subject(one)}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{text!(roles.permissions)}</legend>
            <FieldError name="levels"/>
            <div class="grid-wrap">
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
        </fieldset>
    }
}

fn level_select(typed: &RoleForm, of: Subject, each: Action, levels: &[Level]) -> impl IntoView + use<> {
    let chosen = typed.level(of, each);
    let options: Vec<_> = levels
        .iter()
        .map(|one| view! { <option value=one.as_str() selected={*one == chosen}>{level(*one)}</option> })
        .collect();
    let label = text!(roles.level_of, action = action(each), subject = subject(of)).to_string();
    view! { <select name=format!("levels[{}]", RoleForm::key(of, each)) aria-label=label>{options}</select> }
}
