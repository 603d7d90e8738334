//! `GET /scim/v2/Users`: the users of the back office that the actor may see (RFC 7644 §3.4.2).

use super::{
    answer::Answer, caller::Caller, error::Refusal, list_query::ListQuery, user_filter, user_resource,
};
use crate::AppState;
use axum::extract::State;
use model::Side;

/// Answers it.
pub(super) async fn list_users(
    Caller(actor): Caller,
    query: ListQuery,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let filter = user_filter::wanted(&state.office, &actor, &query).await?;
    let (sort, part) = (user_filter::sort(&query)?, (query.start - 1, query.count));
    let (total, users) = state.office.search_users(&actor, Side::BackOffice, &filter, sort, part).await?;
    let users = user_resource::resources(&state.office, &actor, &users).await?;
    let shown = users.into_iter().map(|user| query.projection.of(user)).collect();
    Ok(Answer::page(shown, total, query.start))
}
