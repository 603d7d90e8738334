//! The server functions of *My User*.

#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are async"))]

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{PreferencesForm, RoleRef};

/// The viewer's own roles.
#[server(prefix = "/rpc", endpoint = "people/own-roles", input = Json)]
pub async fn own_roles() -> Result<Vec<RoleRef>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.own_roles(&actor).await?)
}

/// The names of the time zones to choose from.
#[server(prefix = "/rpc", endpoint = "people/time-zones", input = Json)]
pub async fn time_zones() -> Result<Vec<String>, AppError> {
    let (office, _) = crate::server::desk()?;
    Ok(office.time_zones())
}

/// Sets the viewer's language and time zone. The page after it says so.
#[server(prefix = "/rpc", endpoint = "people/preferences", input = Json)]
pub async fn change_preferences(form: PreferencesForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    office.change_preferences(&actor, &form).await?;
    crate::server::set_language_cookie(form.language.parse().ok());
    crate::server::set_flash(crate::Flash::Saved);
    Ok(())
}
