//! The ring of signing keys, as every process on this database sees it. Private keys are here only sealed.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{KeyOrigin, KeyState, Timestamp};
use std::fmt;

/// A row of `signing_keys`.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SigningKeyRow {
    /// The thumbprint of the public key (RFC 7638).
    pub key_id: String,
    /// The public key as an uncompressed point (SEC 1 §2.3.3).
    pub point: Vec<u8>,
    /// What it is there for.
    #[sqlx(try_from = "String")]
    pub state: KeyState,
    /// Where it came from.
    #[sqlx(try_from = "String")]
    pub origin: KeyOrigin,
    /// The private key, sealed; none where it is in a file or not needed any more.
    pub sealed: Option<Vec<u8>>,
    /// Which key's file opens it.
    pub sealed_with: Option<String>,
    /// When it was first seen or made.
    pub created_at: Timestamp,
    /// Since when it signs; of the next one: from when on it will.
    pub signs_from: Timestamp,
    /// When it stopped to sign.
    pub retired_at: Option<Timestamp>,
    /// When nothing that it signed is worth anything any more.
    pub ends_at: Option<Timestamp>,
    /// When it was forgotten. The row stays, so that a file with an old key is not taken for a new one.
    pub removed_at: Option<Timestamp>,
}

/// Without what is sealed.
impl fmt::Debug for SigningKeyRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKeyRow")
            .field("key_id", &self.key_id)
            .field("state", &self.state)
            .field("signs_from", &self.signs_from)
            .field("ends_at", &self.ends_at)
            .field("removed_at", &self.removed_at)
            .finish_non_exhaustive()
    }
}

/// The columns of a [`SigningKeyRow`].
macro_rules! columns {
    () => {
        "key_id, point, state, origin, sealed, sealed_with, created_at, signs_from, retired_at, ends_at, removed_at"
    };
}

impl Database {
    /// The keys that were not forgotten, newest first.
    pub async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>> {
        let sql = concat!(
            "SELECT ",
            columns!(),
            " FROM signing_keys WHERE removed_at IS NULL ORDER BY signs_from DESC, created_at DESC, key_id"
        );
        Ok(on!(self, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
    }

    /// Whether there is or was such a key.
    pub async fn knows_signing_key(&self, key_id: &str) -> Result<bool> {
        let sql = "SELECT count(*) FROM signing_keys WHERE key_id = $1";
        let count: i64 = on!(self, pool => sqlx::query_scalar(sql).bind(key_id).fetch_one(pool).await)?;
        Ok(count > 0)
    }

    /// Two numbers: one counts every change that decides whether a token lives, the other every change of the ring.
    pub async fn revisions(&self) -> Result<(i64, i64)> {
        let sql = "SELECT revision, keys_revision FROM live_revision WHERE id = 1";
        Ok(on!(self, pool => sqlx::query_as(sql).fetch_one(pool).await)?)
    }
}

impl Transaction {
    /// Waits until nobody else changes the ring, and lets nobody do so until the end of the transaction.
    pub async fn lock_signing_keys(&mut self) -> Result<()> {
        match &mut self.engine {
            // One writer at a time, and this transaction has begun as one.
            Begun::Sqlite(_) => {}
            Begun::Postgres(tx) => {
                sqlx::query("LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE").execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Every key there ever was.
    pub async fn every_signing_key(&mut self) -> Result<Vec<SigningKeyRow>> {
        let sql = concat!("SELECT ", columns!(), " FROM signing_keys ORDER BY created_at, key_id");
        Ok(within!(self, tx => sqlx::query_as(sql).fetch_all(&mut **tx).await)?)
    }

    /// Writes a key, in the place of what was written of it before.
    pub async fn save_signing_key(&mut self, row: &SigningKeyRow) -> Result<()> {
        let sql = "INSERT INTO signing_keys (key_id, point, state, origin, sealed, sealed_with, created_at, signs_from, \
                   retired_at, ends_at, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
                   ON CONFLICT (key_id) DO UPDATE SET state = excluded.state, sealed = excluded.sealed, \
                   sealed_with = excluded.sealed_with, signs_from = excluded.signs_from, \
                   retired_at = excluded.retired_at, ends_at = excluded.ends_at, removed_at = excluded.removed_at";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(&row.key_id)
                .bind(&row.point)
                .bind(row.state.as_str())
                .bind(row.origin.as_str())
                .bind(&row.sealed)
                .bind(&row.sealed_with)
                .bind(row.created_at)
                .bind(row.signs_from)
                .bind(row.retired_at)
                .bind(row.ends_at)
                .bind(row.removed_at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// To be called last in every transaction that changes the ring.
    pub async fn bump_keys_revision(&mut self) -> Result<()> {
        let sql = "UPDATE live_revision SET keys_revision = keys_revision + 1 WHERE id = 1";
        within!(self, tx => sqlx::query(sql).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}
