//! Walking through a list from a place in it, for programs: nothing is counted, and nothing that comes or goes meanwhile makes
//! them skip a row or meet one twice.

use serde::{Deserialize, Serialize};

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A page by its number, from 1.
    Numbered {
        /// Which.
        number: u32,
        /// How many rows it has.
        size: u32,
    },
    /// The same as a grid shows it: rows are counted up to [`COUNTED_MAX`](crate::COUNTED_MAX) or
    /// [`FILTERED_MAX`](crate::FILTERED_MAX), and there are no pages beyond.
    Browsed {
        /// Which.
        number: u32,
        /// How many rows it has.
        size: u32,
    },
    /// The rows beside a place.
    Walked {
        /// Which place, and on which side of it.
        walk: Walk,
        /// How many rows at most.
        size: u32,
    },
}

/// From where a list is walked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The place.
    pub from: Place,
    /// Whether all rows of the list are counted.
    pub counted: bool,
}

/// A place in a list, and on which side of it the rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The first rows.
    #[default]
    Start,
    /// The rows that come next.
    After(Cursor),
    /// The rows that came last.
    Before(Cursor),
}

/// A place in a sorted list: that of a row, whether it is still there or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Of which list, sorted by what. A place in another order is none.
    #[serde(rename = "o")]
    pub order: String,
    /// What the row is sorted by; its id is the last.
    #[serde(rename = "k")]
    pub keys: Vec<Key>,
}

/// Something that rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// No before yes.
    Flag(bool),
    /// A number, or a time in milliseconds.
    Number(i64),
    /// A text, or an id.
    Text(String),
}

/// The places at both ends of what was walked to: none where nothing lies beyond.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// That of the first row.
    pub before: Option<Cursor>,
    /// That of the last one.
    pub after: Option<Cursor>,
}
