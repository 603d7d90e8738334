//! `GET /api/oauthapplications`: the applications that the actor may view.

use super::{
    caller::Caller, document, document::Answer, error::Refusal, list_query::ListQuery, paging,
    parameters::Parameters,
};
use crate::AppState;
use axum::extract::State;
use domain::ApplicationList;

/// Answers it.
pub(super) async fn list_applications(
    Caller { actor, base }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let asked = ListQuery::of(&parameters)?;
    let list = ApplicationList {
        side: None,
        owner: None,
        filter: asked.filter,
        sort: asked.sort,
        page: asked.page,
        page_size: asked.page_size,
    };
    let mut page = state.office.list_applications(&actor, &list).await?;
    // The office answers a page beyond the end with the last one, for people. A program that reads until a page is
    // empty would never stop.
    if page.number != asked.page {
        page.rows.clear();
    }
    let url = format!("{base}/oauthapplications");
    let rows = page.rows.iter().map(|row| document::application(row, &asked.view, &base)).collect();
    let mut answer = Answer::new(rows)
        .with("links", paging::links(&url, &parameters, asked.page, &page))
        .with("meta", paging::meta(asked.page, &page));
    if asked.view.includes("organization") {
        answer = answer.with("included", document::organizations(&page.rows, &asked.view));
    }
    Ok(answer)
}
