//! Mails that are held for people who want one with everything.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Digest, MailId, Timestamp, UserId};

/// Somebody for whom mails are held.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HeldRow {
    /// Who.
    pub user_id: UserId,
    /// When the oldest of them was written.
    pub oldest: Timestamp,
    digest: Option<String>,
    /// The name of their time zone (IANA); none: UTC.
    pub time_zone: Option<String>,
    /// Whether they may come in.
    pub enabled: bool,
}

impl HeldRow {
    /// How often they want to be told; none: they do not want to wait any more.
    pub fn digest(&self) -> Option<Digest> {
        self.digest.as_deref().and_then(|digest| digest.parse().ok())
    }
}

/// A mail that a digest tells.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HeldMailRow {
    /// Its id.
    pub id: MailId,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text_body: String,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Database {
    /// Everybody for whom mails are held.
    pub async fn people_with_held_mails(&self) -> Result<Vec<HeldRow>> {
        let sql = "SELECT m.user_id, min(m.created_at) AS oldest, u.digest, u.time_zone, u.enabled \
             FROM outbox_mails m JOIN users u ON u.id = m.user_id WHERE m.held \
             GROUP BY m.user_id, u.digest, u.time_zone, u.enabled";
        Ok(on!(self, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// The mails held for somebody, the oldest first. They count as sent with the digest of this id. Of two processes that
    /// ask at once one gets them.
    pub async fn take_held_mails(
        &mut self,
        user: UserId,
        digest: MailId,
        at: Timestamp,
    ) -> Result<Vec<HeldMailRow>> {
        let sql = "UPDATE outbox_mails SET held = FALSE, sent_at = $3, digest_mail_id = $2 \
             WHERE held AND user_id = $1 RETURNING id, subject, text_body, created_at";
        let mut mails: Vec<HeldMailRow> = within!(self, tx => {
            sqlx::query_as(sql).bind(user).bind(digest).bind(at).fetch_all(&mut **tx).await
        })?;
        mails.sort_by_key(|mail| (mail.created_at, mail.id.0));
        Ok(mails)
    }

    /// The mails held for somebody are due, each on its own.
    pub async fn release_held_mails(&mut self, user: UserId, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET held = FALSE, next_attempt_at = $2 WHERE held AND user_id = $1",
            )
            .bind(user)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// The mails held for somebody are given up, for this reason.
    pub async fn give_up_held_mails(&mut self, user: UserId, reason: &str, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET held = FALSE, failed_at = $2, last_error = $3 WHERE held AND user_id = $1",
            )
            .bind(user)
            .bind(at)
            .bind(reason)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// How often somebody wants to be told what can wait.
    pub async fn set_digest(&mut self, user: UserId, digest: Option<Digest>) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET digest = $2 WHERE id = $1")
                .bind(user)
                .bind(digest.map(Digest::as_str))
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
