//! `GET /scim/v2/Users`: the users of the back office that the actor may see (RFC 7644 §3.4.2).

use super::{
    answer::Answer,
    caller::Caller,
    error::Refusal,
    list_query::ListQuery,
    user_resource::{base, resource},
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
    let part = (query.start - 1, query.count);
    let (total, users) =
        state.office.search_users(&actor, Side::BackOffice, &query.filter, query.sort, part).await?;
    let base = base(&state);
    let resources = users.iter().map(|user| query.projection.of(resource(&base, user))).collect();
    Ok(Answer::page(resources, total, query.start))
}
