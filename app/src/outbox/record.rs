//! A mail as the shared parts know it.

use super::rpc::{find_outbox_mail, give_up_mail, send_mail_again};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{MailId, May, OutboxMail};

/// The page with all of them.
pub const HOME: &str = "/outbox";

impl Record for OutboxMail {
    type Id = MailId;

    fn id(&self) -> MailId {
        self.id
    }

    fn label(&self) -> String {
        self.subject.clone()
    }

    fn home(&self) -> &'static str {
        HOME
    }

    /// What is written stays as it is.
    fn may(&self) -> May {
        May::default()
    }

    fn enabled(&self) -> Option<bool> {
        None
    }

    fn may_send_again(&self) -> bool {
        self.may_send_again
    }

    fn may_give_up(&self) -> bool {
        self.may_give_up
    }

    fn consequence(&self, deed: Deed) -> String {
        if deed == Deed::GiveUp {
            return text!(outbox.give_up_consequence).to_owned();
        }
        text!(outbox.send_again_consequence, address = self.to_address.as_str()).to_string()
    }

    async fn find(id: MailId) -> Result<Self, AppError> {
        find_outbox_mail(id).await
    }

    async fn carry_out(deed: Deed, id: MailId) -> Result<Self, AppError> {
        match deed {
            Deed::SendAgain => send_mail_again(id).await,
            Deed::GiveUp => give_up_mail(id).await,
            _ => Err(AppError::Forbidden),
        }
    }
}
