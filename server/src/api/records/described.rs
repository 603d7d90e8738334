//! A type of records for the documentation, from the same description that its handlers use.

use super::{
    super::{described::Described, shape::Shape, value::CHOICES_MAX},
    Records,
    writable::Writable,
};
use model::{Asks, GridField, NAME_MAX_LENGTH, TextOperator};
use serde_json::{Value, json};

/// What can be read.
pub(super) fn readable<R: Records>() -> Described {
    let sortable = R::COLUMNS.iter().filter(|(_, field)| field.sortable());
    Described {
        kind: R::KIND,
        filters: R::COLUMNS.iter().flat_map(|(name, field)| filters(name, field.asks())).collect(),
        sorts: sortable.map(|(name, _)| *name).collect(),
        sorts_by_several: false,
        includable: R::INCLUDABLE,
        related: R::RELATED,
        includable_alone: R::INCLUDABLE,
        related_alone: R::RELATED,
        created: Vec::new(),
        changed: Vec::new(),
        deleted: false,
    }
}

/// What can be read and written.
pub(super) fn writable<R: Writable>() -> Described {
    let members = |new: bool| {
        let members = R::MEMBERS.iter().filter(move |member| new || !member.settled);
        members.map(|member| (member.name, member.shape()))
    };
    let switch = R::SWITCHED.then_some(("enabled", Shape::Flag));
    Described {
        created: members(true).collect(),
        changed: members(false).chain(switch).collect(),
        ..readable::<R>()
    }
}

/// The parameters that ask something of a column.
pub(in super::super) fn filters(name: &str, asks: Asks) -> Vec<(String, Value)> {
    let plain = |schema: Value| vec![(format!("filter[{name}]"), schema)];
    let some =
        |items: Value| json!({ "type": "array", "minItems": 1, "maxItems": CHOICES_MAX, "items": items });
    match asks {
        Asks::Nothing => Vec::new(),
        Asks::Text => {
            let operators = TextOperator::ALL.into_iter();
            let operators = operators.map(|one| (format!("filter[{name}][{}]", one.as_str()), text()));
            plain(text()).into_iter().chain(operators).collect()
        }
        Asks::Either(..) => plain(json!({ "type": "boolean" })),
        Asks::Ids => plain(some(json!({ "type": "string", "format": "uuid" }))),
        Asks::Words(words) => plain(some(json!({ "enum": words }))),
        Asks::Time => {
            let day = || json!({ "type": "string", "format": "date" });
            vec![
                (format!("filter[{name}][before]"), day()),
                (format!("filter[{name}][after]"), day()),
                (format!("filter[{name}][never]"), json!({ "type": "boolean", "const": true })),
                (
                    format!("filter[{name}][unused]"),
                    json!({ "type": "integer", "minimum": 1, "description": "For so many days." }),
                ),
            ]
        }
    }
}

/// A text to compare with.
pub(in super::super) fn text() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": NAME_MAX_LENGTH })
}
