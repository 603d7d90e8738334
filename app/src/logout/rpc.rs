//! The server functions of signing out at the wish of an application.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::LogoutStep;
use serde::{Deserialize, Serialize};

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogoutForm {
    /// The wish as the application made it.
    pub query: String,
}

/// What comes next.
#[server(prefix = "/rpc", endpoint = "logout/step", input = Json)]
pub async fn find_logout_step(query: String) -> Result<LogoutStep, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    match domain::LogoutParameters::from_query(&query) {
        Ok(parameters) => {
            Ok(crate::server::office()?.logout_step(visitor.actor.as_ref(), &parameters).await?)
        }
        Err(problem) => Ok(LogoutStep::Problem(problem)),
    }
}

/// Ends the session; where to go on. The answer clears its cookie.
#[server(prefix = "/rpc", endpoint = "logout/confirm", input = Json)]
pub async fn confirm_logout(form: LogoutForm) -> Result<String, AppError> {
    let to = match find_logout_step(form.query).await? {
        LogoutStep::End { to } | LogoutStep::Ask { to, .. } | LogoutStep::Gone { to } => to,
        LogoutStep::Problem(_) => None,
    };
    let _ = crate::sign_out::sign_out().await?;
    Ok(to.unwrap_or_else(|| "/sign-in".to_owned()))
}
