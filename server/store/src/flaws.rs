//! Applications whose settings a security profile would have otherwise: counted, and the first of them by name.

use crate::{Database, Result, database::on};
use model::{ApplicationId, OrganizationId, Side};

/// What may be so of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// It is active, as all that are counted here.
    Active,
    /// It may ask for tokens with the password of people.
    PasswordGrant,
    /// People are sent back to it.
    Redirects,
    /// One of its redirect URLs has a place-holder, or goes unencrypted to another machine.
    LooseRedirects,
    /// It shows who it is.
    Authenticates,
    /// It does so with a secret.
    HasSecret,
    /// One of its secrets does not end.
    EndlessSecret,
    /// It cannot keep a secret.
    Public,
    /// Its tokens are good without a key.
    Bearer,
    /// It sends people to the authorization endpoint.
    Authorizes,
    /// It does so with all of its request in the address.
    Unpushed,
    /// Its refresh tokens live unused for more than 90 days.
    LongRefresh,
}

impl Trait {
    const fn condition(self) -> &'static str {
        match self {
            Self::Active => "a.active",
            Self::PasswordGrant => "a.password_grant",
            Self::Redirects => "a.redirect_uris <> ''",
            Self::LooseRedirects => {
                "(a.redirect_uris LIKE '%*%' OR replace(replace(replace(a.redirect_uris, 'http://127.0.0.1', ''), \
                 'http://[::1]', ''), 'http://localhost', '') LIKE '%http://%')"
            }
            Self::Authenticates => "a.confidential",
            Self::HasSecret => "a.confidential AND a.authentication_method = 'client_secret'",
            Self::EndlessSecret => {
                "a.confidential AND a.authentication_method = 'client_secret' AND EXISTS (\
                 SELECT 1 FROM application_secrets s WHERE s.application_id = a.id AND s.expires_at IS NULL)"
            }
            Self::Public => "NOT a.confidential",
            Self::Bearer => "NOT a.require_dpop",
            Self::Authorizes => "a.grant_type = 'authorization_code'",
            Self::Unpushed => "a.grant_type = 'authorization_code' AND NOT a.require_pushed",
            Self::LongRefresh => "a.refresh_idle > 7776000",
        }
    }
}

/// An application, as far as it has to be named.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NamedApplicationRow {
    /// Its id.
    pub id: ApplicationId,
    /// Of which side it is.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// Its name.
    pub name: String,
}

/// An application with what it takes to begin a request for authorization.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuthorizingRow {
    /// Its Client ID.
    pub client_id: String,
    /// Where people may be sent back to, one on each line.
    pub redirect_uris: String,
}

impl Database {
    /// How many active applications are so, of an organization or of all.
    pub async fn count_applications_that(&self, are: Trait, of: Option<OrganizationId>) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM applications a WHERE a.active AND a.deleted_at IS NULL \
             AND ($1 IS NULL OR a.organization_id = $1) AND {}",
            are.condition()
        );
        let sql = sqlx::AssertSqlSafe(sql);
        let count: i64 = on!(self, pool => sqlx::query_scalar(sql).bind(of).fetch_one(pool).await)?;
        Ok(count.unsigned_abs())
    }

    /// The first of them, A–Z.
    pub async fn applications_that(
        &self,
        are: Trait,
        of: Option<OrganizationId>,
        limit: i64,
    ) -> Result<Vec<NamedApplicationRow>> {
        let sql = format!(
            "SELECT a.id, a.side, a.name FROM applications a WHERE a.active AND a.deleted_at IS NULL \
             AND ($1 IS NULL OR a.organization_id = $1) AND {} ORDER BY a.name_folded, a.id LIMIT $2",
            are.condition()
        );
        let sql = sqlx::AssertSqlSafe(sql);
        Ok(on!(self, pool => sqlx::query_as(sql).bind(of).bind(limit).fetch_all(pool).await)?)
    }

    /// One that people can be sent back to, the oldest.
    pub async fn some_authorizing_application(&self) -> Result<Option<AuthorizingRow>> {
        let sql = "SELECT a.client_id, a.redirect_uris FROM applications a \
                   JOIN organizations o ON o.id = a.organization_id \
                   WHERE a.active AND a.deleted_at IS NULL AND o.enabled AND a.grant_type = 'authorization_code' \
                   AND a.redirect_uris <> '' ORDER BY a.created_at, a.id LIMIT 1";
        Ok(on!(self, pool => sqlx::query_as(sql).fetch_optional(pool).await)?)
    }
}
