//! Templates of mails: their parts, and what can be wrong in one.

use serde::{Deserialize, Serialize};

/// One of the three parts of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplatePart {
    /// The subject.
    Subject,
    /// The text.
    Text,
    /// The HTML.
    Html,
}

impl TemplatePart {
    /// The field of the form that holds it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Text => "text",
            Self::Html => "html",
        }
    }
}

/// What can be wrong with a place in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It cannot be read.
    Syntax,
    /// A variable that is not there, or not always.
    Unknown,
    /// A filter, test, function or method that is not there.
    UnknownFunction,
    /// Something that cannot be done with this value.
    Operation,
    /// More work than one mail may be.
    TooMuch,
}
