//! The outbox: mails that were written together with the fact they tell, until they are sent or given up.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{Language, MailId, OrganizationId, Timestamp, UserId, fold};
use std::fmt;

/// A mail that is to be written. Its `Debug` has neither bodies nor link.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMailRow {
    /// Its id.
    pub id: MailId,
    /// Whose outbox it is in.
    pub organization: Option<OrganizationId>,
    /// Whom it is for, if it is somebody who is known here.
    pub user: Option<UserId>,
    /// In which language it is.
    pub language: Language,
    /// What happened, as a word for programs.
    pub event: &'static str,
    /// Whom it is for.
    pub to_name: String,
    /// Where it goes.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text_body: String,
    /// The same as HTML.
    pub html_body: String,
    /// What stands for `{{link}}` in the bodies, in clear until the mail is sent or given up.
    pub link: Option<String>,
    /// Whether it waits for a digest.
    pub held: bool,
    /// When it was written; it is due at once, unless it is held.
    pub created_at: Timestamp,
}

/// A mail that is due. Its `Debug` has neither bodies nor link.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MailRow {
    /// Its id.
    pub id: MailId,
    /// Whom it is for.
    pub to_name: String,
    /// Where it goes.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text_body: String,
    /// The same as HTML.
    pub html_body: String,
    /// What stands for `{{link}}` in the bodies.
    pub link: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often sending was tried, this time included.
    pub attempts: i64,
}

impl fmt::Debug for NewMailRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewMailRow").field("id", &self.id).field("event", &self.event).finish_non_exhaustive()
    }
}

impl fmt::Debug for MailRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailRow")
            .field("id", &self.id)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

impl Database {
    /// When the next mail is due, if one waits.
    pub async fn next_mail_due(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(next_attempt_at) FROM outbox_mails WHERE next_attempt_at IS NOT NULL";
        Ok(on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?)
    }
}

impl Transaction {
    /// Writes a mail.
    pub async fn insert_mail(&mut self, mail: &NewMailRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO outbox_mails (id, event, to_name, to_address, subject, text_body, html_body, link, \
                 created_at, attempts, next_attempt_at, subject_folded, to_folded, \
                 organization_id, user_id, language, held) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $16, $10, $11, $12, $13, $14, $15)",
            )
            .bind(mail.id)
            .bind(mail.event)
            .bind(&mail.to_name)
            .bind(&mail.to_address)
            .bind(&mail.subject)
            .bind(&mail.text_body)
            .bind(&mail.html_body)
            .bind(&mail.link)
            .bind(mail.created_at)
            .bind(fold(&mail.subject))
            .bind(fold(&format!("{} {}", mail.to_name, mail.to_address)))
            .bind(mail.organization)
            .bind(mail.user)
            .bind(mail.language.as_str())
            .bind(mail.held)
            .bind((!mail.held).then_some(mail.created_at))
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Takes the mail that is due longest, and counts the try. Nobody else gets it until `lease` is over, by when it
    /// should be noted how it went.
    pub async fn take_due_mail(&mut self, now: Timestamp, lease: Timestamp) -> Result<Option<MailRow>> {
        // Two processes may look at the same row; PostgreSQL lets the second pass over what the first has in hand,
        // and SQLite has one writer at a time.
        let skip = match &mut self.engine {
            Begun::Sqlite(_) => "",
            Begun::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "UPDATE outbox_mails SET next_attempt_at = $2, attempts = attempts + 1 WHERE id IN (\
             SELECT id FROM outbox_mails WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1 {skip}) \
             RETURNING id, to_name, to_address, subject, text_body, html_body, link, created_at, attempts"
        );
        Ok(within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(lease).fetch_optional(&mut **tx).await
        })?)
    }

    /// Notes that a mail was handed over. Its link is in the hands of the recipient then, and nowhere else.
    pub async fn note_mail_sent(&mut self, id: MailId, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET sent_at = $2, next_attempt_at = NULL, failed_at = NULL, last_error = NULL, \
                 link = NULL \
                 WHERE id = $1",
            )
            .bind(id)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes why this try failed, and when to try again. Nothing if somebody else has taken the mail meanwhile.
    pub async fn note_mail_delayed(
        &mut self,
        id: MailId,
        attempt: i64,
        error: &str,
        again: Timestamp,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET last_error = $3, next_attempt_at = $4 \
                 WHERE id = $1 AND attempts = $2 AND next_attempt_at IS NOT NULL",
            )
            .bind(id)
            .bind(attempt)
            .bind(error)
            .bind(again)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that a mail was given up with this try, and why. Its link goes with it. Nothing if somebody else has taken
    /// the mail meanwhile.
    pub async fn note_mail_given_up(
        &mut self,
        id: MailId,
        attempt: i64,
        error: &str,
        at: Timestamp,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET last_error = $3, failed_at = $4, next_attempt_at = NULL, link = NULL \
                 WHERE id = $1 AND attempts = $2 AND next_attempt_at IS NOT NULL",
            )
            .bind(id)
            .bind(attempt)
            .bind(error)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}
