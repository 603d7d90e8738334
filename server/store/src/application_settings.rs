//! What is set of an application less often than its name.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, AuthenticationMethod};

/// The columns of `applications` with its settings.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub struct ApplicationSettingsRow {
    /// How it shows who it is.
    #[sqlx(try_from = "String")]
    pub authentication_method: AuthenticationMethod,
    /// Its public keys as a JWK set.
    pub jwks: Option<String>,
    /// Where they are instead.
    pub jwks_uri: Option<String>,
    /// How many seconds a refresh token lives unused; none: as configured.
    pub refresh_idle: Option<i64>,
    /// For how many seconds tokens can be refreshed at all; none: as configured.
    pub refresh_absolute: Option<i64>,
    /// Where people may be sent after signing out, one on each line.
    pub post_logout_redirect_uris: String,
    /// Whether every token of it is bound to a key (RFC 9449 §5.2).
    pub require_dpop: bool,
    /// Whether its requests for authorization have to be pushed (RFC 9126 §6).
    pub require_pushed: bool,
    /// Where it is told that a session ended (OpenID Connect Back-Channel Logout §2.2); empty: nowhere.
    pub backchannel_logout_uri: String,
    /// Whether it may exchange tokens of others (RFC 8693).
    pub may_act_for_others: bool,
    /// Whether it may ask for tokens with the password of people (RFC 6749 §4.3), where the server lets any do so.
    pub password_grant: bool,
}

const SELECT: &str = "SELECT authentication_method, jwks, refresh_idle, refresh_absolute, post_logout_redirect_uris, \
                      require_dpop, require_pushed, backchannel_logout_uri, may_act_for_others, password_grant, jwks_uri FROM applications WHERE id = $1";

impl Database {
    /// Those of one application, also of a deleted one.
    pub async fn find_application_settings(
        &self,
        id: ApplicationId,
    ) -> Result<Option<ApplicationSettingsRow>> {
        Ok(on!(self, pool => sqlx::query_as(SELECT).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// The same within a transaction that has locked the application.
    pub async fn find_application_settings(
        &mut self,
        id: ApplicationId,
    ) -> Result<Option<ApplicationSettingsRow>> {
        Ok(within!(self, tx => sqlx::query_as(SELECT).bind(id).fetch_optional(&mut **tx).await)?)
    }

    /// Writes them. Whoever does so writes the application as well, which counts its version up.
    pub async fn save_application_settings(
        &mut self,
        id: ApplicationId,
        row: &ApplicationSettingsRow,
    ) -> Result<()> {
        let sql = "UPDATE applications SET authentication_method = $2, jwks = $3, refresh_idle = $4, \
                   refresh_absolute = $5, post_logout_redirect_uris = $6, require_dpop = $7, require_pushed = $8, \
                   backchannel_logout_uri = $9, may_act_for_others = $10, password_grant = $11, jwks_uri = $12 WHERE id = $1";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(id)
                .bind(row.authentication_method.as_str())
                .bind(&row.jwks)
                .bind(row.refresh_idle)
                .bind(row.refresh_absolute)
                .bind(&row.post_logout_redirect_uris)
                .bind(row.require_dpop)
                .bind(row.require_pushed)
                .bind(&row.backchannel_logout_uri)
                .bind(row.may_act_for_others)
                .bind(row.password_grant)
                .bind(&row.jwks_uri)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
