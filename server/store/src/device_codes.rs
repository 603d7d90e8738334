//! Codes of devices that wait for somebody to let them in (RFC 8628), and the answers they got.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, AuthorizationId, Scope, Timestamp};

/// A row of `device_codes`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeviceCodeRow {
    /// Whose device it is.
    pub application_id: ApplicationId,
    /// What it asks for.
    #[sqlx(try_from = "String")]
    pub scope: Scope,
    /// When it began to wait.
    pub created_at: Timestamp,
    /// Until when it may.
    pub expires_at: Timestamp,
    /// How many seconds it has to wait between two questions.
    pub poll_interval: i64,
    /// When it asked last, in milliseconds since 1970.
    pub polled_at_ms: Option<i64>,
    /// What it was let in with.
    pub authorization_id: Option<AuthorizationId>,
    /// When somebody did not let it in.
    pub denied_at: Option<Timestamp>,
    /// When it got its tokens.
    pub used_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT application_id, scope, created_at, expires_at, poll_interval, polled_at_ms, \
             authorization_id, denied_at, used_at FROM device_codes WHERE ",
            $rest
        )
    };
}

impl Database {
    /// The one that waits under the code with this digest, which a person typed: not ended at `now`, and not answered.
    pub async fn find_waiting_device(
        &self,
        user_code: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<DeviceCodeRow>> {
        let sql = select!(
            "user_code_hash = $1 AND expires_at > $2 AND authorization_id IS NULL AND denied_at IS NULL"
        );
        Ok(on!(self, pool => sqlx::query_as(sql).bind(&user_code[..]).bind(now).fetch_optional(pool).await)?)
    }

    /// The one whose own code has this digest.
    pub async fn find_device_code(&self, hash: &[u8; 32]) -> Result<Option<DeviceCodeRow>> {
        Ok(
            on!(self, pool => sqlx::query_as(select!("hash = $1")).bind(&hash[..]).fetch_optional(pool).await)?,
        )
    }
}

impl Transaction {
    /// Adds one that came from this address. `Unique` if somebody waits under the same code.
    pub async fn insert_device_code(
        &mut self,
        hash: &[u8; 32],
        user_code: &[u8; 32],
        row: &DeviceCodeRow,
        address: &str,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO device_codes (hash, user_code_hash, application_id, scope, created_at, \
                 expires_at, poll_interval, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(&hash[..])
            .bind(&user_code[..])
            .bind(row.application_id)
            .bind(row.scope.to_string())
            .bind(row.created_at)
            .bind(row.expires_at)
            .bind(row.poll_interval)
            .bind(address)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that a device asked too soon, and how long it has to wait from now on.
    pub async fn note_device_polled(&mut self, hash: &[u8; 32], at_ms: i64, interval: i64) -> Result<()> {
        let sql = "UPDATE device_codes SET polled_at_ms = $2, poll_interval = $3 WHERE hash = $1";
        within!(self, tx => {
            sqlx::query(sql).bind(&hash[..]).bind(at_ms).bind(interval).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Lets it in; whether it still waited.
    pub async fn let_device_in(
        &mut self,
        user_code: &[u8; 32],
        authorization: AuthorizationId,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE device_codes SET authorization_id = $2 WHERE user_code_hash = $1 AND expires_at > $3 \
                   AND authorization_id IS NULL AND denied_at IS NULL";
        let rows = within!(self, tx => {
            let update = sqlx::query(sql).bind(&user_code[..]).bind(authorization).bind(now);
            update.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }

    /// Does not let it in; whether it still waited.
    pub async fn deny_device(&mut self, user_code: &[u8; 32], now: Timestamp) -> Result<bool> {
        let sql = "UPDATE device_codes SET denied_at = $2 WHERE user_code_hash = $1 AND expires_at > $2 \
                   AND authorization_id IS NULL AND denied_at IS NULL";
        let rows = within!(self, tx => {
            let update = sqlx::query(sql).bind(&user_code[..]).bind(now);
            update.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }

    /// Notes that it got its tokens; whether it had not.
    pub async fn use_device_code(&mut self, hash: &[u8; 32], at: Timestamp) -> Result<bool> {
        let sql = "UPDATE device_codes SET used_at = $2 WHERE hash = $1 AND used_at IS NULL";
        let rows = within!(self, tx => {
            sqlx::query(sql).bind(&hash[..]).bind(at).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }
}
