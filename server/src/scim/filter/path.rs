//! The path of a PATCH operation (RFC 7644 §3.5.2): an attribute, or some values of one.

use super::{Attribute, Filter, Unreadable, parse::Reader};
use std::{fmt, str::FromStr};

/// `name.givenName`, `emails[type eq "work"]`, `emails[type eq "work"].value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scim) struct PatchPath {
    /// The attribute. With a filter, its sub-attribute is the one after the brackets.
    pub attribute: Attribute,
    /// Which of its values.
    pub filter: Option<Filter>,
}

impl FromStr for PatchPath {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(text)?;
        let mut attribute = reader.attribute()?;
        let mut filter = None;
        if attribute.sub.is_none() && reader.bracket() {
            filter = Some(reader.values()?);
            attribute.sub = reader.sub_attribute()?;
        }
        reader.end()?;
        Ok(Self { attribute, filter })
    }
}

impl fmt::Display for PatchPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(filter) = &self.filter else { return write!(f, "{}", self.attribute) };
        let whole = Attribute { sub: None, ..self.attribute.clone() };
        write!(f, "{whole}[{filter}]")?;
        self.attribute.sub.as_ref().map_or(Ok(()), |sub| write!(f, ".{sub}"))
    }
}
