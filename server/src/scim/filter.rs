//! The filters of SCIM (RFC 7644 §3.4.2.2) as a tree: what every list and every PATCH path is read into.
//!
//! Reading and printing are inverses: a filter that was printed reads as the same tree.

mod parse;
mod path;
mod print;
#[cfg(test)]
mod tests;

pub(super) use path::PatchPath;

/// The longest filter, in bytes.
pub(super) const LENGTH_MAX: usize = 4_096;
/// How deep parentheses and brackets may nest.
pub(super) const DEPTH_MAX: usize = 16;
/// How many comparisons one filter may have.
pub(super) const TERMS_MAX: usize = 100;

/// A condition on a resource, or within brackets on one value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// All of these, two at least.
    And(Vec<Filter>),
    /// One of these, two at least.
    Or(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// One value of the attribute meets all of this at once: `emails[type eq "work"]`.
    Values(Attribute, Box<Filter>),
    /// The attribute has a value that is not empty.
    Present(Attribute),
    /// The attribute compares like this.
    Compare(Attribute, Operator, Literal),
}

impl Filter {
    /// Every attribute it names; within brackets those of the values, too.
    pub fn attributes(&self) -> Vec<&Attribute> {
        match self {
            Self::And(filters) | Self::Or(filters) => filters.iter().flat_map(Self::attributes).collect(),
            Self::Not(one) => one.attributes(),
            Self::Values(attribute, filter) => [vec![attribute], filter.attributes()].concat(),
            Self::Present(attribute) | Self::Compare(attribute, ..) => vec![attribute],
        }
    }
}

/// The name of an attribute: `urn:…:User:name.givenName`. Names are compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The schema, where it is said.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// The sub-attribute.
    pub sub: Option<String>,
}

impl Attribute {
    /// Reads one, and nothing else.
    pub fn read(text: &str) -> Option<Self> {
        parse::attribute(text)
    }

    /// Name and sub-attribute in small letters, as they are looked up: `name.givenname`.
    pub fn key(&self) -> String {
        let sub = self.sub.as_ref().map(|sub| format!(".{sub}")).unwrap_or_default();
        format!("{}{sub}", self.name).to_ascii_lowercase()
    }

    /// Whether it belongs to this schema, as far as it says.
    pub fn is_of(&self, schema: &str) -> bool {
        self.schema.as_ref().is_none_or(|said| said.eq_ignore_ascii_case(schema))
    }
}

/// How an attribute is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// Is it.
    Eq,
    /// Is not it.
    Ne,
    /// Has it somewhere.
    Co,
    /// Begins with it.
    Sw,
    /// Ends with it.
    Ew,
    /// Greater, later.
    Gt,
    /// Greater or the same.
    Ge,
    /// Less, earlier.
    Lt,
    /// Less or the same.
    Le,
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Self::Eq, Self::Ne, Self::Co, Self::Sw, Self::Ew, Self::Gt, Self::Ge, Self::Lt, Self::Le];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Co => "co",
            Self::Sw => "sw",
            Self::Ew => "ew",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
        }
    }
}

/// What an attribute is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A text.
    Text(String),
}

/// Why a filter cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable(pub String);
