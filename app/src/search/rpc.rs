//! The server function of the search: it only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::FoundGroup;

/// The first few records of each kind, by what was typed.
#[server(prefix = "/rpc", endpoint = "search", input = Json)]
pub async fn search(text: String, limit: u32) -> Result<Vec<FoundGroup>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.search(&actor, &text, limit).await?)
}
