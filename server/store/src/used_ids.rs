//! Ids that work once: of assertions (RFC 7523 §3) and of proofs (RFC 9449 §11.1).

use crate::{Database, Result, database::on};
use model::Timestamp;

impl Database {
    /// Notes that the id with this digest was used, until it would be refused for its age; whether it had not been.
    pub async fn use_id(&self, hash: &[u8; 32], expires_at: Timestamp) -> Result<bool> {
        let sql = "INSERT INTO used_ids (hash, expires_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        let rows = on!(self, pool => {
            sqlx::query(sql).bind(&hash[..]).bind(expires_at).execute(pool).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }
}
