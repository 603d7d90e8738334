//! From where applications were used, and from where people signed in.

use crate::{Result, Transaction, database::within};
use model::{ApplicationId, Timestamp, UserId};

/// How a place was known when it was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is the first one that was ever noted.
    First,
    /// It was not known, and others were.
    New,
    /// It was known.
    Again,
}

impl Transaction {
    /// Notes that an application was used from a network. More than `kept` are not kept: the one that was not seen for
    /// the longest time is forgotten. Whoever calls this has changed the application's row in this transaction, so that
    /// nobody else notes the same at the same time.
    pub async fn note_network(
        &mut self,
        application: ApplicationId,
        network: &str,
        first: Timestamp,
        last: Timestamp,
        kept: i64,
    ) -> Result<Seen> {
        let known = within!(self, tx => {
            sqlx::query(
                "UPDATE application_networks SET last_seen_at = $3 \
                 WHERE application_id = $1 AND network = $2",
            )
            .bind(application)
            .bind(network)
            .bind(last)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        if known > 0 {
            return Ok(Seen::Again);
        }
        let others: i64 = within!(self, tx => {
            sqlx::query_scalar("SELECT count(*) FROM application_networks WHERE application_id = $1")
                .bind(application)
                .fetch_one(&mut **tx)
                .await
        })?;
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO application_networks (application_id, network, first_seen_at, last_seen_at) \
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(application)
            .bind(network)
            .bind(first)
            .bind(last)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        if others >= kept {
            within!(self, tx => {
                sqlx::query(
                    "DELETE FROM application_networks WHERE application_id = $1 AND network = (\
                     SELECT network FROM application_networks WHERE application_id = $1 AND network <> $2 \
                     ORDER BY last_seen_at, network LIMIT 1)",
                )
                .bind(application)
                .bind(network)
                .execute(&mut **tx)
                .await
                .map(drop)
            })?;
        }
        Ok(if others == 0 { Seen::First } else { Seen::New })
    }

    /// Notes that somebody signed in from a network with a browser, likewise. Whoever calls this has changed the person's
    /// row in this transaction.
    pub async fn note_place(
        &mut self,
        user: UserId,
        network: &str,
        browser: &str,
        at: Timestamp,
        kept: i64,
    ) -> Result<Seen> {
        let known = within!(self, tx => {
            sqlx::query(
                "UPDATE user_places SET last_seen_at = $4 \
                 WHERE user_id = $1 AND network = $2 AND browser = $3",
            )
            .bind(user)
            .bind(network)
            .bind(browser)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        if known > 0 {
            return Ok(Seen::Again);
        }
        let others: i64 = within!(self, tx => {
            sqlx::query_scalar("SELECT count(*) FROM user_places WHERE user_id = $1")
                .bind(user)
                .fetch_one(&mut **tx)
                .await
        })?;
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO user_places (user_id, network, browser, first_seen_at, last_seen_at) \
                 VALUES ($1, $2, $3, $4, $4)",
            )
            .bind(user)
            .bind(network)
            .bind(browser)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        if others >= kept {
            within!(self, tx => {
                sqlx::query(
                    "DELETE FROM user_places WHERE user_id = $1 AND (network, browser) IN (\
                     SELECT network, browser FROM user_places WHERE user_id = $1 \
                     AND NOT (network = $2 AND browser = $3) ORDER BY last_seen_at, network, browser LIMIT 1)",
                )
                .bind(user)
                .bind(network)
                .bind(browser)
                .execute(&mut **tx)
                .await
                .map(drop)
            })?;
        }
        Ok(if others == 0 { Seen::First } else { Seen::New })
    }
}
