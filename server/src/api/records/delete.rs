//! `DELETE /api/{type}/{id}`.

use super::{
    super::{caller::Caller, error::Refusal, id::Named, parameters::Parameters, versions::Expected},
    answer::view,
    writable::Deletable,
};
use crate::AppState;
use axum::extract::State;
use http::{HeaderMap, StatusCode};

/// Answers it.
pub(super) async fn delete<R: Deletable>(
    Caller { actor, .. }: Caller,
    Named(id): Named<R::Id>,
    parameters: Parameters,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    view::<R>(&parameters)?;
    let row = R::find(&state.office, &actor, id).await?;
    if let Some(version) = R::version(&row) {
        Expected::of(&headers).check(version)?;
    }
    R::delete(&state.office, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
