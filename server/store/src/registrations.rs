//! What applications that registered themselves manage themselves with (RFC 7592), by digest, and how they came to be.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, Origin};
use std::fmt;

/// A row of `registrations`.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RegistrationRow {
    /// Whose it is.
    pub application_id: ApplicationId,
    /// SHA-256 of its registration access token; none once it deleted itself.
    pub hash: Option<Vec<u8>>,
    /// In its own words how it shows its secret.
    pub secret_method: String,
}

impl fmt::Debug for RegistrationRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegistrationRow")
            .field("application_id", &self.application_id)
            .field("secret_method", &self.secret_method)
            .finish_non_exhaustive()
    }
}

impl Database {
    /// That of the application with this Client ID.
    pub async fn find_registration(&self, client_id: &str) -> Result<Option<RegistrationRow>> {
        let sql = "SELECT r.application_id, r.hash, r.secret_method FROM registrations r \
                   JOIN applications a ON a.id = r.application_id WHERE a.client_id = $1";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(client_id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// The same of an application that this transaction has locked.
    pub async fn registration_of(&mut self, application: ApplicationId) -> Result<Option<RegistrationRow>> {
        let sql = "SELECT application_id, hash, secret_method FROM registrations WHERE application_id = $1";
        Ok(within!(self, tx => sqlx::query_as(sql).bind(application).fetch_optional(&mut **tx).await)?)
    }

    /// Adds one.
    pub async fn insert_registration(&mut self, row: &RegistrationRow) -> Result<()> {
        let sql = "INSERT INTO registrations (application_id, hash, secret_method) VALUES ($1, $2, $3)";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(row.application_id)
                .bind(&row.hash)
                .bind(&row.secret_method)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Writes what can change of one.
    pub async fn save_registration(&mut self, row: &RegistrationRow) -> Result<()> {
        let sql = "UPDATE registrations SET hash = $2, secret_method = $3 WHERE application_id = $1";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(row.application_id)
                .bind(&row.hash)
                .bind(&row.secret_method)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Notes how a new application came to be, and the name of what let it.
    pub async fn set_origin(&mut self, id: ApplicationId, origin: Origin, name: Option<&str>) -> Result<()> {
        let sql = "UPDATE applications SET origin = $2, origin_name = $3 WHERE id = $1";
        within!(self, tx => {
            sqlx::query(sql).bind(id).bind(origin.as_str()).bind(name).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }
}
