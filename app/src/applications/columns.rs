//! The columns of the grids of applications.

use super::rpc::ApplicationRow;
use crate::{
    grid::{Choice, Column, yes_no},
    parts::{CopyButton, Time},
    text::{self, text},
};
use leptos::prelude::*;
use model::{ApplicationField, Grant, OrganizationRef, Origin, Side};

type ApplicationColumn = Column<ApplicationField, ApplicationRow>;

/// Those of the section on a person's page.
pub fn section_columns(organizations: &[OrganizationRef]) -> Vec<ApplicationColumn> {
    let mut columns = vec![name().filtered(), client_id(), apis(), active().filtered(), last_used()];
    if organizations.len() > 1 {
        columns.insert(0, organization(organizations).filtered());
    }
    columns
}

/// Those of the grid of all applications of a side.
pub fn index_columns(side: Side, organizations: &[OrganizationRef]) -> Vec<ApplicationColumn> {
    let apis_of_side = side.api_types().iter().map(|api| Choice::new(api.scope(), text::api_type(*api)));
    let grants = Grant::ALL.map(|grant| Choice::new(grant.as_str(), text::grant(grant)));
    let mut columns = vec![
        name().filtered(),
        client_id().filtered_further(),
        active().filtered(),
        apis().choices(apis_of_side).filtered_further(),
        Column::new(ApplicationField::Grant, text!(applications.grant), |row: &ApplicationRow| {
            text::grant(row.application.grant).into_any()
        })
        .choices(grants)
        .filtered_further(),
        owner(side).filtered(),
        last_used().filtered(),
        Column::new(ApplicationField::Created, text!(applications.created), |row: &ApplicationRow| {
            view! { <Time at=row.application.created_at/> }.into_any()
        })
        .filtered_further(),
        origin(),
    ];
    if organizations.len() > 1 {
        columns.insert(6, organization(organizations).filtered_further());
    }
    columns
}

fn name() -> ApplicationColumn {
    Column::new(ApplicationField::Name, text!(applications.name), |row: &ApplicationRow| match &row.page {
        Some(page) => view! { <a href=page.clone()>{row.application.name.clone()}</a> }.into_any(),
        None => row.application.name.clone().into_any(),
    })
    .naming()
}

fn client_id() -> ApplicationColumn {
    Column::new(ApplicationField::ClientId, text!(applications.client_id), |row: &ApplicationRow| {
        let application = &row.application;
        let shown_in = format!("client-id-{}", application.id);
        let copy = text!(applications.copy_client_id, name = application.name.as_str()).to_string();
        view! {
            <span class="copyable">
                <code id=shown_in.clone()>{application.client_id.clone()}</code>
                <CopyButton value=application.client_id.clone() shown_in label=copy compact=true/>
            </span>
        }
        .into_any()
    })
}

fn apis() -> ApplicationColumn {
    Column::new(ApplicationField::Apis, text!(applications.apis), |row: &ApplicationRow| {
        text::api_access(&row.application.apis, row.application.side).into_any()
    })
}

fn active() -> ApplicationColumn {
    let choices = [
        Choice::new("active", text!(applications.status_active)),
        Choice::new("inactive", text!(applications.status_inactive)),
    ];
    Column::new(ApplicationField::Active, text!(applications.active), |row: &ApplicationRow| {
        yes_no(row.application.active)
    })
    .filter_label(text!(applications.status))
    .choices(choices)
}

fn organization(organizations: &[OrganizationRef]) -> ApplicationColumn {
    let choices = organizations.iter().map(|one| Choice::new(one.id, one.name.clone()));
    Column::new(ApplicationField::Organization, text!(applications.organization), |row: &ApplicationRow| {
        row.application.organization.name.clone().into_any()
    })
    .choices(choices)
}

fn owner(side: Side) -> ApplicationColumn {
    Column::new(ApplicationField::Owner, text::owner_of(side), |row: &ApplicationRow| {
        match &row.application.owner {
            Some(owner) => {
                let name = if owner.name.is_empty() { owner.email.clone() } else { owner.name.clone() };
                view! { <span title=owner.email.clone()>{name}</span> }.into_any()
            }
            None => view! { <span class="muted">{text!(common.none)}</span> }.into_any(),
        }
    })
}

fn origin() -> ApplicationColumn {
    let choices = Origin::ALL.map(|origin| Choice::new(origin.as_str(), text::origin(origin)));
    Column::new(ApplicationField::Origin, text!(origins.label), |row: &ApplicationRow| {
        let application = &row.application;
        text::origin_with(application.origin, application.origin_name.as_deref()).into_any()
    })
    .choices(choices)
    .filtered_further()
}

fn last_used() -> ApplicationColumn {
    Column::new(ApplicationField::LastUsed, text!(applications.last_used), |row: &ApplicationRow| {
        match row.application.last_used_at {
            Some(at) => view! { <Time at/> }.into_any(),
            None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
        }
    })
}
