//! `GET /scim/v2/Groups`: the roles of the back office (RFC 7644 §3.4.2).

use super::{
    answer::Answer, caller::Caller, error::Refusal, group_filter, group_resource, list_query::ListQuery,
};
use crate::AppState;
use axum::extract::State;

/// Answers it.
pub(super) async fn list_groups(
    Caller(actor): Caller,
    query: ListQuery,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let filter = group_filter::wanted(&state.office, &actor, &query).await?;
    let (sort, part) = (group_filter::sort(&query)?, (query.start - 1, query.count));
    let (total, roles) = state.office.search_roles(&actor, &filter, sort, part).await?;
    let groups = group_resource::resources(&state.office, &actor, &roles, &query.projection).await?;
    let shown = groups.into_iter().map(|group| query.projection.of(group)).collect();
    Ok(Answer::page(shown, total, query.start))
}
