//! `GET /api/oauthapplications/{id}`.

use super::{
    application_answer::{show, view},
    caller::Caller,
    document::Answer,
    error::Refusal,
    id::Named,
    parameters::Parameters,
};
use crate::AppState;
use axum::extract::State;

/// Answers it.
pub(super) async fn find_application(
    Caller { actor, base }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let view = view(&parameters)?;
    let application = state.office.find_application(&actor, id).await?;
    Ok(show(&application, &view, &base))
}
