//! Authorization codes: digests, and what has to match when one is exchanged.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{AuthorizationId, Timestamp, UserId};

/// A row of `authorization_codes`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuthorizationCodeRow {
    /// What it was made for.
    pub authorization_id: AuthorizationId,
    /// The redirect URL as it was sent; none: it was left out.
    pub redirect_uri: Option<String>,
    /// What the code verifier must hash to (RFC 7636 §4.6).
    pub code_challenge: String,
    /// From when on it does not work.
    pub expires_at: Timestamp,
    /// When it was exchanged.
    pub used_at: Option<Timestamp>,
}

impl Database {
    /// Who gave the authorization that the code with this digest was made for.
    pub async fn user_behind_code(&self, hash: &[u8; 32]) -> Result<Option<UserId>> {
        let sql = "SELECT a.user_id FROM authorization_codes c \
                   JOIN authorizations a ON a.id = c.authorization_id WHERE c.hash = $1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(&hash[..]).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// The code with this digest, also a used one.
    pub async fn find_authorization_code(&mut self, hash: &[u8; 32]) -> Result<Option<AuthorizationCodeRow>> {
        let sql = "SELECT authorization_id, redirect_uri, code_challenge, expires_at, used_at \
                   FROM authorization_codes WHERE hash = $1";
        Ok(within!(self, tx => sqlx::query_as(sql).bind(&hash[..]).fetch_optional(&mut **tx).await)?)
    }

    /// Adds one that was not used.
    pub async fn insert_authorization_code(
        &mut self,
        hash: &[u8; 32],
        row: &AuthorizationCodeRow,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO authorization_codes (hash, authorization_id, redirect_uri, code_challenge, expires_at) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(&hash[..])
            .bind(row.authorization_id)
            .bind(&row.redirect_uri)
            .bind(&row.code_challenge)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that it was exchanged; whether it had not been.
    pub async fn use_authorization_code(&mut self, hash: &[u8; 32], at: Timestamp) -> Result<bool> {
        let sql = "UPDATE authorization_codes SET used_at = $2 WHERE hash = $1 AND used_at IS NULL";
        let used = within!(self, tx => {
            sqlx::query(sql).bind(&hash[..]).bind(at).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(used > 0)
    }
}
