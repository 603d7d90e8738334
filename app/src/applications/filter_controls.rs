//! What stands in the filter bar: comparison and name, organizations, status.

use super::door::use_query;
use crate::{
    parts::{ButtonKind, Icon, Menu},
    text::{self, text},
};
use leptos::prelude::*;
use model::{ApplicationQuery, NAME_MAX_LENGTH, OrganizationId, OrganizationRef, Status, TextOperator};

/// The controls, as the state of the grid is when they are made.
#[component]
pub fn FilterControls(
    /// The state of the grid.
    query: ApplicationQuery,
    /// The organizations to choose from; no such filter unless there is more than one.
    organizations: Vec<OrganizationRef>,
) -> impl IntoView {
    let ApplicationQuery { name_operator, name, organizations: chosen, status: chosen_status, sort, .. } =
        query;
    let operators = TextOperator::ALL
        .map(|operator| {
            view! {
                <option value=operator.as_str() selected={operator == name_operator}>
                    {text::text_operator(operator)}
                </option>
            }
        })
        .collect_view();
    let statuses = Status::ALL
        .map(|status| {
            let label = match status {
                Status::Any => text!(filters.status_any),
                Status::Active => text!(filters.status_active),
                Status::Inactive => text!(filters.status_inactive),
            };
            view! { <option value=status.as_str() selected={status == chosen_status}>{label}</option> }
        })
        .collect_view();
    view! {
        <div class="filter">
            <label for="filter-name">{text!(applications.name)}</label>
            <div>
                <select name="name_operator" aria-label=text!(filters.operator)>{operators}</select>
                <input
                    id="filter-name"
                    name="name"
                    type="search"
                    maxlength=NAME_MAX_LENGTH.to_string()
                    autocomplete="off"
                    value=name
                />
            </div>
        </div>
        {(organizations.len() > 1).then(|| view! { <OrganizationFilter organizations chosen/> })}
        <div class="filter">
            <label for="filter-status">{text!(filters.status)}</label>
            <select id="filter-status" name="status">{statuses}</select>
        </div>
        {sort.map(|sort| view! { <input type="hidden" name="sort" value=sort.to_string()/> })}
    }
}

#[component]
fn OrganizationFilter(organizations: Vec<OrganizationRef>, chosen: Vec<OrganizationId>) -> impl IntoView {
    let query = use_query();
    let summary = move || match query.with(|query| query.organizations.len()) {
        0 => text!(filters.organizations_any).to_owned(),
        count => text!(filters.organizations_some, count = count).to_string(),
    };
    let button = view! {
        <span>{summary}</span>
        <Icon name="chevron-down"/>
    };
    let checks = organizations
        .into_iter()
        .map(|organization| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name="organization"
                        value=organization.id.to_string()
                        checked=chosen.contains(&organization.id)
                    />
                    <span>{organization.name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="filter">
            <span class="label" aria-hidden="true">{text!(filters.organization)}</span>
            <Menu
                id="filter-organization"
                kind=ButtonKind::Secondary
                button=button.into_any()
                label=text!(filters.organization)
            >
                <div class="checks">{checks}</div>
            </Menu>
        </div>
    }
}
