//! Secrets that end by themselves, and what was told of that.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, SecretId, Timestamp};

/// A secret that ends.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EndingSecretRow {
    /// Its id.
    pub id: SecretId,
    /// Whose it is.
    pub application_id: ApplicationId,
    /// What people recognise it by.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the one after it was made, if there is one.
    pub superseded_at: Option<Timestamp>,
    /// When it ends.
    pub expires_at: Timestamp,
}

const ENDING: &str = "SELECT s.id, s.application_id, s.hint, s.created_at, s.expires_at, \
     (SELECT min(n.created_at) FROM application_secrets n \
     WHERE n.application_id = s.application_id AND n.number > s.number) AS superseded_at FROM application_secrets s";

impl Database {
    /// The secrets of active applications that work now and end at this time or before, the first to end first.
    pub async fn ending_secrets(&self, now: Timestamp, until: Timestamp) -> Result<Vec<EndingSecretRow>> {
        let sql = format!(
            "{ENDING} JOIN applications a ON a.id = s.application_id \
             WHERE s.expires_at > $1 AND s.expires_at <= $2 AND a.active AND a.deleted_at IS NULL \
             ORDER BY s.expires_at, s.id"
        );
        Ok(on!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(until).fetch_all(pool).await
        })?)
    }
}

impl Transaction {
    /// One of them, if it still works and ends.
    pub async fn find_ending_secret(
        &mut self,
        id: SecretId,
        now: Timestamp,
    ) -> Result<Option<EndingSecretRow>> {
        let sql = format!("{ENDING} WHERE s.id = $1 AND s.expires_at > $2");
        Ok(within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(now).fetch_optional(&mut **tx).await
        })?)
    }

    /// Notes that a secret was told of so many days before it ends; whether that was not noted before, of this step or of
    /// one that is closer to the end.
    pub async fn note_reminder(&mut self, secret: SecretId, days: i64, at: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "INSERT INTO secret_reminders (secret_id, days, told_at) SELECT $1, $2, $3 \
                 WHERE NOT EXISTS (SELECT 1 FROM secret_reminders WHERE secret_id = $1 AND days <= $2)",
            )
            .bind(secret)
            .bind(days)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done == 1)
    }
}
