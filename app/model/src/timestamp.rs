//! Points in time, to the second: the precision OAuth speaks in, and the same number in both databases.

use serde::{Deserialize, Serialize};
use std::{
    fmt,
    ops::{Add, Sub},
    time::Duration,
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// RFC 3339 in UTC, e.g. `2026-11-23T09:30:00Z`.
    pub fn to_rfc3339(self) -> String {
        OffsetDateTime::from_unix_timestamp(self.0)
            .ok()
            .and_then(|time| time.format(&Rfc3339).ok())
            .unwrap_or_default()
    }

    /// What people read where their own zone is not known: `2026-11-23 09:30 UTC`.
    pub fn to_text(self) -> String {
        OffsetDateTime::from_unix_timestamp(self.0).map_or_else(
            |_| String::new(),
            |t| {
                format!(
                    "{:04}-{:02}-{:02} {:02}:{:02} UTC",
                    t.year(),
                    u8::from(t.month()),
                    t.day(),
                    t.hour(),
                    t.minute()
                )
            },
        )
    }

    /// The day it is in UTC, as forms write it: `2026-11-23`.
    pub fn to_day(self) -> String {
        self.to_rfc3339().chars().take(10).collect()
    }

    /// Reads a day; the result is its midnight in UTC.
    pub fn parse_day(text: &str) -> Option<Self> {
        if text.len() == 10 { Self::parse(&format!("{text}T00:00:00Z")) } else { None }
    }

    /// Reads RFC 3339 in any offset; the fraction of a second is dropped.
    pub fn parse(text: &str) -> Option<Self> {
        OffsetDateTime::parse(text, &Rfc3339).ok().map(|time| Self(time.unix_timestamp()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add_unsigned(duration.as_secs()))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub_unsigned(duration.as_secs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let time = Timestamp(1_795_426_200);
        assert_eq!(time.to_rfc3339(), "2026-11-23T09:30:00Z");
        assert_eq!(time.to_text(), "2026-11-23 09:30 UTC");
        assert_eq!(Timestamp::parse("2026-11-23T10:30:00.25+01:00"), Some(time));
        assert_eq!(Timestamp::parse("yesterday"), None);
        let day = Timestamp::parse_day("2026-11-23").unwrap();
        assert_eq!((day.to_day().as_str(), day.0), ("2026-11-23", 1_795_392_000));
        assert_eq!(Timestamp::parse_day("2026-02-30"), None);
    }
}
