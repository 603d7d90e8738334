//! The server functions of the outbox. Each only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{GridQuery, MailId, OutboxField, OutboxMail, Page};

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "outbox/list", input = Json)]
pub async fn list_outbox(query: GridQuery<OutboxField>) -> Result<Page<OutboxMail>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_outbox(&actor, &query).await?)
}

/// One mail.
#[server(prefix = "/rpc", endpoint = "outbox/find", input = Json)]
pub async fn find_outbox_mail(id: MailId) -> Result<OutboxMail, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_outbox_mail(&actor, id).await?)
}

/// Sends a mail again; the answer is the mail that waits now.
#[server(prefix = "/rpc", endpoint = "outbox/send-again", input = Json)]
pub async fn send_mail_again(id: MailId) -> Result<OutboxMail, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.send_mail_again(&actor, id).await?)
}

/// Gives up a mail that waits; the answer is what it is now.
#[server(prefix = "/rpc", endpoint = "outbox/give-up", input = Json)]
pub async fn give_up_mail(id: MailId) -> Result<OutboxMail, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.give_up_outbox_mail(&actor, id).await?)
}
