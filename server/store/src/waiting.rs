//! How many requests wait for somebody's answer.

use crate::{Result, Transaction, database::within};
use model::{ApplicationId, Timestamp};

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingKind {
    /// A request that was pushed (RFC 9126).
    PushedRequest,
    /// A device (RFC 8628).
    Device,
}

impl Transaction {
    /// How many of an application wait that came from this place, and when the first of them is over.
    pub async fn waiting(
        &mut self,
        kind: WaitingKind,
        application: ApplicationId,
        place: &str,
        now: Timestamp,
    ) -> Result<(i64, Option<Timestamp>)> {
        let sql = match kind {
            WaitingKind::PushedRequest => {
                "SELECT count(*), min(expires_at) FROM pushed_requests \
                 WHERE application_id = $1 AND address = $2 AND expires_at > $3 AND used_at IS NULL"
            }
            WaitingKind::Device => {
                "SELECT count(*), min(expires_at) FROM device_codes \
                 WHERE application_id = $1 AND address = $2 AND expires_at > $3 \
                 AND authorization_id IS NULL AND denied_at IS NULL"
            }
        };
        Ok(within!(self, tx => {
            sqlx::query_as(sql).bind(application).bind(place).bind(now).fetch_one(&mut **tx).await
        })?)
    }
}
