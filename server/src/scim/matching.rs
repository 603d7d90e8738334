//! Whether one value meets a filter: which values of an attribute a PATCH path means (RFC 7644 §3.5.2).

use super::filter::{Attribute, Filter, Literal, Operator};
use serde_json::Value;

/// Whether it does. Texts are compared without regard to case.
pub(super) fn matches(filter: &Filter, value: &Value) -> bool {
    match filter {
        Filter::And(all) => all.iter().all(|one| matches(one, value)),
        Filter::Or(some) => some.iter().any(|one| matches(one, value)),
        Filter::Not(one) => !matches(one, value),
        Filter::Values(attribute, filter) => match member(value, &attribute.name) {
            Some(Value::Array(values)) => values.iter().any(|value| matches(filter, value)),
            Some(value) => matches(filter, value),
            None => false,
        },
        Filter::Present(attribute) => found(value, attribute).is_some_and(|value| !value.is_null()),
        Filter::Compare(attribute, operator, literal) => {
            compares(found(value, attribute).unwrap_or(&Value::Null), *operator, literal)
        }
    }
}

/// The member of this name, in capitals or not.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    members.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn found<'a>(value: &'a Value, attribute: &Attribute) -> Option<&'a Value> {
    let whole = member(value, &attribute.name)?;
    match &attribute.sub {
        Some(sub) => member(whole, sub),
        None => Some(whole),
    }
}

fn compares(value: &Value, operator: Operator, literal: &Literal) -> bool {
    let text = match value {
        Value::String(text) => text.to_lowercase(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let said = match literal {
        Literal::Text(text) => text.to_lowercase(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(number) => number.clone(),
        Literal::Null => String::new(),
    };
    match operator {
        Operator::Eq => text == said,
        Operator::Ne => text != said,
        Operator::Co => text.contains(&said),
        Operator::Sw => text.starts_with(&said),
        Operator::Ew => text.ends_with(&said),
        Operator::Gt => text > said,
        Operator::Ge => text >= said,
        Operator::Lt => text < said,
        Operator::Le => text <= said,
    }
}
