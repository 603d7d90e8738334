//! Mail: written into the outbox in the transaction of what it tells, sent from there, tried again until it leaves.

mod application_created;
mod connections;
mod fact;
mod invitation;
mod message;
mod password_changed;
mod password_reset;
mod recipients;
mod server;
mod tell;
mod template;
#[cfg(test)]
mod tests;
mod transport;
mod try_out;
mod worker;

pub(crate) use application_created::{ApplicationCreated, application_created};
pub(crate) use fact::{Fact, SecretFacts, SignIn, With};
pub(crate) use invitation::{Invitation, invitation};
pub(crate) use password_changed::{PasswordChanged, password_changed};
pub(crate) use password_reset::{PasswordReset, password_reset};
pub(crate) use transport::Mailer;
pub use worker::MailReport;

use crate::{Office, Result, Sensitive};
use store::{NewMailRow, Transaction};

/// A mail as it was composed.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// What happened, as a word for programs.
    pub(crate) event: &'static str,
    /// Whom it is for.
    pub(crate) to_name: String,
    /// Where it goes.
    pub(crate) to_address: String,
    /// Its subject.
    pub(crate) subject: String,
    /// Its text.
    pub(crate) text: String,
    /// The same as HTML.
    pub(crate) html: String,
    /// What is put in place of `{{link}}` when the mail leaves, and forgotten then.
    pub(crate) link: Option<Sensitive>,
}

impl Office {
    /// Writes a mail into the outbox. It leaves once the transaction is committed.
    pub(crate) async fn write_mail(&self, tx: &mut Transaction, mail: Mail) -> Result<()> {
        let row = NewMailRow {
            id: self.new_id(),
            event: mail.event,
            to_name: mail.to_name,
            to_address: mail.to_address,
            subject: mail.subject,
            text_body: mail.text,
            html_body: mail.html,
            link: mail.link.map(Sensitive::into_revealed),
            created_at: self.now(),
        };
        Ok(tx.insert_mail(&row).await?)
    }
}
