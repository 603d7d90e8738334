//! One algebra of conditions for every list: the grids, JSON:API and SCIM all build it, the store translates it.

use crate::{OrganizationId, Timestamp};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use uuid::Uuid;

/// A condition on records whose fields are `F`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter<F> {
    /// All of these; none of them: everything.
    And(Vec<Filter<F>>),
    /// At least one of these; none of them: nothing.
    Or(Vec<Filter<F>>),
    /// Not this.
    Not(Box<Filter<F>>),
    /// The field meets the condition.
    Field(F, Condition),
}

impl<F> Filter<F> {
    /// Everything.
    pub const fn everything() -> Self {
        Self::And(Vec::new())
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::And(mut all) => {
                all.push(other);
                Self::And(all)
            }
            one => Self::And(vec![one, other]),
        }
    }
}

/// What is asked of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Of a text, without regard to case. White space counts.
    Text(TextOperator, String),
    /// Of a text, without regard to case: it comes before this one, by code point.
    Below(String),
    /// Of a yes or no; of a time, whether it ever was.
    Is(bool),
    /// Of an id: one of these.
    AnyOf(Vec<Uuid>),
    /// Of what this organization calls the record: exactly this, or anything at all.
    Called(OrganizationId, Option<String>),
    /// Of a word, or of a list of words: one of these.
    Words(Vec<String>),
    /// Of a time: before this one. What never was is not before anything.
    Before(Timestamp),
    /// Of a time: at this one or after it.
    NotBefore(Timestamp),
}

/// How a text is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextOperator {
    /// Has it somewhere.
    #[default]
    Contains,
    /// Has it nowhere.
    NotContains,
    /// Is it.
    Equals,
    /// Begins with it.
    StartsWith,
    /// Ends with it.
    EndsWith,
}

impl TextOperator {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Contains, Self::NotContains, Self::Equals, Self::StartsWith, Self::EndsWith];

    /// As it stands in the URL of a grid and in `filter[name][…]`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::NotContains => "not_contains",
            Self::Equals => "equals",
            Self::StartsWith => "starts_with",
            Self::EndsWith => "ends_with",
        }
    }
}

impl FromStr for TextOperator {
    type Err = crate::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|operator| operator.as_str() == text).ok_or(crate::UnknownWord)
    }
}
