//! `GET /api/oauthapplications`: the applications that the actor may view.

use super::{
    caller::Caller, document, document::Answer, error::Refusal, list_query::ListQuery, parameters::Parameters,
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
        part: asked.paging.part(),
    };
    let page = state.office.list_applications(&actor, &list).await;
    let page = asked.paging.kept(page.map_err(|error| asked.paging.refused(error))?);
    let url = format!("{base}/oauthapplications");
    let rows = page.rows.iter().map(|row| document::application(row, &asked.view, &base)).collect();
    let mut answer = asked.paging.told(Answer::new(rows), &url, &parameters, &page);
    if asked.view.includes("organization") {
        answer = answer.with("included", document::organizations(&page.rows, &asked.view));
    }
    Ok(answer)
}
