//! Writes what was counted: into the hour it happened in and into the day, so that neither has to be made of the other and
//! any number of processes may do so at once.

use super::tally::{Counts, Whose};
use crate::{Office, Result};
use model::{ActivitySpan, SecretId};
use std::collections::BTreeMap;
use store::ActivityCount;
use uuid::Uuid;

/// How many applications, or secrets of them, are written in one transaction, so that nobody waits long for it.
const TOGETHER: usize = 500;

/// How a span is called where it is stored.
pub(super) const fn stored(span: ActivitySpan) -> &'static str {
    match span {
        ActivitySpan::Day => "hour",
        ActivitySpan::Month => "day",
    }
}

impl Office {
    /// Writes what is waiting. What cannot be written now waits for the next time.
    pub(crate) async fn flush_activity(&self) -> Result<()> {
        let (waiting, left_out) = self.0.activity.take();
        if left_out > 0 {
            tracing::warn!(left_out, "more applications were in use at once than can be counted for");
        }
        let mut rest = waiting.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(TOGETHER));
            if let Err(error) = self.write_activity(now).await {
                self.0.activity.give_back(rest);
                return Err(error);
            }
            rest = later;
        }
        Ok(())
    }

    async fn write_activity(&self, waiting: &[(Whose, Counts)]) -> Result<()> {
        let mut sums: BTreeMap<_, i64> = BTreeMap::new();
        for (whose, counts) in waiting {
            for (counted, times) in counts {
                for span in ActivitySpan::ALL {
                    let secret = whose.secret.unwrap_or(SecretId(Uuid::nil()));
                    let key = (whose.application, stored(span), span.bucket_of(whose.hour), secret, *counted);
                    *sums.entry(key).or_default() += i64::from(*times);
                }
            }
        }
        let counts: Vec<_> = sums
            .into_iter()
            .map(|((application, span, starts_at, secret, counted), times)| {
                let what = counted.to_stored();
                ActivityCount { application, span, starts_at, secret, what, times }
            })
            .collect();
        let mut tx = self.0.database.begin().await?;
        tx.add_activity(&counts).await?;
        Ok(tx.commit().await?)
    }
}
