//! What people let applications have without being asked again.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, Scope, Timestamp, UserId};

impl Database {
    /// What this person lets this application have; none if they never said.
    pub async fn find_consent(&self, user: UserId, application: ApplicationId) -> Result<Option<Scope>> {
        let sql = "SELECT scope FROM consents WHERE user_id = $1 AND application_id = $2";
        let scope: Option<String> = on!(self, pool => {
            sqlx::query_scalar(sql).bind(user).bind(application).fetch_optional(pool).await
        })?;
        // What cannot be read is asked again.
        Ok(scope.and_then(|scope| scope.parse().ok()))
    }
}

impl Transaction {
    /// Remembers what this person lets this application have, in place of what was remembered.
    pub async fn put_consent(
        &mut self,
        user: UserId,
        application: ApplicationId,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO consents (user_id, application_id, scope, created_at, updated_at) \
                   VALUES ($1, $2, $3, $4, $4) ON CONFLICT (user_id, application_id) \
                   DO UPDATE SET scope = excluded.scope, updated_at = excluded.updated_at";
        within!(self, tx => {
            let insert = sqlx::query(sql).bind(user).bind(application).bind(scope.to_string()).bind(at);
            insert.execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Forgets it; whether there was something.
    pub async fn delete_consent(&mut self, user: UserId, application: ApplicationId) -> Result<bool> {
        let sql = "DELETE FROM consents WHERE user_id = $1 AND application_id = $2";
        let gone = within!(self, tx => {
            sqlx::query(sql).bind(user).bind(application).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(gone > 0)
    }
}
