//! Passwords, as far as forms and links go.

use crate::{Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a link by which somebody sets their password was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// They are new here.
    Invitation,
    /// They forgot theirs.
    Reset,
}

impl LinkPurpose {
    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

impl FromStr for LinkPurpose {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Invitation, Self::Reset]
            .into_iter()
            .find(|purpose| purpose.as_str() == text)
            .ok_or(UnknownWord)
    }
}

impl TryFrom<String> for LinkPurpose {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What is said of a link to whoever has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// What it was made for.
    pub purpose: LinkPurpose,
    /// The e-mail address of the person whose password it sets.
    pub email: String,
    /// From when on it does not work.
    pub expires_at: Timestamp,
}

/// A password among what was typed into a form. It is read and never written: not into a log, and not into the page
/// that shows again what was typed. What needs it takes it out.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TypedPassword(String);

impl TypedPassword {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The password, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The password, which is gone here from then on.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// As an empty text, so that a form with it can be sent to the page.
impl Serialize for TypedPassword {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_as_a_password_is_read_and_never_written() {
        let mut typed: TypedPassword = serde_json::from_str("\"my own secret\"").unwrap();
        assert_eq!((typed.reveal(), typed.is_empty()), ("my own secret", false));
        assert_eq!(serde_json::to_string(&typed).unwrap(), "\"\"");
        assert_eq!(format!("{typed:?}"), "[redacted]");
        assert_eq!(typed.take(), "my own secret");
        assert!(typed.is_empty());
    }
}
