//! What an application did, for those who may view it.

use super::{Counted, counted::TIMES, flush::stored};
use crate::{Actor, Error, Office, Result};
use model::{
    Action, Activity, ActivityBucket, ActivitySpan, ApplicationId, FailureCount, NetworkSeen, SecretChoice,
    SecretId, Slowness, Timestamp, TokenFailure,
};
use std::{cmp::Reverse, collections::BTreeMap};
use store::ActivityTotal;

impl Office {
    /// What it did in the span that ends now, or what was done with one of its secrets.
    pub async fn activity(
        &self,
        actor: &Actor,
        id: ApplicationId,
        span: ActivitySpan,
        secret: Option<SecretId>,
    ) -> Result<Activity> {
        self.permitted_application(actor, id, Action::View).await?;
        let database = &self.0.database;
        let secrets = database.secrets_of_application(id).await?;
        if secret.is_some_and(|secret| secrets.iter().all(|one| one.id != secret)) {
            return Err(Error::NotFound);
        }
        let buckets = buckets(span, self.now());
        let since = buckets.first().map_or(self.now(), |first| first.starts_at);
        let totals = database.activity(id, stored(span), since, secret).await?;
        let networks = database.networks_of_application(id).await?.into_iter().map(|row| NetworkSeen {
            network: row.network,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
        });
        let choices = secrets.into_iter().rev().map(|secret| SecretChoice {
            id: secret.id,
            hint: secret.hint,
            label: secret.label.unwrap_or_default(),
        });
        let sums = Sums::of(buckets, totals);
        Ok(Activity {
            span,
            secret,
            p95: sums.p95(),
            buckets: sums.buckets,
            failures: most_first(sums.failures),
            networks: networks.collect(),
            secrets: choices.collect(),
        })
    }
}

/// The empty buckets of a span that ends at `now`, the oldest first.
fn buckets(span: ActivitySpan, now: Timestamp) -> Vec<ActivityBucket> {
    let last = span.bucket_of(now);
    let starts = (0..span.buckets()).rev().map(|back| {
        let back = i64::try_from(back).unwrap_or_default();
        Timestamp(last.0 - back * span.seconds())
    });
    starts.map(|starts_at| ActivityBucket { starts_at, ..ActivityBucket::default() }).collect()
}

/// What the rows add up to.
struct Sums {
    buckets: Vec<ActivityBucket>,
    failures: BTreeMap<TokenFailure, u64>,
    /// How many tokens took how long, as the places of [`TIMES`] and one more.
    times: [u64; TIMES.len() + 1],
}

impl Sums {
    fn of(buckets: Vec<ActivityBucket>, totals: Vec<ActivityTotal>) -> Self {
        let mut sums = Self { buckets, failures: BTreeMap::new(), times: [0; TIMES.len() + 1] };
        for total in totals {
            let place = sums.buckets.binary_search_by_key(&total.starts_at, |bucket| bucket.starts_at);
            let bucket = place.ok().and_then(|place| sums.buckets.get_mut(place));
            // What is of the future was counted by a clock that is ahead, and what is unknown by a newer server.
            let (Some(bucket), Some(counted)) = (bucket, Counted::parse(&total.what)) else { continue };
            let times = total.times.unsigned_abs();
            match counted {
                Counted::Issued => bucket.issued += times,
                Counted::Refused(reason) => {
                    bucket.refused += times;
                    *sums.failures.entry(reason).or_default() += times;
                }
                Counted::Succeeded => bucket.succeeded += times,
                Counted::ClientError => bucket.client_errors += times,
                Counted::ServerError => bucket.server_errors += times,
                Counted::Took(place) => sums.times[place] += times,
            }
        }
        sums
    }

    /// The bucket that the 95th of 100 tokens is in, the quickest first.
    fn p95(&self) -> Option<Slowness> {
        let all: u64 = self.times.iter().sum();
        let wanted = (all * 95).div_ceil(100);
        let mut seen = 0;
        let place = self.times.iter().position(|times| {
            seen += times;
            all > 0 && seen >= wanted
        })?;
        let longest = TIMES[TIMES.len() - 1].0;
        Some(TIMES.get(place).map_or(Slowness::MoreThan(longest), |(bound, _)| Slowness::UpTo(*bound)))
    }
}

fn most_first(failures: BTreeMap<TokenFailure, u64>) -> Vec<FailureCount> {
    let mut failures: Vec<_> =
        failures.into_iter().map(|(reason, count)| FailureCount { reason, count }).collect();
    failures.sort_by_key(|failure| Reverse(failure.count));
    failures
}
