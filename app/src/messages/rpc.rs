//! The server functions of attached messages. Each only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{AttachedCursor, AttachedMessage, AttachedMessageId, AttachedPage, UserId};

/// How many messages the section shows at once.
#[cfg(feature = "ssr")]
const SHOWN: u32 = 10;

/// A part of a person's messages, newest first.
#[server(prefix = "/rpc", endpoint = "messages/list", input = Json)]
pub async fn list_messages(person: UserId, after: Option<AttachedCursor>) -> Result<AttachedPage, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.attached_messages(&actor, person, after, SHOWN).await?)
}

/// One of them.
#[server(prefix = "/rpc", endpoint = "messages/find", input = Json)]
pub async fn find_message(person: UserId, id: AttachedMessageId) -> Result<AttachedMessage, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_attached_message(&actor, person, id).await?)
}

/// Removes it.
#[server(prefix = "/rpc", endpoint = "messages/remove", input = Json)]
pub async fn remove_message(person: UserId, id: AttachedMessageId) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.remove_attached_message(&actor, person, id).await?)
}
