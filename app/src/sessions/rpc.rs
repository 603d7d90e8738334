//! The server functions of one's own sessions.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::SessionInfo;
use serde::{Deserialize, Serialize};

/// One's own sessions.
#[server(prefix = "/rpc", endpoint = "sessions/list", input = Json)]
pub async fn list_sessions() -> Result<Vec<SessionInfo>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_sessions(&actor).await?)
}

/// Ends one of them.
#[server(prefix = "/rpc", endpoint = "sessions/end", input = Json)]
pub async fn end_session(form: EndForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let id = form.session.parse().map_err(|_| AppError::NotFound.answered())?;
    Ok(office.end_session(&actor, id).await?)
}

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// Its id.
    pub session: String,
}
