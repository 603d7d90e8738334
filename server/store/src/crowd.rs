//! Many rows at once: what `latchkey demo --scale` makes up. Everything else is written row by row, where it happens.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{
    ApplicationId, CustomerId, OrganizationId, RoleId, SecretId, Side, Timestamp, UserId, fold, full_name,
};
use sqlx::QueryBuilder;

/// So many rows are in one statement: engines limit how many values it has.
const ROWS: usize = 1_000;

/// A made-up customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrowdCustomer {
    /// Its id.
    pub id: CustomerId,
    /// Who serves it.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// Whether it is enabled.
    pub enabled: bool,
    /// Since when it is there.
    pub created_at: Timestamp,
}

/// A made-up person without a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrowdUser {
    /// Their id.
    pub id: UserId,
    /// Where they belong, if they are a customer user.
    pub customer: Option<CustomerId>,
    /// Where they work.
    pub organization: OrganizationId,
    /// What they may do.
    pub role: RoleId,
    /// Their address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Whether they are enabled.
    pub enabled: bool,
    /// Since when they are there.
    pub created_at: Timestamp,
    /// When they signed in last.
    pub last_login_at: Option<Timestamp>,
}

/// A made-up application with a secret that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrowdApplication {
    /// Its id.
    pub id: ApplicationId,
    /// Its Client ID.
    pub client_id: String,
    /// Where it belongs.
    pub organization: OrganizationId,
    /// Who owns it.
    pub owner: Option<UserId>,
    /// Its side.
    pub side: Side,
    /// Its grant, as stored.
    pub grant: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it is active.
    pub active: bool,
    /// Its APIs, as stored.
    pub apis: Option<&'static str>,
    /// Where it redirects to, as stored.
    pub redirect_uris: &'static str,
    /// Where it comes from, as stored.
    pub origin: &'static str,
    /// Since when it is there.
    pub created_at: Timestamp,
    /// When it was used last.
    pub last_used_at: Option<Timestamp>,
    /// Its secret.
    pub secret: SecretId,
    /// The digest of it.
    pub hash: Vec<u8>,
    /// What people recognise it by.
    pub hint: String,
}

/// How many made-up records there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct CrowdCounts {
    /// Customers.
    pub customers: i64,
    /// People.
    pub users: i64,
    /// Applications.
    pub applications: i64,
}

impl Database {
    /// How many records there are in the organizations whose names begin so (folded), and people with addresses at this domain.
    pub async fn count_crowd(&self, organizations: &str, domain: &str) -> Result<CrowdCounts> {
        let sql = "SELECT (SELECT count(*) FROM customers c JOIN organizations o ON o.id = c.organization_id \
             WHERE o.name_folded LIKE $1) AS customers, (SELECT count(*) FROM users WHERE email LIKE $2) AS users, \
             (SELECT count(*) FROM applications a JOIN organizations o ON o.id = a.organization_id \
             WHERE o.name_folded LIKE $1) AS applications";
        Ok(on!(self, pool => {
            sqlx::query_as(sql)
                .bind(format!("{organizations}%"))
                .bind(format!("%@{domain}"))
                .fetch_one(pool)
                .await
        })?)
    }

    /// The made-up people with addresses at this domain, in the order they were made: each with their customer.
    pub async fn crowd_users(&self, domain: &str) -> Result<Vec<(UserId, Option<CustomerId>)>> {
        let sql = "SELECT id, customer_id FROM users WHERE email LIKE $1 ORDER BY id";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(format!("%@{domain}")).fetch_all(pool).await)?)
    }

    /// The customers of the organizations whose names begin so (folded), in the order they were made.
    pub async fn crowd_customers(&self, organizations: &str) -> Result<Vec<(CustomerId, OrganizationId)>> {
        let sql = "SELECT c.id, c.organization_id FROM customers c JOIN organizations o ON o.id = c.organization_id \
             WHERE o.name_folded LIKE $1 ORDER BY c.id";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(format!("{organizations}%")).fetch_all(pool).await)?)
    }

    /// Lets PostgreSQL see how large its tables became, which it would do by itself some minutes later. SQLite is told what to
    /// expect once and for all, by a migration.
    pub async fn look_at_sizes(&self) -> Result<()> {
        if let Self::Postgres(pool) = self {
            sqlx::query("VACUUM (ANALYZE) customers, users, user_organizations, user_roles, applications, application_secrets")
                .execute(pool)
                .await?;
        }
        Ok(())
    }
}

impl Transaction {
    /// Gives the connection of this transaction room for the indexes of large tables.
    pub async fn make_room(&mut self) -> Result<()> {
        if let Begun::Sqlite(tx) = &mut self.engine {
            // In KiB: 256 MiB.
            sqlx::query("PRAGMA cache_size = -262144").execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Adds customers.
    pub async fn add_crowd_customers(&mut self, rows: &[CrowdCustomer]) -> Result<()> {
        for rows in rows.chunks(ROWS) {
            within!(self, tx => {
                QueryBuilder::new("INSERT INTO customers (id, organization_id, name, name_folded, enabled, created_at) ")
                    .push_values(rows, |mut values, row| {
                        values
                            .push_bind(row.id)
                            .push_bind(row.organization)
                            .push_bind(&row.name)
                            .push_bind(fold(&row.name))
                            .push_bind(row.enabled)
                            .push_bind(row.created_at);
                    })
                    .build()
                    .execute(&mut **tx)
                    .await
                    .map(drop)
            })?;
        }
        Ok(())
    }

    /// Adds people, with their organization and their role.
    pub async fn add_crowd_users(&mut self, rows: &[CrowdUser]) -> Result<()> {
        for rows in rows.chunks(ROWS) {
            within!(self, tx => {
                QueryBuilder::new(
                    "INSERT INTO users (id, side, customer_id, email, first_name, last_name, name_folded, first_name_folded, \
                     last_name_folded, enabled, created_at, changed_at, last_login_at) ",
                )
                .push_values(rows, |mut values, row| {
                    let side = if row.customer.is_some() { Side::Customer } else { Side::BackOffice };
                    values
                        .push_bind(row.id)
                        .push_bind(side.as_str())
                        .push_bind(row.customer)
                        .push_bind(&row.email)
                        .push_bind(&row.first_name)
                        .push_bind(&row.last_name)
                        .push_bind(fold(&full_name(&row.first_name, &row.last_name)))
                        .push_bind(fold(&row.first_name))
                        .push_bind(fold(&row.last_name))
                        .push_bind(row.enabled)
                        .push_bind(row.created_at)
                        .push_bind(row.created_at)
                        .push_bind(row.last_login_at);
                })
                .build()
                .execute(&mut **tx)
                .await?;
                QueryBuilder::new("INSERT INTO user_organizations (user_id, organization_id) ")
                    .push_values(rows, |mut values, row| {
                        values.push_bind(row.id).push_bind(row.organization);
                    })
                    .build()
                    .execute(&mut **tx)
                    .await?;
                QueryBuilder::new("INSERT INTO user_roles (user_id, role_id) ")
                    .push_values(rows, |mut values, row| {
                        values.push_bind(row.id).push_bind(row.role);
                    })
                    .build()
                    .execute(&mut **tx)
                    .await
                    .map(drop)
            })?;
        }
        Ok(())
    }

    /// Adds applications, each with its secret.
    pub async fn add_crowd_applications(&mut self, rows: &[CrowdApplication]) -> Result<()> {
        for rows in rows.chunks(ROWS) {
            within!(self, tx => {
                QueryBuilder::new(
                    "INSERT INTO applications (id, client_id, organization_id, owner_id, side, grant_type, name, name_folded, \
                     active, apis, redirect_uris, confidential, skip_consent, tokens_dead_until_ms, version, created_at, \
                     updated_at, last_used_at, origin) ",
                )
                .push_values(rows, |mut values, row| {
                    values
                        .push_bind(row.id)
                        .push_bind(&row.client_id)
                        .push_bind(row.organization)
                        .push_bind(row.owner)
                        .push_bind(row.side.as_str())
                        .push_bind(row.grant)
                        .push_bind(&row.name)
                        .push_bind(fold(&row.name))
                        .push_bind(row.active)
                        .push_bind(row.apis)
                        .push_bind(row.redirect_uris)
                        .push_bind(true)
                        .push_bind(false)
                        .push_bind(0_i64)
                        .push_bind(1_i64)
                        .push_bind(row.created_at)
                        .push_bind(row.created_at)
                        .push_bind(row.last_used_at)
                        .push_bind(row.origin);
                })
                .build()
                .execute(&mut **tx)
                .await?;
                QueryBuilder::new(
                    "INSERT INTO application_secrets (id, application_id, number, hash, hint, created_at, last_used_at) ",
                )
                .push_values(rows, |mut values, row| {
                    values
                        .push_bind(row.secret)
                        .push_bind(row.id)
                        .push_bind(1_i64)
                        .push_bind(&row.hash)
                        .push_bind(&row.hint)
                        .push_bind(row.created_at)
                        .push_bind(row.last_used_at);
                })
                .build()
                .execute(&mut **tx)
                .await
                .map(drop)
            })?;
        }
        Ok(())
    }
}
