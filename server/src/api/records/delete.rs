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
    match Expected::of(&headers) {
        Expected::Any => R::delete(&state.office, &actor, id).await?,
        expected @ Expected::OneOf(_) => {
            // So that nobody changes it between the look and the end.
            let together = state.office.together().await?;
            let row = R::find(&together, &actor, id).await?;
            if let Some(version) = R::version(&row) {
                expected.check(version)?;
            }
            R::delete(&together, &actor, id).await?;
            together.commit().await?;
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
