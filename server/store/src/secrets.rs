//! Client Secrets: digests and what tells them apart. The secrets themselves are nowhere.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, SecretId, Timestamp};
use std::fmt;

/// A row of `application_secrets`.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SecretRow {
    /// Its id.
    pub id: SecretId,
    /// Whose it is.
    pub application_id: ApplicationId,
    /// Counts the secrets of one application, from 1; a token carries the number of the secret that made it.
    pub number: i64,
    /// SHA-256 of the secret.
    pub hash: Vec<u8>,
    /// What people recognise it by.
    pub hint: String,
    /// What it is for, if that was said.
    pub label: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work; none: it does not end by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

impl SecretRow {
    /// The first secret of an application; it has no label and does not end by itself.
    pub fn first(
        id: SecretId,
        application_id: ApplicationId,
        digest: [u8; 32],
        hint: String,
        created_at: Timestamp,
    ) -> Self {
        let hash = digest.to_vec();
        Self {
            id,
            application_id,
            number: 1,
            hash,
            hint,
            label: None,
            created_at,
            expires_at: None,
            last_used_at: None,
        }
    }
}

impl fmt::Debug for SecretRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretRow")
            .field("id", &self.id)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

const SECRETS: &str = "SELECT id, application_id, number, hash, hint, label, created_at, expires_at, last_used_at \
     FROM application_secrets WHERE application_id = $1 ORDER BY number";

impl Database {
    /// Every secret of an application, also those that ended, oldest first.
    pub async fn secrets_of_application(&self, application: ApplicationId) -> Result<Vec<SecretRow>> {
        Ok(on!(self, pool => sqlx::query_as(SECRETS).bind(application).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Every secret of an application, also those that ended, oldest first.
    pub async fn secrets_of_application(&mut self, application: ApplicationId) -> Result<Vec<SecretRow>> {
        Ok(within!(self, tx => sqlx::query_as(SECRETS).bind(application).fetch_all(&mut **tx).await)?)
    }

    /// Adds a secret. `Unique` if the application has one of this number.
    pub async fn insert_secret(&mut self, row: &SecretRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO application_secrets (id, application_id, number, hash, hint, label, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(row.id)
            .bind(row.application_id)
            .bind(row.number)
            .bind(&row.hash)
            .bind(&row.hint)
            .bind(&row.label)
            .bind(row.created_at)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Lets a secret end at this time.
    pub async fn end_secret(&mut self, id: SecretId, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE application_secrets SET expires_at = $2 WHERE id = $1")
                .bind(id)
                .bind(at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
