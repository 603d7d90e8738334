//! The server functions of organizations. Each only fetches who is asking and calls the office, which decides.

#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are async"))]

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{GridQuery, Organization, OrganizationField, OrganizationForm, OrganizationId, Page};

/// What the grid knows besides its rows.
#[server(prefix = "/rpc", endpoint = "organizations/facts", input = Json)]
pub async fn organization_facts() -> Result<ListFacts, AppError> {
    let (_, actor) = crate::server::desk()?;
    Ok(ListFacts { may_create: actor.may_create_organization(), ..ListFacts::default() })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "organizations/list", input = Json)]
pub async fn list_organizations(query: GridQuery<OrganizationField>) -> Result<Page<Organization>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_organizations(&actor, &query).await?)
}

/// One organization.
#[server(prefix = "/rpc", endpoint = "organizations/find", input = Json)]
pub async fn find_organization(id: OrganizationId) -> Result<Organization, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_organization(&actor, id).await?)
}

/// Whether the form offers *Global access*, of this organization or of a new one.
#[server(prefix = "/rpc", endpoint = "organizations/options", input = Json)]
pub async fn offers_global_access(of: Option<OrganizationId>) -> Result<bool, AppError> {
    let (office, actor) = crate::server::desk()?;
    let permitted = match of {
        None => actor.may_create_organization(),
        Some(id) => office.find_organization(&actor, id).await?.may.edit,
    };
    if permitted { Ok(actor.may_give_global_access()) } else { Err(AppError::Forbidden.answered()) }
}

/// Adds an organization.
#[server(prefix = "/rpc", endpoint = "organizations/create", input = Json)]
pub async fn create_organization(form: OrganizationForm) -> Result<Organization, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_organization(&actor, &form).await?)
}

/// Changes an organization.
#[server(prefix = "/rpc", endpoint = "organizations/change", input = Json)]
pub async fn change_organization(
    id: OrganizationId,
    form: OrganizationForm,
) -> Result<Organization, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_organization(&actor, id, &form).await?)
}

/// Opens an organization again.
#[server(prefix = "/rpc", endpoint = "organizations/enable", input = Json)]
pub async fn enable_organization(id: OrganizationId) -> Result<Organization, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.enable_organization(&actor, id).await?)
}

/// Closes an organization.
#[server(prefix = "/rpc", endpoint = "organizations/disable", input = Json)]
pub async fn disable_organization(id: OrganizationId) -> Result<Organization, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.disable_organization(&actor, id).await?)
}
