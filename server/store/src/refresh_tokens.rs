//! Refresh tokens: digests, and which authorization each belongs to.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{AuthorizationId, Timestamp, UserId};
use std::fmt;

/// A row of `refresh_tokens`.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RefreshTokenRow {
    /// What it came of.
    pub authorization_id: AuthorizationId,
    /// With the token itself it makes the one that follows.
    pub salt: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work.
    pub expires_at: Timestamp,
    /// When it was used, in milliseconds since 1970.
    pub used_at_ms: Option<i64>,
}

impl fmt::Debug for RefreshTokenRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshTokenRow")
            .field("authorization_id", &self.authorization_id)
            .finish_non_exhaustive()
    }
}

const FIND: &str =
    "SELECT authorization_id, salt, created_at, expires_at, used_at_ms FROM refresh_tokens WHERE hash = $1";

impl Database {
    /// Who gave the authorization that the token with this digest came of.
    pub async fn user_behind_refresh_token(&self, hash: &[u8; 32]) -> Result<Option<UserId>> {
        let sql = "SELECT a.user_id FROM refresh_tokens r \
                   JOIN authorizations a ON a.id = r.authorization_id WHERE r.hash = $1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(&hash[..]).fetch_optional(pool).await)?)
    }

    /// The token with this digest, also a used one.
    pub async fn find_refresh_token(&self, hash: &[u8; 32]) -> Result<Option<RefreshTokenRow>> {
        Ok(on!(self, pool => sqlx::query_as(FIND).bind(&hash[..]).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// The token with this digest, also a used one.
    pub async fn find_refresh_token(&mut self, hash: &[u8; 32]) -> Result<Option<RefreshTokenRow>> {
        Ok(within!(self, tx => sqlx::query_as(FIND).bind(&hash[..]).fetch_optional(&mut **tx).await)?)
    }

    /// Adds one that was not used.
    pub async fn insert_refresh_token(&mut self, hash: &[u8; 32], row: &RefreshTokenRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO refresh_tokens (hash, authorization_id, salt, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(&hash[..])
            .bind(row.authorization_id)
            .bind(&row.salt)
            .bind(row.created_at)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes when it was used.
    pub async fn use_refresh_token(&mut self, hash: &[u8; 32], at_ms: i64) -> Result<()> {
        let sql = "UPDATE refresh_tokens SET used_at_ms = $2 WHERE hash = $1 AND used_at_ms IS NULL";
        within!(self, tx => sqlx::query(sql).bind(&hash[..]).bind(at_ms).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}
