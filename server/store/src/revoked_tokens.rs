//! Tokens that were revoked before their time (RFC 7009): the only rows there are about access tokens.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, Timestamp};

impl Database {
    /// The ids of the application's revoked tokens that would still live at `now`.
    pub async fn revoked_tokens(&self, application: ApplicationId, now: Timestamp) -> Result<Vec<String>> {
        let sql = "SELECT token_id FROM revoked_tokens WHERE application_id = $1 AND expires_at > $2";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(application).bind(now).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Revokes a token until it would have run out by itself; whether it was not revoked already.
    pub async fn revoke_token(
        &mut self,
        application: ApplicationId,
        token_id: &str,
        expires_at: Timestamp,
    ) -> Result<bool> {
        let sql = "INSERT INTO revoked_tokens (application_id, token_id, expires_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (application_id, token_id) DO NOTHING";
        let rows = within!(self, tx => {
            let insert = sqlx::query(sql).bind(application).bind(token_id).bind(expires_at);
            insert.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }
}
