//! The server functions of the configuration. Each only fetches who is asking and calls the office, which decides.

use crate::{AppError, parts::Nothing};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{Configuration, SigningKeyFacts};

/// All that the page shows.
#[server(prefix = "/rpc", endpoint = "configuration/show", input = Json)]
pub async fn show_configuration() -> Result<Configuration, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.configuration(&actor).await?)
}

/// Makes the next signing key, or finds the one that waits already. Whoever has the machine has the ways that are faster.
#[server(prefix = "/rpc", endpoint = "configuration/rotate-keys", input = Json)]
pub async fn rotate_keys(form: Nothing) -> Result<SigningKeyFacts, AppError> {
    let Nothing {} = form;
    let (office, actor) = crate::server::desk()?;
    Ok(office.rotate_keys(&actor, model::Rotation::Published).await?)
}
