//! What is said of an application's secrets. The secret itself is only ever in [`RotatedSecret`] and
//! [`crate::CreatedApplication`], which are shown once.

use crate::{Invalid, Problem, SecretId, Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, time::Duration};

/// How long the old secret still works after a rotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grace {
    /// It ends at once, and every token made with it.
    #[default]
    None,
    /// One hour.
    Hour,
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
}

impl Grace {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::None, Self::Hour, Self::Day, Self::Week];

    /// As a form and the command line write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    /// Its length.
    pub const fn duration(self) -> Duration {
        Duration::from_secs(match self {
            Self::None => 0,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 7 * 86_400,
        })
    }
}

impl FromStr for Grace {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|grace| grace.as_str() == text).ok_or(UnknownWord)
    }
}

/// How long a new secret works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretLife {
    /// Until it is rotated.
    #[default]
    Unlimited,
    /// 30 days.
    Month,
    /// 90 days.
    Quarter,
    /// 180 days.
    HalfYear,
    /// 365 days.
    Year,
}

impl SecretLife {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Unlimited, Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// As a form writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unlimited => "unlimited",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }

    /// In how many days it ends, if it does.
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::Unlimited => None,
            Self::Month => Some(30),
            Self::Quarter => Some(90),
            Self::HalfYear => Some(180),
            Self::Year => Some(365),
        }
    }
}

impl FromStr for SecretLife {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|life| life.as_str() == text).ok_or(UnknownWord)
    }
}

/// The longest label of a secret, in characters.
pub const LABEL_MAX_LENGTH: usize = 100;

/// What is typed of a secret before it is made. Field names are those of the inputs: `life`, `label`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecretForm {
    /// One of [`SecretLife::as_str`]; empty: it does not end by itself.
    pub life: String,
    /// What it is for; may be empty.
    pub label: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretInput {
    /// How long it works.
    pub life: SecretLife,
    /// What it is for, if that was said.
    pub label: Option<String>,
}

impl SecretForm {
    /// The rules. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<SecretInput, Invalid> {
        let mut invalid = Invalid::default();
        let life = match self.life.as_str() {
            "" => SecretLife::default(),
            life => life.parse().unwrap_or_else(|_| {
                invalid.add("life", Problem::UnknownChoice);
                SecretLife::default()
            }),
        };
        let label = self.label.trim();
        if label.chars().count() > LABEL_MAX_LENGTH {
            invalid.add("label", Problem::TooLong { limit: 100 });
        } else if label.chars().any(char::is_control) {
            invalid.add("label", Problem::ControlCharacters);
        }
        let label = Some(label.to_owned()).filter(|label| !label.is_empty());
        if invalid.is_empty() { Ok(SecretInput { life, label }) } else { Err(invalid) }
    }
}

/// What is said of a secret of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretInfo {
    /// Its id.
    pub id: SecretId,
    /// What people recognise it by: its beginning and its end.
    pub hint: String,
    /// What it is for, if that was said.
    pub label: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work; none: it does not end by itself.
    pub expires_at: Option<Timestamp>,
    /// Whether that has come.
    pub ended: bool,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// A new secret, in the one answer that shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotatedSecret {
    /// The application's Client ID.
    pub client_id: String,
    /// The secret in clear.
    pub client_secret: String,
    /// Until when the old secret works, if it still does (seconds since 1970).
    pub old_secret_until: Option<Timestamp>,
}

impl fmt::Debug for RotatedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RotatedSecret").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_of_a_new_secret_is_checked() {
        let typed =
            |life: &str, label: &str| SecretForm { life: life.into(), label: label.into() }.validate();
        assert_eq!(typed("", " "), Ok(SecretInput { life: SecretLife::Unlimited, label: None }));
        let said = typed("year", &format!(" {} ", "é".repeat(100))).unwrap();
        assert_eq!((said.life, said.label.unwrap().chars().count()), (SecretLife::Year, 100));
        let refused = |life, label: &str| typed(life, label).unwrap_err().0;
        assert_eq!(refused("moon", ""), [("life".to_owned(), Problem::UnknownChoice)]);
        assert_eq!(refused("", &"é".repeat(101)), [("label".to_owned(), Problem::TooLong { limit: 100 })]);
        assert_eq!(refused("", "a\nb"), [("label".to_owned(), Problem::ControlCharacters)]);
    }
}
