//! Requests for authorization that were pushed beforehand (RFC 9126).

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, Timestamp};

/// A row of `pushed_requests`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PushedRequestRow {
    /// Who pushed it.
    pub application_id: ApplicationId,
    /// Its parameters, as in an address.
    pub query: String,
    /// From when on it is worth nothing.
    pub expires_at: Timestamp,
    /// When it was answered.
    pub used_at: Option<Timestamp>,
}

impl Database {
    /// The request with this digest.
    pub async fn find_pushed_request(&self, hash: &[u8; 32]) -> Result<Option<PushedRequestRow>> {
        let sql = "SELECT application_id, query, expires_at, used_at FROM pushed_requests WHERE hash = $1";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(&hash[..]).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Adds one that came from this address.
    pub async fn insert_pushed_request(
        &mut self,
        hash: &[u8; 32],
        row: &PushedRequestRow,
        address: &str,
    ) -> Result<()> {
        let sql = "INSERT INTO pushed_requests (hash, application_id, query, expires_at, address) \
                   VALUES ($1, $2, $3, $4, $5)";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(&hash[..])
                .bind(row.application_id)
                .bind(&row.query)
                .bind(row.expires_at)
                .bind(address)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Notes that it was answered; whether it had not been.
    pub async fn use_pushed_request(&mut self, hash: &[u8; 32], at: Timestamp) -> Result<bool> {
        let sql = "UPDATE pushed_requests SET used_at = $2 WHERE hash = $1 AND used_at IS NULL";
        let rows = within!(self, tx => {
            sqlx::query(sql).bind(&hash[..]).bind(at).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }
}
