//! What there is to say about a type of records, so that its documentation is made of what its handlers are made of.

use super::{kind::Kind, shape::Shape};
use serde_json::Value;

/// A type of records, as `/api/openapi.json` tells of it.
pub(super) struct Described {
    /// Its name and its fields.
    pub kind: &'static Kind,
    /// The parameters it can be filtered by, with what each takes.
    pub filters: Vec<(String, Value)>,
    /// What it can be sorted by.
    pub sorts: Vec<&'static str>,
    /// Whether it can be sorted by several of them at once.
    pub sorts_by_several: bool,
    /// What can come along.
    pub includable: &'static [&'static str],
    /// The types of what can come along.
    pub related: &'static [&'static Kind],
    /// What can come along with one alone.
    pub includable_alone: &'static [&'static str],
    /// The types of that.
    pub related_alone: &'static [&'static Kind],
    /// What can be said of a new one; none where none can be made.
    pub created: Vec<(&'static str, Shape)>,
    /// What can be changed of one; none where nothing can.
    pub changed: Vec<(&'static str, Shape)>,
    /// Whether one can be deleted.
    pub deleted: bool,
}
