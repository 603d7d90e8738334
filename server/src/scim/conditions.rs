//! What filters on users and on groups are made of: comparisons of one field, as the store understands them.

use super::{
    error::{Refusal, ScimType},
    filter::{Attribute, Operator},
};
use crate::api::id;
use model::{Condition, Filter, OrganizationId, TextOperator, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// Of a text that is never missing.
pub(super) fn by_text<F: Copy>(field: F, operator: Operator, text: &str) -> Filter<F> {
    let is = |operator| Filter::Field(field, Condition::Text(operator, text.to_owned()));
    let below = || Filter::Field(field, Condition::Below(text.to_owned()));
    let up_to = || Filter::Or(vec![below(), is(TextOperator::Equals)]);
    match operator {
        Operator::Eq => is(TextOperator::Equals),
        Operator::Ne => not(is(TextOperator::Equals)),
        Operator::Co => is(TextOperator::Contains),
        Operator::Sw => is(TextOperator::StartsWith),
        Operator::Ew => is(TextOperator::EndsWith),
        Operator::Lt => below(),
        Operator::Le => up_to(),
        Operator::Gt => not(up_to()),
        Operator::Ge => not(below()),
    }
}

/// Of a time that is never missing; `None` for what cannot be asked of one. Times are whole seconds here, so “after” is from the next second on.
pub(super) fn by_time<F: Copy>(field: F, operator: Operator, time: Timestamp) -> Option<Filter<F>> {
    let next = time + Duration::from_secs(1);
    let since = |time| Filter::Field(field, Condition::NotBefore(time));
    let until = |time| Filter::Field(field, Condition::Before(time));
    Some(match operator {
        Operator::Eq => since(time).and(until(next)),
        Operator::Ne => not(since(time).and(until(next))),
        Operator::Gt => since(next),
        Operator::Ge => since(time),
        Operator::Lt => until(time),
        Operator::Le => until(next),
        Operator::Co | Operator::Sw | Operator::Ew => return None,
    })
}

/// Of an id, in which capitals count. What is no id is nobody's.
pub(super) fn by_id<F>(field: F, operator: Operator, text: &str) -> Option<Filter<F>> {
    let id = id::parse::<Uuid>(text).filter(|id| id.to_string() == text);
    let is = Filter::Field(field, Condition::AnyOf(id.into_iter().collect()));
    match operator {
        Operator::Eq => Some(is),
        Operator::Ne => Some(not(is)),
        _ => None,
    }
}

/// What the organization calls it: this, or anything at all.
pub(super) fn called<F>(field: F, organization: OrganizationId, name: Option<String>) -> Filter<F> {
    Filter::Field(field, Condition::Called(organization, name))
}

/// The others.
pub(super) fn not<F>(filter: Filter<F>) -> Filter<F> {
    Filter::Not(Box::new(filter))
}

/// Everything, or nothing.
pub(super) fn always<F>(yes: bool) -> Filter<F> {
    if yes { Filter::everything() } else { Filter::Or(Vec::new()) }
}

/// The refusal of a question.
pub(super) fn refused(attribute: &Attribute, why: &str) -> Refusal {
    Refusal::bad(ScimType::InvalidFilter, format!("{attribute} {why}."))
}

/// The refusal of a comparison that the attribute is not made for.
pub(super) fn misfit(attribute: &Attribute) -> Refusal {
    refused(attribute, "cannot be compared like this")
}
