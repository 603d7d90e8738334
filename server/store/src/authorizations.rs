//! Authorizations: each is one time that somebody let an application in, with the codes and refresh tokens that came of it.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{ApplicationId, AuthorizationId, OrganizationId, Scope, SessionId, Timestamp, UserId};

/// A row of `authorizations`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuthorizationRow {
    /// Its id.
    pub id: AuthorizationId,
    /// Which application was let in.
    pub application_id: ApplicationId,
    /// By whom.
    pub user_id: UserId,
    /// Where it acts for them.
    pub organization_id: OrganizationId,
    /// What was let in.
    #[sqlx(try_from = "String")]
    pub scope: Scope,
    /// When the person had signed in.
    pub authenticated_at: Timestamp,
    /// How they had shown who they are (RFC 8176), separated by one space.
    pub methods: String,
    /// With which session; that may have ended. None: without one.
    pub session_id: Option<SessionId>,
    /// What the ID token repeats (OpenID Connect Core §3.1.2.1).
    pub nonce: Option<String>,
    /// Thumbprint of the key that its refresh tokens are bound to (RFC 9449 §5), if they are.
    pub dpop_thumbprint: Option<String>,
    /// When it was given.
    pub created_at: Timestamp,
    /// When a token last came of it.
    pub last_used_at: Option<Timestamp>,
    /// From when on nothing can be refreshed any more.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub ended_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, application_id, user_id, organization_id, scope, authenticated_at, methods, session_id, nonce, \
             dpop_thumbprint, created_at, last_used_at, expires_at, ended_at FROM authorizations ",
            $rest
        )
    };
}

impl Database {
    /// One of them.
    pub async fn find_authorization(&self, id: AuthorizationId) -> Result<Option<AuthorizationRow>> {
        let sql = select!("WHERE id = $1");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
    }

    /// Those of the application that ended since, for as long as their access tokens could live.
    pub async fn authorizations_ended_since(
        &self,
        application: ApplicationId,
        since: Timestamp,
    ) -> Result<Vec<AuthorizationId>> {
        let sql = "SELECT id FROM authorizations WHERE application_id = $1 AND ended_at >= $2";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(application).bind(since).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// One of them, that nobody else changes until this transaction ends.
    pub async fn lock_authorization(&mut self, id: AuthorizationId) -> Result<Option<AuthorizationRow>> {
        Ok(match &mut self.engine {
            // Begun with BEGIN IMMEDIATE, there is no other writer.
            Begun::Sqlite(tx) => {
                sqlx::query_as(select!("WHERE id = $1")).bind(id).fetch_optional(&mut **tx).await?
            }
            Begun::Postgres(tx) => {
                sqlx::query_as(select!("WHERE id = $1 FOR UPDATE")).bind(id).fetch_optional(&mut **tx).await?
            }
        })
    }

    /// Adds one.
    pub async fn insert_authorization(&mut self, row: &AuthorizationRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO authorizations (id, application_id, user_id, organization_id, scope, \
                 authenticated_at, session_id, nonce, dpop_thumbprint, created_at, last_used_at, expires_at, ended_at, methods) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            )
            .bind(row.id)
            .bind(row.application_id)
            .bind(row.user_id)
            .bind(row.organization_id)
            .bind(row.scope.to_string())
            .bind(row.authenticated_at)
            .bind(row.session_id)
            .bind(&row.nonce)
            .bind(&row.dpop_thumbprint)
            .bind(row.created_at)
            .bind(row.last_used_at)
            .bind(row.expires_at)
            .bind(row.ended_at)
            .bind(&row.methods)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that tokens came of it, and which key they are bound to from now on.
    pub async fn note_authorization_used(
        &mut self,
        id: AuthorizationId,
        at: Timestamp,
        dpop_thumbprint: Option<&str>,
    ) -> Result<()> {
        let sql = "UPDATE authorizations SET last_used_at = $2, dpop_thumbprint = $3 WHERE id = $1";
        within!(self, tx => {
            sqlx::query(sql).bind(id).bind(at).bind(dpop_thumbprint).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Revokes it, unless it was; whether it was not.
    pub async fn end_authorization(&mut self, id: AuthorizationId, at: Timestamp) -> Result<bool> {
        let sql = "UPDATE authorizations SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
        let ended = within!(self, tx => {
            sqlx::query(sql).bind(id).bind(at).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(ended > 0)
    }

    /// Revokes every one that anybody gave to this application; how many there were.
    pub async fn end_authorizations_of_application(
        &mut self,
        application: ApplicationId,
        at: Timestamp,
    ) -> Result<u64> {
        let sql = "UPDATE authorizations SET ended_at = $2 WHERE application_id = $1 AND ended_at IS NULL";
        Ok(within!(self, tx => {
            let update = sqlx::query(sql).bind(application).bind(at);
            update.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?)
    }

    /// Revokes every one that this person gave to this application; how many there were.
    pub async fn end_authorizations_of(
        &mut self,
        user: UserId,
        application: ApplicationId,
        at: Timestamp,
    ) -> Result<u64> {
        let sql = "UPDATE authorizations SET ended_at = $3 \
                   WHERE user_id = $1 AND application_id = $2 AND ended_at IS NULL";
        Ok(within!(self, tx => {
            let update = sqlx::query(sql).bind(user).bind(application).bind(at);
            update.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?)
    }
}
