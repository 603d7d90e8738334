//! `GET /api/{type}`: the records that the actor may view.

use super::{
    super::{caller::Caller, document::Answer, error::Refusal, parameters::Parameters},
    Records,
    answer::{object, with_related},
    query::Query,
};
use crate::AppState;
use axum::extract::State;

/// Answers it.
pub(super) async fn list<R: Records>(
    Caller { actor, base }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let Query { grid, paging, view } = Query::of::<R>(&parameters)?;
    let page = R::list(&state.office, &actor, &grid).await;
    let page = paging.kept(page.map_err(|error| paging.refused(error))?);
    let url = format!("{base}/{}", R::KIND.name);
    let rows = page.rows.iter().map(|row| object::<R>(row, &view, &base)).collect();
    let answer = paging.told(Answer::new(rows), &url, &parameters, &page);
    Ok(with_related::<R>(answer, &page.rows, &view))
}
