//! What people let applications have without being asked again.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, CustomerId, OrganizationId, Scope, Timestamp, UserId};

/// One thing that somebody let an application do: what was remembered of their answer, or a time they let it in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LetInRow {
    /// Which application.
    pub application_id: ApplicationId,
    /// Its name.
    pub application_name: String,
    /// Where it acts.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// Whether it has global access.
    pub organization_global: bool,
    /// What was let in.
    #[sqlx(try_from = "String")]
    pub scope: Scope,
    /// When.
    pub since: Timestamp,
    /// When a token last came of it.
    pub last_used_at: Option<Timestamp>,
}

/// Somebody who let an application in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LetInByRow {
    /// Who.
    pub user_id: UserId,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
    /// Their address.
    pub email: String,
    /// Their customer, if they have one.
    pub customer_id: Option<CustomerId>,
    /// Since when.
    pub since: Timestamp,
    /// When a token last came of it.
    pub last_used_at: Option<Timestamp>,
}

impl Database {
    /// Who let this application in and has not ended that at `now`: at most `limit` of those whose name or address has
    /// `text` in it, who used it last first, and how many there are.
    pub async fn who_let_in(
        &self,
        application: ApplicationId,
        text: &str,
        limit: i64,
        now: Timestamp,
    ) -> Result<(Vec<LetInByRow>, i64)> {
        let found = "FROM (SELECT user_id, created_at AS since, NULL AS last_used_at FROM consents WHERE application_id = $1 \
                     UNION ALL SELECT user_id, created_at, last_used_at FROM authorizations \
                     WHERE application_id = $1 AND ended_at IS NULL AND expires_at > $2) l \
                     JOIN users u ON u.id = l.user_id \
                     WHERE LOWER(u.first_name || ' ' || u.last_name || ' ' || u.email) LIKE $3 ESCAPE '\\'";
        let rows = format!(
            "SELECT u.id AS user_id, u.first_name, u.last_name, u.email, u.customer_id, MIN(l.since) AS since, \
             MAX(l.last_used_at) AS last_used_at {found} \
             GROUP BY u.id, u.first_name, u.last_name, u.email, u.customer_id \
             ORDER BY COALESCE(MAX(l.last_used_at), MIN(l.since)) DESC, u.email LIMIT $4"
        );
        let count = format!("SELECT COUNT(DISTINCT u.id) {found}");
        let mut pattern = String::from("%");
        for c in text.to_lowercase().chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern.push('%');
        let people = on!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(rows))
                .bind(application)
                .bind(now)
                .bind(&pattern)
                .bind(limit)
                .fetch_all(pool)
                .await
        })?;
        let total = on!(self, pool => {
            sqlx::query_scalar(sqlx::AssertSqlSafe(count))
                .bind(application)
                .bind(now)
                .bind(&pattern)
                .fetch_one(pool)
                .await
        })?;
        Ok((people, total))
    }

    /// Everything that this person let applications do and that has not ended at `now`, several rows for an application.
    pub async fn let_in_by(&self, user: UserId, now: Timestamp) -> Result<Vec<LetInRow>> {
        let sql = "SELECT a.id AS application_id, a.name AS application_name, o.id AS organization_id, \
                   o.name AS organization_name, o.global AS organization_global, l.scope, l.since, l.last_used_at \
                   FROM (SELECT application_id, scope, created_at AS since, NULL AS last_used_at FROM consents \
                         WHERE user_id = $1 \
                         UNION ALL SELECT application_id, scope, created_at, last_used_at FROM authorizations \
                         WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2) l \
                   JOIN applications a ON a.id = l.application_id JOIN organizations o ON o.id = a.organization_id \
                   WHERE a.deleted_at IS NULL ORDER BY l.since";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(user).bind(now).fetch_all(pool).await)?)
    }

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

    /// Forgets what everybody answered this application, so that they are asked again.
    pub async fn forget_consents(&mut self, application: ApplicationId) -> Result<()> {
        let sql = "DELETE FROM consents WHERE application_id = $1";
        within!(self, tx => sqlx::query(sql).bind(application).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}
