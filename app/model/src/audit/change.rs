//! One field of a record, before and after.

use super::AuditField;
use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// A field that is other than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditChange {
    /// The word of an [`AuditField`], or of one that a newer version knows.
    pub field: String,
    /// What it was.
    pub before: AuditValue,
    /// What it is.
    pub after: AuditValue,
}

/// What a field holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AuditValue {
    /// Nothing.
    #[default]
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A word or a text.
    Text(String),
    /// Several of them; their order says nothing.
    List(Vec<String>),
    /// A point in time.
    Time {
        /// It.
        time: Timestamp,
    },
}

impl From<bool> for AuditValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for AuditValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Timestamp> for AuditValue {
    fn from(time: Timestamp) -> Self {
        Self::Time { time }
    }
}

impl From<&str> for AuditValue {
    /// An empty text is nothing.
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<&String> for AuditValue {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for AuditValue {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Vec<String>> for AuditValue {
    /// Sorted, so that another order is no change. An empty list is nothing.
    fn from(mut list: Vec<String>) -> Self {
        if list.is_empty() {
            return Self::Nothing;
        }
        list.sort_unstable();
        Self::List(list)
    }
}

impl<T: Into<Self>> From<Option<T>> for AuditValue {
    fn from(some: Option<T>) -> Self {
        some.map_or(Self::Nothing, Into::into)
    }
}

/// What is other: the fields of a record before and after. One that is on one side only was, or is, nothing on the other.
pub fn differences(
    before: &[(AuditField, AuditValue)],
    after: &[(AuditField, AuditValue)],
) -> Vec<AuditChange> {
    let of = |fields: &[(AuditField, AuditValue)], wanted: AuditField| {
        let found = fields.iter().find(|(field, _)| *field == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|(field, _)| !after.iter().any(|(other, _)| other == field));
    let changes = after.iter().chain(gone).map(|(field, _)| AuditChange {
        field: field.as_str().to_owned(),
        before: of(before, *field),
        after: of(after, *field),
    });
    changes.filter(|change| change.before != change.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use AuditField::{Apis, Enabled, Name};

    #[test]
    fn only_what_is_other_is_told() {
        let list = |items: &[&str]| AuditValue::from(items.iter().map(|&i| i.to_owned()).collect::<Vec<_>>());
        let before = [(Name, "Old".into()), (Apis, list(&["b", "a"])), (Enabled, true.into())];
        let after = [(Name, "New".into()), (Apis, list(&["a", "b"]))];
        let change =
            |field: AuditField, before, after| AuditChange { field: field.as_str().into(), before, after };
        assert_eq!(
            differences(&before, &after),
            [change(Name, "Old".into(), "New".into()), change(Enabled, true.into(), AuditValue::Nothing)]
        );
        assert!(differences(&after, &after).is_empty());
        assert_eq!(differences(&[], &[(Name, "".into())]), []);
    }

    /// What is in the chain is read and written again to see whether it is the same.
    #[test]
    fn every_value_comes_back_as_it_was() {
        for value in [
            AuditValue::Nothing,
            true.into(),
            7.into(),
            "text".into(),
            vec!["b".to_owned(), "a".to_owned()].into(),
            Timestamp(7).into(),
        ] {
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<AuditValue>(&json).unwrap(), value, "{json}");
        }
    }
}
