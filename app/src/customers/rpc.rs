//! The server functions of customers. Each only fetches who is asking and calls the office, which decides.

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{Customer, CustomerField, CustomerForm, CustomerId, GridQuery, OrganizationRef, Page};

/// What the grid knows besides its rows.
#[server(prefix = "/rpc", endpoint = "customers/facts", input = Json)]
pub async fn customer_facts() -> Result<ListFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let organizations = office.customer_form_options(&actor).await?;
    Ok(ListFacts { may_create: actor.may_create_customer(), organizations, roles: Vec::new() })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "customers/list", input = Json)]
pub async fn list_customers(query: GridQuery<CustomerField>) -> Result<Page<Customer>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_customers(&actor, &query).await?)
}

/// One customer.
#[server(prefix = "/rpc", endpoint = "customers/find", input = Json)]
pub async fn find_customer(id: CustomerId) -> Result<Customer, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_customer(&actor, id).await?)
}

/// The organizations that the form offers, of this customer or of a new one; none where there is no choice.
#[server(prefix = "/rpc", endpoint = "customers/options", input = Json)]
pub async fn customer_form_options(of: Option<CustomerId>) -> Result<Vec<OrganizationRef>, AppError> {
    let (office, actor) = crate::server::desk()?;
    let permitted = match of {
        None => actor.may_create_customer(),
        Some(id) => office.find_customer(&actor, id).await?.may.edit,
    };
    if permitted {
        Ok(office.customer_form_options(&actor).await?)
    } else {
        Err(AppError::Forbidden.answered())
    }
}

/// Adds a customer.
#[server(prefix = "/rpc", endpoint = "customers/create", input = Json)]
pub async fn create_customer(form: CustomerForm) -> Result<Customer, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_customer(&actor, &form).await?)
}

/// Changes a customer.
#[server(prefix = "/rpc", endpoint = "customers/change", input = Json)]
pub async fn change_customer(id: CustomerId, form: CustomerForm) -> Result<Customer, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_customer(&actor, id, &form).await?)
}

/// Lets a customer's users in again.
#[server(prefix = "/rpc", endpoint = "customers/enable", input = Json)]
pub async fn enable_customer(id: CustomerId) -> Result<Customer, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.enable_customer(&actor, id).await?)
}

/// Puts all users of a customer out.
#[server(prefix = "/rpc", endpoint = "customers/disable", input = Json)]
pub async fn disable_customer(id: CustomerId) -> Result<Customer, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.disable_customer(&actor, id).await?)
}
