//! The server functions of letting an application in.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::AuthorizationStep;
use serde::{Deserialize, Serialize};

/// What is sent with either button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The request as the application made it.
    pub query: String,
    /// `grant`; anything else lets nobody in.
    pub answer: String,
}

/// What comes next of a request.
#[server(prefix = "/rpc", endpoint = "consent/step", input = Json)]
pub async fn consent_step(query: String) -> Result<AuthorizationStep, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let parameters = match domain::AuthorizationParameters::from_query(&query) {
        Ok(parameters) => parameters,
        Err(problem) => return Ok(AuthorizationStep::Problem(problem)),
    };
    Ok(crate::server::office()?.authorization_step(visitor.actor.as_ref(), &parameters).await?)
}

/// Takes the answer; where to go on.
#[server(prefix = "/rpc", endpoint = "consent/answer", input = Json)]
pub async fn answer_consent(form: AnswerForm) -> Result<String, AppError> {
    let (office, actor) = crate::server::desk()?;
    let parameters = domain::AuthorizationParameters::from_query(&form.query);
    let parameters = parameters.map_err(|_| AppError::Malformed.answered())?;
    let granted = form.answer == "grant";
    Ok(office.answer_authorization(&actor, &parameters, granted).await?.into_revealed())
}
