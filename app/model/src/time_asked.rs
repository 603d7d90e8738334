//! What can be asked of a time: before or after a day, never, or not for so many days.

use crate::{Condition, Filter, GridField, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The most days that can be asked for: a hundred years.
const DAYS_MAX: u32 = 36_500;

/// What is asked of a time. Days begin at midnight UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeAsked {
    /// Before this day.
    Before(Timestamp),
    /// On this day or after it.
    After(Timestamp),
    /// It never was.
    Never,
    /// Neither it was in the last so many days, nor is the record that new.
    Unused(u32),
}

impl TimeAsked {
    /// The words of all of them, in the order they are shown.
    pub const WORDS: [&'static str; 4] = ["before", "after", "never", "unused"];

    /// Reads a word with what belongs to it: a day as `2026-11-23`, or a number of days.
    pub fn parse(word: &str, day: Option<&str>, days: Option<&str>) -> Option<Self> {
        let day = || day.and_then(Timestamp::parse_day);
        let days = || days.and_then(|days| days.trim().parse().ok());
        match word {
            "before" => day().map(Self::Before),
            "after" => day().map(Self::After),
            "never" => Some(Self::Never),
            "unused" => days().filter(|days| (1..=DAYS_MAX).contains(days)).map(Self::Unused),
            _ => None,
        }
    }

    /// The word, as it stands in the URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before(_) => Self::WORDS[0],
            Self::After(_) => Self::WORDS[1],
            Self::Never => Self::WORDS[2],
            Self::Unused(_) => Self::WORDS[3],
        }
    }

    /// What belongs to the word: the end of its parameter's name, and its value.
    pub fn value(self) -> Option<(&'static str, String)> {
        match self {
            Self::Before(day) | Self::After(day) => Some(("day", day.to_day())),
            Self::Never => None,
            Self::Unused(days) => Some(("days", days.to_string())),
        }
    }

    /// The same as a condition on a column.
    pub fn filter<F: GridField>(self, field: F, now: Timestamp) -> Filter<F> {
        let one = |field, condition| Filter::Field(field, condition);
        match self {
            Self::Before(day) => one(field, Condition::Before(day)),
            Self::After(day) => one(field, Condition::NotBefore(day)),
            Self::Never => one(field, Condition::Is(false)),
            Self::Unused(days) => {
                let then = now - Duration::from_hours(24 * u64::from(days));
                let never = one(field, Condition::Is(false));
                let never = match F::since() {
                    Some(since) => never.and(one(since, Condition::Before(then))),
                    None => never,
                };
                Filter::Or(vec![one(field, Condition::Before(then)), never])
            }
        }
    }
}
