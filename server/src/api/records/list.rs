//! `GET /api/{type}`: the records that the actor may view.

use super::{
    super::{caller::Caller, document::Answer, error::Refusal, paging, parameters::Parameters},
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
    let Query { grid, view } = Query::of::<R>(&parameters)?;
    let mut page = R::list(&state.office, &actor, &grid).await?;
    // The office answers a page beyond the end with the last one, for people. A program that reads until a page is
    // empty would never stop.
    if page.number != grid.page {
        page.rows.clear();
    }
    let url = format!("{base}/{}", R::KIND.name);
    let rows = page.rows.iter().map(|row| object::<R>(row, &view, &base)).collect();
    let answer = Answer::new(rows)
        .with("links", paging::links(&url, &parameters, grid.page, &page))
        .with("meta", paging::meta(grid.page, &page));
    Ok(with_related::<R>(answer, &page.rows, &view))
}
