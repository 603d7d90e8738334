//! Mail: written into the outbox in the transaction of what it tells, sent from there, tried again until it leaves.

mod compose;
mod connections;
mod digest;
mod engine;
mod fact;
mod facts;
mod message;
mod moment;
mod page;
mod recipients;
mod samples;
mod server;
mod ship;
mod shipped;
mod tell;
#[cfg(test)]
mod tests;
mod transport;
mod try_out;
mod values;
mod worker;

pub(crate) use compose::words_in;
pub(crate) use engine::{Composed, PartFault, Words, render};
pub(crate) use fact::{Fact, SecondFactor, SignIn, With};
pub(crate) use moment::Manner;
pub(crate) use samples::Sample;
pub(crate) use shipped::{INVITATION, PASSWORD_CHANGED, PASSWORD_RESET, Shipped};
pub(crate) use transport::Mailer;
pub(crate) use values::{About, FactorFacts, LINK, Named, NetworkFacts, SecretFacts, SignInFacts, Values};
pub use worker::MailReport;

use crate::{Office, Result, Sensitive};
use model::{Language, MailId, OrganizationId, UserId};
use store::{NewMailRow, Transaction};

/// A mail as it was composed.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// Whose outbox it is in.
    pub(crate) organization: Option<OrganizationId>,
    /// Whom it is for, if it is somebody who is known here.
    pub(crate) user: Option<UserId>,
    /// In which language it is.
    pub(crate) language: Language,
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
    /// Whether it waits for a digest.
    pub(crate) held: bool,
    /// What is put in place of `{{link}}` when the mail leaves, and forgotten then.
    pub(crate) link: Option<Sensitive>,
}

impl Office {
    /// Writes a mail into the outbox. It leaves once the transaction is committed.
    pub(crate) async fn write_mail(&self, tx: &mut Transaction, mail: Mail) -> Result<()> {
        self.write_mail_as(tx, self.new_id(), mail).await
    }

    /// The same, under an id that is known before.
    async fn write_mail_as(&self, tx: &mut Transaction, id: MailId, mail: Mail) -> Result<()> {
        let row = NewMailRow {
            id,
            organization: mail.organization,
            user: mail.user,
            language: mail.language,
            event: mail.event,
            to_name: mail.to_name,
            to_address: mail.to_address,
            subject: mail.subject,
            text_body: mail.text,
            html_body: mail.html,
            held: mail.held,
            link: mail.link.map(Sensitive::into_revealed),
            created_at: self.now(),
        };
        Ok(tx.insert_mail(&row).await?)
    }
}
