//! What an application did lately: tokens it was issued, refusals by reason, requests at the web APIs, and how long its
//! tokens took.

use crate::{SecretId, Timestamp, TokenFailure, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How far back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivitySpan {
    /// The last 24 hours, hour by hour.
    #[default]
    Day,
    /// The last 30 days, day by day; days are those of UTC.
    Month,
}

impl ActivitySpan {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Day, Self::Month];

    /// As it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    /// How many seconds one of its buckets lasts.
    pub const fn seconds(self) -> i64 {
        match self {
            Self::Day => 3_600,
            Self::Month => 86_400,
        }
    }

    /// How many buckets it has. The last one is the one that is under way.
    pub const fn buckets(self) -> usize {
        match self {
            Self::Day => 24,
            Self::Month => 30,
        }
    }

    /// When the bucket began that holds this time.
    pub const fn bucket_of(self, at: Timestamp) -> Timestamp {
        Timestamp(at.0 - at.0.rem_euclid(self.seconds()))
    }
}

impl FromStr for ActivitySpan {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// What happened in one hour or on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityBucket {
    /// When it began.
    pub starts_at: Timestamp,
    /// How often tokens were issued.
    pub issued: u64,
    /// How often they were refused.
    pub refused: u64,
    /// Requests at the web APIs that were answered with a status below 400.
    pub succeeded: u64,
    /// The same with 4xx.
    pub client_errors: u64,
    /// The same with 5xx.
    pub server_errors: u64,
}

/// How often tokens were refused for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// Why.
    pub reason: TokenFailure,
    /// How often.
    pub count: u64,
}

/// How long 95 of 100 tokens took at most, as far as buckets of fixed size tell it: what is said is at most half more than
/// what it really was, and never less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slowness {
    /// So many microseconds.
    UpTo(u64),
    /// Longer than the longest time that is told apart, which is so many microseconds.
    MoreThan(u64),
}

/// A network that the application was issued tokens in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkSeen {
    /// Such as `203.0.113.0/24` or `2001:db8:1::/48`.
    pub network: String,
    /// When first.
    pub first_seen_at: Timestamp,
    /// When last, to the hour.
    pub last_seen_at: Timestamp,
}

/// A secret that what is shown can be narrowed down to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretChoice {
    /// Its id.
    pub id: SecretId,
    /// How it begins and ends.
    pub hint: String,
    /// What it is called.
    pub label: String,
}

/// What an application did in a span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Which one.
    pub span: ActivitySpan,
    /// The secret that it is narrowed down to, if it is to one. Requests at the web APIs are of no secret.
    pub secret: Option<SecretId>,
    /// All buckets, the oldest first, also those in which nothing happened.
    pub buckets: Vec<ActivityBucket>,
    /// Why tokens were refused, the most frequent reason first.
    pub failures: Vec<FailureCount>,
    /// How long tokens took; none if none was issued.
    pub p95: Option<Slowness>,
    /// From where it was used, whatever the span and the secret: the last one first.
    pub networks: Vec<NetworkSeen>,
    /// The secrets it can be narrowed down to, the newest first.
    pub secrets: Vec<SecretChoice>,
}

impl Activity {
    /// How often tokens were issued.
    pub fn issued(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.issued).sum()
    }

    /// How often they were refused.
    pub fn refused(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.refused).sum()
    }

    /// How many requests there were at the web APIs.
    pub fn requests(&self) -> u64 {
        let all = |bucket: &ActivityBucket| bucket.succeeded + bucket.client_errors + bucket.server_errors;
        self.buckets.iter().map(all).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_begin_on_the_hour_and_at_midnight() {
        let at = Timestamp(1_795_426_261);
        assert_eq!(ActivitySpan::Day.bucket_of(at).to_rfc3339(), "2026-11-23T09:00:00Z");
        assert_eq!(ActivitySpan::Month.bucket_of(at).to_rfc3339(), "2026-11-23T00:00:00Z");
        assert_eq!(ActivitySpan::Day.bucket_of(Timestamp(-1)), Timestamp(-3_600));
    }

    #[test]
    fn spans_are_read_as_they_are_written() {
        for span in ActivitySpan::ALL {
            assert_eq!(span.as_str().parse(), Ok(span));
        }
        assert!("year".parse::<ActivitySpan>().is_err());
    }
}
