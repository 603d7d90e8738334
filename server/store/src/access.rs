//! Ending what people are in the middle of, when they, their customer or an organization are disabled; and who could still
//! let people in.

use crate::{
    Result, Transaction,
    database::{Begun, within},
};
use model::{CustomerId, OrganizationId, RoleId, SessionId, Timestamp, UserId};

/// Whose sessions and tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerned {
    /// A person's.
    User(UserId),
    /// Those of everybody who belongs to a customer.
    Customer(CustomerId),
    /// Those of everybody who works in an organization, there.
    Organization(OrganizationId),
    /// A person's in one organization.
    Member(UserId, OrganizationId),
}

/// Runs a statement for whomever it concerns: one text for each kind, ids from `$2` on.
macro_rules! concerning {
    ($transaction:expr, $concerned:expr, $first:expr, $start:literal, $user:literal, $organization:literal) => {{
        let of_customer = concat!($start, $user, " IN (SELECT id FROM users WHERE customer_id = $2)");
        let (sql, ids) = match $concerned {
            Concerned::User(id) => (concat!($start, $user, " = $2"), (id.0, None)),
            Concerned::Customer(id) => (of_customer, (id.0, None)),
            Concerned::Organization(id) => (concat!($start, $organization, " = $2"), (id.0, None)),
            Concerned::Member(user, organization) => {
                (concat!($start, $user, " = $2 AND ", $organization, " = $3"), (user.0, Some(organization.0)))
            }
        };
        within!($transaction, tx => {
            let query = sqlx::query(sql).bind($first).bind(ids.0);
            let query = match ids.1 {
                Some(id) => query.bind(id),
                None => query,
            };
            query.execute(&mut **tx).await.map(|done| done.rows_affected())
        })
    }};
}

impl Transaction {
    /// Makes those who change people, roles, customers or organizations wait for one another until this transaction ends.
    ///
    /// On SQLite they do so already: a transaction that writes is alone from its beginning.
    pub async fn lock_people(&mut self) -> Result<()> {
        if let Begun::Postgres(tx) = &mut self.engine {
            // Any number will do, as long as nothing else here locks it: "latchkey" in ASCII.
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(0x6c61_7463_686b_6579_i64)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Ends sessions; gives which.
    pub async fn end_sessions(&mut self, concerned: Concerned) -> Result<Vec<SessionId>> {
        let (sql, first, second) = match concerned {
            Concerned::User(id) => ("DELETE FROM sessions WHERE user_id = $1 RETURNING id", id.0, None),
            Concerned::Customer(id) => (
                "DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE customer_id = $1) RETURNING id",
                id.0,
                None,
            ),
            Concerned::Organization(id) => {
                ("DELETE FROM sessions WHERE organization_id = $1 RETURNING id", id.0, None)
            }
            Concerned::Member(user, organization) => (
                "DELETE FROM sessions WHERE user_id = $1 AND organization_id = $2 RETURNING id",
                user.0,
                Some(organization.0),
            ),
        };
        Ok(within!(self, tx => {
            let query = sqlx::query_scalar(sql).bind(first);
            let query = match second {
                Some(id) => query.bind(id),
                None => query,
            };
            query.fetch_all(&mut **tx).await
        })?)
    }

    /// Makes every token dead that an application got at this millisecond or before; gives how many applications there are.
    pub async fn end_tokens(&mut self, concerned: Concerned, until_ms: i64) -> Result<u64> {
        Ok(concerning!(
            self,
            concerned,
            until_ms,
            "UPDATE applications SET tokens_dead_until_ms = \
             CASE WHEN tokens_dead_until_ms < $1 THEN $1 ELSE tokens_dead_until_ms + 1 END WHERE ",
            "owner_id",
            "organization_id"
        )?)
    }

    /// Ends what these people let applications do; gives how often they did.
    pub async fn end_authorizations(&mut self, concerned: Concerned, at: Timestamp) -> Result<u64> {
        Ok(concerning!(
            self,
            concerned,
            at,
            "UPDATE authorizations SET ended_at = $1 WHERE ended_at IS NULL AND ",
            "user_id",
            "organization_id"
        )?)
    }

    /// The enabled users of the back office who have this role and may enter an enabled organization with global access.
    pub async fn people_with_global_access(&mut self, role: RoleId) -> Result<Vec<UserId>> {
        Ok(within!(self, tx => {
            sqlx::query_scalar(
                "SELECT u.id FROM users u JOIN user_roles ur ON ur.user_id = u.id \
                 WHERE ur.role_id = $1 AND u.enabled AND u.side = 'back_office' AND EXISTS ( \
                 SELECT 1 FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id \
                 WHERE uo.user_id = u.id AND o.enabled AND o.global)",
            )
            .bind(role)
            .fetch_all(&mut **tx)
            .await
        })?)
    }
}
