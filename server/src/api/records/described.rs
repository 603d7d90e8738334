//! A type of records for the documentation, from the same description that its handlers use.

use super::{
    super::{described::Described, shape::Shape},
    Records,
    writable::Writable,
};
use model::{Asks, GridField, TextOperator};
use serde_json::{Value, json};

/// What can be read.
pub(super) fn readable<R: Records>() -> Described {
    let sortable = R::COLUMNS.iter().filter(|(_, field)| field.sortable());
    Described {
        kind: R::KIND,
        filters: R::COLUMNS.iter().flat_map(|(name, field)| filters(name, field.asks())).collect(),
        sorts: sortable.map(|(name, _)| *name).collect(),
        includable: R::INCLUDABLE,
        includable_alone: R::INCLUDABLE,
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
fn filters(name: &str, asks: Asks) -> Vec<(String, Value)> {
    let text = || json!({ "type": "string", "minLength": 1 });
    let plain = |schema: Value| vec![(format!("filter[{name}]"), schema)];
    match asks {
        Asks::Nothing => Vec::new(),
        Asks::Text => {
            let operators = TextOperator::ALL.into_iter();
            let operators = operators.map(|one| (format!("filter[{name}][{}]", one.as_str()), text()));
            plain(text()).into_iter().chain(operators).collect()
        }
        Asks::Either(..) => plain(json!({ "type": "boolean" })),
        Asks::Ids => plain(json!({ "type": "string", "description": "Ids, separated by commas." })),
        Asks::Words(words) => {
            let detail = format!("Some of these, separated by commas: {}.", words.join(", "));
            plain(json!({ "type": "string", "description": detail }))
        }
        Asks::Time => {
            let day = || json!({ "type": "string", "format": "date" });
            vec![
                (format!("filter[{name}][before]"), day()),
                (format!("filter[{name}][after]"), day()),
                (format!("filter[{name}][never]"), json!({ "const": true })),
                (format!("filter[{name}][unused]"), json!({ "type": "integer", "minimum": 1 })),
            ]
        }
    }
}
