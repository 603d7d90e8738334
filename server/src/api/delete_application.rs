//! `DELETE /api/oauthapplications/{id}`: its tokens are dead at once; an administrator can restore it for 30 days.

use super::{
    application_answer::view, caller::Caller, error::Refusal, id::Named, parameters::Parameters,
    versions::Expected,
};
use crate::AppState;
use axum::extract::State;
use http::{HeaderMap, StatusCode};

/// Answers it.
pub(super) async fn delete_application(
    Caller { actor, .. }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    view(&parameters)?;
    Expected::of(&headers).check(state.office.find_application(&actor, id).await?.version)?;
    state.office.delete_application(&actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
