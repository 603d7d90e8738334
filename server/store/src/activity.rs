//! What applications did, in buckets: added to in batches, read as sums.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{ApplicationId, SecretId, Timestamp};
use sqlx::QueryBuilder;

/// How many rows one statement adds; each binds six values, and SQLite takes 32,766.
const ROWS: usize = 200;

/// What is to be added to a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityCount<'a> {
    /// Of which application.
    pub application: ApplicationId,
    /// `hour` or `day`.
    pub span: &'a str,
    /// When the bucket began.
    pub starts_at: Timestamp,
    /// With which secret; the nil id for none.
    pub secret: SecretId,
    /// What happened.
    pub what: String,
    /// How often.
    pub times: i64,
}

/// What is in the buckets that began at one time, of one kind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActivityTotal {
    /// When they began.
    pub starts_at: Timestamp,
    /// What happened.
    pub what: String,
    /// How often.
    pub times: i64,
}

/// A network that an application was used from.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NetworkRow {
    /// Which one.
    pub network: String,
    /// When first.
    pub first_seen_at: Timestamp,
    /// When last.
    pub last_seen_at: Timestamp,
}

impl Database {
    /// The sums of an application in the buckets that began at `since` or later, of one secret or of all and none.
    pub async fn activity(
        &self,
        application: ApplicationId,
        span: &str,
        since: Timestamp,
        secret: Option<SecretId>,
    ) -> Result<Vec<ActivityTotal>> {
        let sql = "SELECT starts_at, what, CAST(sum(times) AS BIGINT) AS times FROM application_activity \
                   WHERE application_id = $1 AND span = $2 AND starts_at >= $3 AND ($4 IS NULL OR secret_id = $4) \
                   GROUP BY starts_at, what ORDER BY starts_at, what";
        Ok(on!(self, pool => {
            sqlx::query_as(sql).bind(application).bind(span).bind(since).bind(secret).fetch_all(pool).await
        })?)
    }

    /// The networks an application was used from, the last one first.
    pub async fn networks_of_application(&self, application: ApplicationId) -> Result<Vec<NetworkRow>> {
        let sql = "SELECT network, first_seen_at, last_seen_at FROM application_networks \
                   WHERE application_id = $1 ORDER BY last_seen_at DESC, network";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(application).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Adds to buckets, which are there once each, in the order of their keys, so that processes that do so at once wait for
    /// each other instead of locking up. Those of applications that are gone are left out.
    pub async fn add_activity(&mut self, counts: &[ActivityCount<'_>]) -> Result<()> {
        for counts in counts.chunks(ROWS) {
            within!(self, tx => {
                let mut query = QueryBuilder::new(
                    "INSERT INTO application_activity (application_id, span, starts_at, secret_id, what, times) \
                     SELECT column1, column2, column3, column4, column5, column6 FROM (",
                );
                query.push_values(counts, |mut row, one| {
                    row.push_bind(one.application)
                        .push_bind(one.span)
                        .push_bind(one.starts_at)
                        .push_bind(one.secret)
                        .push_bind(&one.what)
                        .push_bind(one.times);
                });
                query.push(
                    ") AS counted WHERE EXISTS (SELECT 1 FROM applications a WHERE a.id = column1) \
                     ON CONFLICT (application_id, span, starts_at, secret_id, what) \
                     DO UPDATE SET times = application_activity.times + excluded.times",
                );
                query.build().execute(&mut **tx).await.map(drop)
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
