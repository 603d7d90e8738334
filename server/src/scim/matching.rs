//! Whether a resource, or one value of an attribute, meets a filter (RFC 7644 §3.4.2.2): what is asked of what is in memory.
//!
//! Lists ask the database instead (`user_filter`, `group_filter`); a test holds the two against each other.

use super::filter::{Attribute, Filter, Literal, Operator};
use model::Timestamp;
use serde_json::Value;
use std::cmp::Ordering;

/// Whether a whole resource does.
#[cfg(test)]
pub(super) fn matches(filter: &Filter, resource: &Value) -> bool {
    meets("", filter, resource)
}

/// Whether one value of an attribute does, whose name is in small letters.
pub(super) fn value_matches(attribute: &str, filter: &Filter, value: &Value) -> bool {
    meets(&format!("{attribute}."), filter, value)
}

/// Whether a value compares like this. What is missing is `null` and compares with nothing else.
pub(super) fn compares(key: &str, value: &Value, operator: Operator, literal: &Literal) -> bool {
    if operator == Operator::Ne {
        return !compares(key, value, Operator::Eq, literal);
    }
    match (value, literal) {
        (Value::Null, Literal::Null) => operator == Operator::Eq,
        (Value::Bool(value), said) => operator == Operator::Eq && flag(said) == Some(*value),
        (Value::Number(value), Literal::Number(said)) => {
            let said: Option<f64> = said.parse().ok();
            ordered(operator, said.and_then(|said| value.as_f64()?.partial_cmp(&said)))
        }
        (Value::String(value), Literal::Text(said)) if is_time(key) => {
            let times = Timestamp::parse(value).zip(Timestamp::parse(said));
            ordered(operator, times.map(|(value, said)| value.cmp(&said)))
        }
        (Value::String(value), Literal::Text(said)) if is_exact(key) => texts(operator, value, said),
        (Value::String(value), Literal::Text(said)) => {
            texts(operator, &value.to_lowercase(), &said.to_lowercase())
        }
        _ => false,
    }
}

/// The truth value that is said. Entra ID writes it as a text.
pub(super) fn flag(literal: &Literal) -> Option<bool> {
    match literal {
        Literal::Bool(value) => Some(*value),
        Literal::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Literal::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// The member of this name, in capitals or not.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    members.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Whether capitals count in an attribute (`caseExact`); the schemas say the same.
pub(super) fn is_exact(key: &str) -> bool {
    matches!(key, "id" | "externalid" | "schemas") || key.ends_with("$ref") || key.starts_with("meta.")
}

fn is_time(key: &str) -> bool {
    matches!(key, "meta.created" | "meta.lastmodified")
}

/// `within` is empty, or the attribute whose value it is and a dot.
fn meets(within: &str, filter: &Filter, value: &Value) -> bool {
    match filter {
        Filter::And(all) => all.iter().all(|one| meets(within, one, value)),
        Filter::Or(some) => some.iter().any(|one| meets(within, one, value)),
        Filter::Not(one) => !meets(within, one, value),
        Filter::Values(attribute, filter) => each(member(value, &attribute.name))
            .iter()
            .any(|one| value_matches(&attribute.key(), filter, one)),
        Filter::Present(attribute) => found(value, attribute).into_iter().any(is_present),
        Filter::Compare(attribute, operator, literal) => {
            let key = format!("{within}{}", attribute.key());
            let values: Vec<&Value> =
                found(value, attribute).into_iter().filter(|value| !value.is_null()).map(simple).collect();
            if values.is_empty() {
                return compares(&key, &Value::Null, *operator, literal);
            }
            values.into_iter().any(|value| compares(&key, value, *operator, literal))
        }
    }
}

/// All values of an attribute.
fn found<'a>(value: &'a Value, attribute: &Attribute) -> Vec<&'a Value> {
    let values = each(member(value, &attribute.name));
    match &attribute.sub {
        Some(sub) => values.iter().filter_map(|value| member(value, sub)).collect(),
        None => values.iter().collect(),
    }
}

fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// `emails` alone is `emails.value`.
fn simple(value: &Value) -> &Value {
    member(value, "value").unwrap_or(value)
}

fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn texts(operator: Operator, value: &str, said: &str) -> bool {
    match operator {
        Operator::Co => value.contains(said),
        Operator::Sw => value.starts_with(said),
        Operator::Ew => value.ends_with(said),
        other => ordered(other, Some(value.cmp(said))),
    }
}

fn ordered(operator: Operator, order: Option<Ordering>) -> bool {
    order.is_some_and(|order| match operator {
        Operator::Eq => order.is_eq(),
        Operator::Gt => order.is_gt(),
        Operator::Ge => order.is_ge(),
        Operator::Lt => order.is_lt(),
        Operator::Le => order.is_le(),
        Operator::Ne | Operator::Co | Operator::Sw | Operator::Ew => false,
    })
}
