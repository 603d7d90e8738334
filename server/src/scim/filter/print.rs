//! Writes filters so that they read as the same tree: parentheses where the tree has them and only there.

use super::{Attribute, Filter, Literal};
use std::fmt;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(all) => join(f, all, " and ", |one| matches!(one, Self::And(_) | Self::Or(_))),
            // `and` binds closer, so it stands in an `or` as it is.
            Self::Or(some) => join(f, some, " or ", |one| matches!(one, Self::Or(_))),
            Self::Not(one) => write!(f, "not ({one})"),
            Self::Values(attribute, filter) => write!(f, "{attribute}[{filter}]"),
            Self::Present(attribute) => write!(f, "{attribute} pr"),
            Self::Compare(attribute, operator, literal) => {
                write!(f, "{attribute} {} {literal}", operator.as_str())
            }
        }
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    filters: &[Filter],
    by: &str,
    in_parentheses: impl Fn(&Filter) -> bool,
) -> fmt::Result {
    for (index, filter) in filters.iter().enumerate() {
        if index > 0 {
            f.write_str(by)?;
        }
        if in_parentheses(filter) { write!(f, "({filter})")? } else { write!(f, "{filter}")? }
    }
    Ok(())
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}:")?;
        }
        f.write_str(&self.name)?;
        self.sub.as_ref().map_or(Ok(()), |sub| write!(f, ".{sub}"))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
        }
    }
}
