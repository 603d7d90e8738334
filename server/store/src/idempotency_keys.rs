//! What was answered to requests that can be sent again without being done twice.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, Timestamp};

/// A row of `idempotency_keys`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AnsweredRow {
    /// SHA-256 of the request.
    pub fingerprint: Vec<u8>,
    /// What was answered.
    pub answer: String,
}

impl Database {
    /// What was answered to the application's request with this key after `since`.
    pub async fn answered(
        &self,
        application: ApplicationId,
        key: &str,
        since: Timestamp,
    ) -> Result<Option<AnsweredRow>> {
        let sql = "SELECT fingerprint, answer FROM idempotency_keys \
                   WHERE application_id = $1 AND idempotency_key = $2 AND created_at > $3";
        Ok(on!(self, pool => {
            sqlx::query_as(sql).bind(application).bind(key).bind(since).fetch_optional(pool).await
        })?)
    }
}

impl Transaction {
    /// Keeps an answer, in the place of an older one.
    pub async fn keep_answer(
        &mut self,
        application: ApplicationId,
        key: &str,
        row: &AnsweredRow,
        at: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO idempotency_keys (application_id, idempotency_key, fingerprint, answer, created_at) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (application_id, idempotency_key) DO UPDATE \
                   SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(application)
                .bind(key)
                .bind(&row.fingerprint)
                .bind(&row.answer)
                .bind(at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
