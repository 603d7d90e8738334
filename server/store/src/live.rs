//! What decides whether a token lives: the revision every process follows, and the state of one application.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{
    ApiAccess, ApplicationId, AuthenticationMethod, Grant, OrganizationId, Origin, SecretId, Side, Timestamp,
    UserId,
};

/// What issuing and verifying need to know of an application, whatever state it is in.
#[derive(Debug, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub struct LiveApplicationRow {
    /// Its id.
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
    /// The organization it acts in.
    pub organization_id: OrganizationId,
    /// Whether that is enabled.
    pub organization_enabled: bool,
    /// The person it acts as.
    pub owner_id: Option<UserId>,
    /// Back office or customer side.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// How it came to be.
    #[sqlx(try_from = "String")]
    pub origin: Origin,
    /// How it gets its tokens.
    #[sqlx(try_from = "String")]
    pub grant_type: Grant,
    /// Whether it is active.
    pub active: bool,
    /// The APIs it may use.
    #[sqlx(try_from = "Option<String>")]
    pub apis: ApiAccess,
    /// Where people may be sent back to, one on each line.
    pub redirect_uris: String,
    /// Whether it can keep a secret or a key.
    pub confidential: bool,
    /// Whether people are not asked to let it in.
    pub skip_consent: bool,
    /// How it shows who it is, if it is confidential.
    #[sqlx(try_from = "String")]
    pub authentication_method: AuthenticationMethod,
    /// Its public keys (RFC 7517), for `private_key_jwt`.
    pub jwks: Option<String>,
    /// Where they are instead.
    pub jwks_uri: Option<String>,
    /// How many seconds a refresh token lives unused; none: as configured.
    pub refresh_idle: Option<i64>,
    /// How many seconds one can be refreshed at all; none: as configured.
    pub refresh_absolute: Option<i64>,
    /// Where people may be sent after signing out, one on each line.
    pub post_logout_redirect_uris: String,
    /// Whether every token of it is bound to a key.
    pub require_dpop: bool,
    /// Whether its requests for authorization have to be pushed.
    pub require_pushed: bool,
    /// Whether it may exchange tokens of others.
    pub may_act_for_others: bool,
    /// Whether it may ask for tokens with the password of people.
    pub password_grant: bool,
    /// Tokens made at this millisecond or before are dead.
    pub tokens_dead_until_ms: i64,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
}

/// One of its secrets.
#[derive(Debug, sqlx::FromRow)]
pub struct LiveSecretRow {
    /// Its id.
    pub id: SecretId,
    /// Counts the secrets of the application from 1.
    pub number: i64,
    /// SHA-256 of the secret.
    pub hash: Vec<u8>,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}

impl Database {
    /// Counts every change that decides whether a token lives. Another number than before: forget what was kept.
    pub async fn live_revision(&self) -> Result<i64> {
        let sql = "SELECT revision FROM live_revision WHERE id = 1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?)
    }

    /// The application with this Client ID, also a deleted one.
    pub async fn live_application(&self, client_id: &str) -> Result<Option<LiveApplicationRow>> {
        let sql = "SELECT a.id, a.name, a.organization_id, o.enabled AS organization_enabled, a.owner_id, a.side, a.origin, a.grant_type, \
                   a.active, a.apis, a.redirect_uris, a.confidential, a.skip_consent, a.authentication_method, a.jwks, a.jwks_uri, \
                   a.refresh_idle, a.refresh_absolute, \
                   a.post_logout_redirect_uris, a.require_dpop, a.require_pushed, a.may_act_for_others, a.password_grant, \
                   a.tokens_dead_until_ms, a.deleted_at \
                   FROM applications a JOIN organizations o ON o.id = a.organization_id WHERE a.client_id = $1";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(client_id).fetch_optional(pool).await)?)
    }

    /// Its secrets that had not ended at `then`, newest first.
    pub async fn live_secrets(
        &self,
        application: ApplicationId,
        then: Timestamp,
    ) -> Result<Vec<LiveSecretRow>> {
        let sql = "SELECT id, number, hash, expires_at FROM application_secrets \
                   WHERE application_id = $1 AND (expires_at IS NULL OR expires_at > $2) ORDER BY number DESC";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(application).bind(then).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// To be called in every transaction that changes what decides whether a token lives.
    pub async fn bump_live_revision(&mut self) -> Result<()> {
        let sql = "UPDATE live_revision SET revision = revision + 1 WHERE id = 1";
        within!(self, tx => sqlx::query(sql).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }

    /// Notes when the application last got a token, unless something later is there.
    pub async fn mark_application_used(&mut self, id: ApplicationId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE applications SET last_used_at = $2 \
                   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)";
        within!(self, tx => sqlx::query(sql).bind(id).bind(at).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }

    /// The same for the secret it got the token with.
    pub async fn mark_secret_used(&mut self, id: SecretId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE application_secrets SET last_used_at = $2 \
                   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)";
        within!(self, tx => sqlx::query(sql).bind(id).bind(at).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}
