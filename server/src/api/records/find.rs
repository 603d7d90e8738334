//! `GET /api/{type}/{id}`.

use super::{
    super::{caller::Caller, document::Answer, error::Refusal, id::Named, parameters::Parameters},
    Records,
    answer::{show, view},
};
use crate::AppState;
use axum::extract::State;

/// Answers it.
pub(super) async fn find<R: Records>(
    Caller { actor, base }: Caller,
    Named(id): Named<R::Id>,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let view = view::<R>(&parameters)?;
    let row = R::find(&state.office, &actor, id).await?;
    Ok(show::<R>(&row, &view, &base))
}
