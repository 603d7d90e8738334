//! The words of the profile *Cursor Pagination* of JSON:API, which long lists follow.

use serde_json::{Value, json};

/// What the profile is known by.
pub(super) const PROFILE: &str = "http://jsonapi.org/profiles/ethanresnick/cursor-pagination/";

/// The errors that the profile gives a type of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageProblem {
    /// More rows are asked for than a page has; it has so many.
    MaxSizeExceeded(u32),
    /// The rows between two cursors are asked for.
    RangeNotSupported,
    /// The list cannot be sorted so.
    UnsupportedSort,
}

impl PageProblem {
    /// `links` of the error object.
    pub(super) fn links(self) -> Value {
        let word = match self {
            Self::MaxSizeExceeded(_) => "max-size-exceeded",
            Self::RangeNotSupported => "range-pagination-not-supported",
            Self::UnsupportedSort => "unsupported-sort",
        };
        json!({ "type": format!("https://jsonapi.org/profiles/ethanresnick/cursor-pagination/{word}") })
    }

    /// `meta` of the error object.
    pub(super) fn meta(self) -> Option<Value> {
        match self {
            Self::MaxSizeExceeded(most) => Some(json!({ "page": { "maxSize": most } })),
            Self::RangeNotSupported | Self::UnsupportedSort => None,
        }
    }
}
