//! What the search over everything finds.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest text that is searched for, in characters; the rest of a longer one is left out.
pub const SEARCH_MAX_LENGTH: usize = 200;

/// The shortest: one letter is in nearly everything.
pub const SEARCH_MIN_LENGTH: usize = 2;

/// The most that one kind of record gives.
pub const FOUND_MAX: u32 = 25;

/// A kind of record that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// An application of the back office.
    Application,
    /// An application of a customer user.
    CustomerApplication,
    /// A user of the back office.
    User,
    /// A customer user.
    CustomerUser,
    /// A customer.
    Customer,
    /// An organization.
    Organization,
    /// A role.
    Role,
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What tells it from others of its name: a Client ID, an address, an organization; may be empty.
    pub detail: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundGroup {
    /// The kind.
    pub kind: FoundKind,
    /// The first ones, by name; at least one.
    pub found: Vec<Found>,
    /// Whether there are more.
    pub more: bool,
}

/// The text as it is searched for, if it is long enough.
pub fn search_text(typed: &str) -> Option<String> {
    let text: String = typed.trim().chars().take(SEARCH_MAX_LENGTH).collect();
    (text.chars().count() >= SEARCH_MIN_LENGTH).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_short_is_not_searched_and_what_is_too_long_is_cut() {
        assert_eq!([search_text(" a "), search_text("  ")], [None, None]);
        assert_eq!(search_text(" äb ").as_deref(), Some("äb"));
        assert_eq!(search_text(&"é".repeat(500)).unwrap().chars().count(), 200);
    }
}
