//! `GET /email-addon/v1/people/{id}/messages`: what is attached to somebody, newest first, in parts.

use super::{caller::Caller, message::message, person::messages_url};
use crate::{
    AppState,
    api::{
        error::Refusal,
        id::Named,
        parameters::{BadParameter, Parameters},
        value::number,
        view::unknown,
    },
};
use axum::{Json, extract::State};
use model::{AttachedCursor, UserId};
use serde_json::{Value, json};

/// Messages in a part unless asked otherwise.
pub(super) const LIMIT: u32 = 25;
/// The most of them.
pub(super) const LIMIT_MAX: u32 = 100;

/// Answers it. `next` is the URL of the next part; null after the last one.
pub(super) async fn list_messages(
    Caller { actor, public_url }: Caller,
    Named(id): Named<UserId>,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Json<Value>, Refusal> {
    let (after, limit) = part(&parameters)?;
    let page = state.office.attached_messages(&actor, id, after, limit).await?;
    let messages: Vec<Value> = page.rows.iter().map(|one| message(one, &public_url)).collect();
    let url = messages_url(id, &public_url);
    let next =
        page.next.map(|next| format!("{url}?{}", parameters.with(&[], &[("after", next.to_string())])));
    Ok(Json(json!({ "messages": messages, "next": next })))
}

/// Where the part begins, and how long it is.
fn part(parameters: &Parameters) -> Result<(Option<AttachedCursor>, u32), BadParameter> {
    let (mut after, mut limit) = (None, LIMIT);
    for (name, value) in parameters.iter() {
        match name {
            "limit" => limit = number(name, value, LIMIT_MAX)?,
            "after" => {
                let read = value.parse();
                after = Some(read.map_err(|_| BadParameter::new(name, "This must be what next says."))?);
            }
            _ => return Err(unknown(name)),
        }
    }
    Ok((after, limit))
}
