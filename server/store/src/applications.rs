//! Applications: one row each, read together with the name of its organization and the customer of its owner.
//!
//! Lists are in `application_list`. Deleted applications stay for a while; whoever reads one looks at `deleted_at`.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{
    ApiAccess, ApplicationId, CustomerId, Grant, OrganizationId, Origin, Side, Timestamp, UserId, fold,
};

/// A row of `applications`, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub struct ApplicationRow {
    /// Its id.
    pub id: ApplicationId,
    /// What its developer calls it by.
    pub client_id: String,
    /// The organization it acts in.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// Whether that organization has global access.
    pub organization_global: bool,
    /// The person it acts as.
    pub owner_id: Option<UserId>,
    /// That person's customer.
    pub owner_customer_id: Option<CustomerId>,
    /// That person's first name.
    pub owner_first_name: Option<String>,
    /// That person's last name.
    pub owner_last_name: Option<String>,
    /// That person's primary e-mail address.
    pub owner_email: Option<String>,
    /// Back office or customer side.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// How it gets its tokens.
    #[sqlx(try_from = "String")]
    pub grant_type: Grant,
    /// Its name; unique per owner and organization without regard to case.
    pub name: String,
    /// Whether it gets tokens and its tokens are accepted.
    pub active: bool,
    /// The APIs it may use.
    #[sqlx(try_from = "Option<String>")]
    pub apis: ApiAccess,
    /// Where people may be sent back to, one on each line.
    pub redirect_uris: String,
    /// Whether it can keep a secret.
    pub confidential: bool,
    /// Whether people are not asked to let it in.
    pub skip_consent: bool,
    /// How it came to be.
    #[sqlx(try_from = "String")]
    pub origin: Origin,
    /// The name of what let it come to be, if it was not a person.
    pub origin_name: Option<String>,
    /// Tokens made at this millisecond or before are dead.
    pub tokens_dead_until_ms: i64,
    /// Counts the changes, from 1.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When a token was last issued to it.
    pub last_used_at: Option<Timestamp>,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
}

/// A new row of `applications`: never used, version 1.
#[derive(Clone, Debug)]
pub struct NewApplicationRow {
    /// Its id.
    pub id: ApplicationId,
    /// What its developer calls it by.
    pub client_id: String,
    /// The organization it acts in.
    pub organization: OrganizationId,
    /// The person it acts as.
    pub owner: Option<UserId>,
    /// Back office or customer side.
    pub side: Side,
    /// How it gets its tokens.
    pub grant: Grant,
    /// Its name.
    pub name: String,
    /// Whether it gets tokens.
    pub active: bool,
    /// The APIs it may use.
    pub apis: ApiAccess,
    /// Where people may be sent back to, one on each line.
    pub redirect_uris: String,
    /// Whether it can keep a secret.
    pub confidential: bool,
    /// Whether people are not asked to let it in.
    pub skip_consent: bool,
    /// When it was created.
    pub created_at: Timestamp,
}

/// The columns of [`ApplicationRow`]; lists use the same.
const APPLICATION: &str = "SELECT a.id, a.client_id, a.organization_id, o.name AS organization_name, \
     o.global AS organization_global, a.owner_id, u.customer_id AS owner_customer_id, \
     u.first_name AS owner_first_name, u.last_name AS owner_last_name, u.email AS owner_email, a.side, a.grant_type, \
     a.name, a.active, a.apis, a.redirect_uris, a.confidential, a.skip_consent, a.tokens_dead_until_ms, a.version, a.created_at, a.updated_at, a.last_used_at, a.deleted_at, \
     a.origin, a.origin_name \
     FROM applications a JOIN organizations o ON o.id = a.organization_id LEFT JOIN users u ON u.id = a.owner_id \
     WHERE a.id = $1";

impl Database {
    /// One application, also a deleted one.
    pub async fn find_application(&self, id: ApplicationId) -> Result<Option<ApplicationRow>> {
        Ok(on!(self, pool => sqlx::query_as(APPLICATION).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// One application, also a deleted one, that nobody else changes until this transaction ends.
    pub async fn lock_application(&mut self, id: ApplicationId) -> Result<Option<ApplicationRow>> {
        Ok(match &mut self.engine {
            // Begun with BEGIN IMMEDIATE, there is no other writer.
            Begun::Sqlite(tx) => sqlx::query_as(APPLICATION).bind(id).fetch_optional(&mut **tx).await?,
            Begun::Postgres(tx) => {
                let sql = sqlx::AssertSqlSafe(format!("{APPLICATION} FOR UPDATE OF a"));
                sqlx::query_as(sql).bind(id).fetch_optional(&mut **tx).await?
            }
        })
    }

    /// What an application is called, also a deleted one.
    pub async fn application_name(&mut self, id: ApplicationId) -> Result<Option<String>> {
        let sql = "SELECT name FROM applications WHERE id = $1";
        Ok(within!(self, tx => sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await)?)
    }

    /// Adds an application. [`crate::Error::is_duplicate_name`] if its owner has one of this name in the organization.
    pub async fn insert_application(&mut self, row: &NewApplicationRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO applications (id, client_id, organization_id, owner_id, side, grant_type, name, \
                 name_folded, active, apis, redirect_uris, confidential, skip_consent, tokens_dead_until_ms, version, \
                 created_at, updated_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 1, $14, $14)",
            )
            .bind(row.id)
            .bind(&row.client_id)
            .bind(row.organization)
            .bind(row.owner)
            .bind(row.side.as_str())
            .bind(row.grant.as_str())
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.active)
            .bind(row.apis.to_stored())
            .bind(&row.redirect_uris)
            .bind(row.confidential)
            .bind(row.skip_consent)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Writes what can change of an application (name, active, APIs, redirects, consent, whether it keeps secrets, deleted, dead tokens) and counts its version up.
    /// [`crate::Error::is_duplicate_name`] if another one of its owner has the name.
    pub async fn save_application(&mut self, row: &mut ApplicationRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE applications SET name = $2, name_folded = $3, active = $4, apis = $5, \
                 tokens_dead_until_ms = $6, deleted_at = $7, updated_at = $8, redirect_uris = $9, skip_consent = $10, \
                 confidential = $11, \
                 version = version + 1 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.active)
            .bind(row.apis.to_stored())
            .bind(row.tokens_dead_until_ms)
            .bind(row.deleted_at)
            .bind(row.updated_at)
            .bind(&row.redirect_uris)
            .bind(row.skip_consent)
            .bind(row.confidential)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        Ok(())
    }
}

impl crate::Error {
    /// Whether an application was refused because its owner has one of this name in the organization already.
    pub fn is_duplicate_name(&self) -> bool {
        // PostgreSQL tells the index, SQLite its columns.
        matches!(self, Self::Unique(text)
            if text.starts_with("applications_name_") || text.contains("applications.name_folded"))
    }
}
