//! `GET /api/oauthapplications/{id}`.

use super::{
    application_answer::{secrets, show, view},
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
    let secrets = secrets(&state.office, &actor, &application, &view).await?;
    Ok(show(&application, secrets.as_deref(), &view, &base))
}
