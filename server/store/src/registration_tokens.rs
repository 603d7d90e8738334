//! Tokens that administrators hand out so that applications can register themselves (RFC 7591 §3), by digest.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{OrganizationId, RegistrationTokenId, Scope, Side, Timestamp, UserId};

/// A row of `registration_tokens`, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RegistrationTokenRow {
    /// Its id.
    pub id: RegistrationTokenId,
    /// What it is called.
    pub name: String,
    /// Of which side its applications are.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// Where they belong.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// Whether that organization has global access.
    pub organization_global: bool,
    /// Who made it.
    pub made_by: UserId,
    /// Their first name.
    pub maker_first_name: String,
    /// Their last name.
    pub maker_last_name: String,
    /// Their address.
    pub maker_email: String,
    /// Where they worked then.
    pub made_in: OrganizationId,
    /// The most that an application gets.
    #[sqlx(try_from = "String")]
    pub apis: Scope,
    /// How many applications it may register.
    pub most: i64,
    /// How many it has.
    pub used: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.name, t.side, t.organization_id, o.name AS organization_name, \
             o.global AS organization_global, t.made_by, u.first_name AS maker_first_name, \
             u.last_name AS maker_last_name, u.email AS maker_email, t.made_in, t.apis, t.most, t.used, \
             t.created_at, t.expires_at, t.revoked_at FROM registration_tokens t \
             JOIN organizations o ON o.id = t.organization_id JOIN users u ON u.id = t.made_by WHERE ",
            $rest
        )
    };
}

impl Database {
    /// The one with this digest.
    pub async fn find_registration_token(&self, hash: &[u8; 32]) -> Result<Option<RegistrationTokenRow>> {
        let sql = select!("t.hash = $1");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(&hash[..]).fetch_optional(pool).await)?)
    }

    /// The one with this id.
    pub async fn registration_token(&self, id: RegistrationTokenId) -> Result<Option<RegistrationTokenRow>> {
        let sql = select!("t.id = $1");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
    }

    /// Those of a side, newest first, in every organization.
    pub async fn registration_tokens_of(&self, side: Side) -> Result<Vec<RegistrationTokenRow>> {
        let sql = select!("t.side = $1 ORDER BY t.created_at DESC, t.id DESC");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(side.as_str()).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Adds one.
    pub async fn insert_registration_token(
        &mut self,
        hash: &[u8; 32],
        row: &RegistrationTokenRow,
    ) -> Result<()> {
        let sql = "INSERT INTO registration_tokens (id, hash, name, side, organization_id, made_by, made_in, apis, \
                   most, used, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11)";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(row.id)
                .bind(&hash[..])
                .bind(&row.name)
                .bind(row.side.as_str())
                .bind(row.organization_id)
                .bind(row.made_by)
                .bind(row.made_in)
                .bind(row.apis.to_string())
                .bind(row.most)
                .bind(row.created_at)
                .bind(row.expires_at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Counts one more application; whether it may register one at `now`.
    pub async fn use_registration_token(&mut self, id: RegistrationTokenId, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE registration_tokens SET used = used + 1 WHERE id = $1 AND used < most \
                   AND expires_at > $2 AND revoked_at IS NULL";
        let rows = within!(self, tx => {
            sqlx::query(sql).bind(id).bind(now).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }

    /// Revokes one; whether it was not yet.
    pub async fn revoke_registration_token(
        &mut self,
        id: RegistrationTokenId,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE registration_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        let rows = within!(self, tx => {
            sqlx::query(sql).bind(id).bind(now).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }
}
