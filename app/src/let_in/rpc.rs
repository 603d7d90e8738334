//! The server functions of what one let in.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::LetIn;
use serde::{Deserialize, Serialize};

/// The applications that one let in.
#[server(prefix = "/rpc", endpoint = "let-in/list", input = Json)]
pub async fn list_let_in() -> Result<Vec<LetIn>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_let_in(&actor).await?)
}

/// Takes it back.
#[server(prefix = "/rpc", endpoint = "let-in/shut-out", input = Json)]
pub async fn shut_out(form: ShutOutForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let id = form.application.parse().map_err(|_| AppError::NotFound.answered())?;
    Ok(office.shut_out(&actor, id).await?)
}

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShutOutForm {
    /// The application's id.
    pub application: String,
}
