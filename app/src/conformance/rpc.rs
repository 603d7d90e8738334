//! The server function of the report. It only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::Conformance;

/// Looks at every point, now.
#[server(prefix = "/rpc", endpoint = "conformance/check", input = Json)]
pub async fn check_conformance() -> Result<Conformance, AppError> {
    let (office, actor) = crate::server::desk()?;
    let inspector = crate::server::inspector()?;
    Ok(office.check_conformance(&actor, &*inspector).await?)
}
