//! From a SCIM filter on users to the algebra of conditions that the store translates.

use super::{
    error::{Refusal, ScimType},
    filter::{Attribute, Filter as Asked, Literal, Operator},
    user_resource::SCHEMA,
};
use crate::api::id;
use model::{Condition, Filter, TextOperator, Timestamp, UserField};
use std::time::Duration;
use uuid::Uuid;

type Users = Filter<UserField>;

/// Translates; `invalidFilter` for what cannot be asked, so that nobody takes all for what they asked.
pub(super) fn translate(asked: &Asked) -> Result<Users, Refusal> {
    Ok(match asked {
        Asked::And(all) => Filter::And(all.iter().map(translate).collect::<Result<_, _>>()?),
        Asked::Or(some) => Filter::Or(some.iter().map(translate).collect::<Result<_, _>>()?),
        Asked::Not(one) => not(translate(one)?),
        Asked::Values(attribute, filter) => translate(&flat(attribute, filter)?)?,
        Asked::Present(attribute) => {
            // Whatever is stored of a user is never empty.
            field(attribute)?;
            Filter::everything()
        }
        Asked::Compare(attribute, operator, literal) => compare(attribute, *operator, literal)?,
    })
}

/// What an attribute is.
enum Field {
    Text(UserField),
    Flag(UserField),
    Time(UserField),
    /// The user's own id.
    Id,
    /// Ids, of which there may be several.
    Roles,
    /// The same for every user.
    Fixed(&'static str),
}

fn field(attribute: &Attribute) -> Result<Field, Refusal> {
    let known = attribute.is_of(SCHEMA).then(|| attribute.key());
    Ok(match known.as_deref().unwrap_or_default() {
        "username" | "emails" | "emails.value" => Field::Text(UserField::Email),
        "name.givenname" => Field::Text(UserField::FirstName),
        "name.familyname" => Field::Text(UserField::LastName),
        "name.formatted" | "displayname" => Field::Text(UserField::Name),
        "active" => Field::Flag(UserField::Enabled),
        "meta.created" => Field::Time(UserField::Created),
        "id" => Field::Id,
        "roles" | "roles.value" => Field::Roles,
        "emails.type" => Field::Fixed("work"),
        "emails.primary" => Field::Fixed("true"),
        "meta.resourcetype" => Field::Fixed("User"),
        "schemas" => Field::Fixed(SCHEMA),
        _ => return Err(refused(attribute, "cannot be asked for")),
    })
}

fn refused(attribute: &Attribute, why: &str) -> Refusal {
    Refusal::bad(ScimType::InvalidFilter, format!("{attribute} {why}."))
}

fn compare(attribute: &Attribute, operator: Operator, literal: &Literal) -> Result<Users, Refusal> {
    let misfit = || refused(attribute, "cannot be compared like this");
    match (field(attribute)?, literal) {
        (Field::Text(field), Literal::Text(text)) => by_text(field, operator, text).ok_or_else(misfit),
        (Field::Flag(field), literal) => {
            // Entra ID writes "True".
            let value = match literal {
                Literal::Bool(value) => *value,
                Literal::Text(text) if text.eq_ignore_ascii_case("true") => true,
                Literal::Text(text) if text.eq_ignore_ascii_case("false") => false,
                _ => return Err(misfit()),
            };
            match operator {
                Operator::Eq => Ok(Filter::Field(field, Condition::Is(value))),
                Operator::Ne => Ok(Filter::Field(field, Condition::Is(!value))),
                _ => Err(misfit()),
            }
        }
        (Field::Time(field), Literal::Text(text)) => {
            let time = Timestamp::parse(text).ok_or_else(|| refused(attribute, "is a time of RFC 3339"))?;
            by_time(field, operator, time).ok_or_else(misfit)
        }
        (Field::Id, Literal::Text(text)) => match operator {
            Operator::Eq => Ok(by_id(UserField::Id, text)),
            Operator::Ne => Ok(not(by_id(UserField::Id, text))),
            _ => Err(misfit()),
        },
        (Field::Roles, Literal::Text(text)) if operator == Operator::Eq => Ok(by_id(UserField::Role, text)),
        (Field::Fixed(value), literal) => {
            let said = match literal {
                Literal::Text(text) => text.clone(),
                Literal::Bool(value) => value.to_string(),
                _ => return Err(misfit()),
            };
            let same = said.eq_ignore_ascii_case(value);
            match operator {
                Operator::Eq => Ok(always(same)),
                Operator::Ne => Ok(always(!same)),
                _ => Err(misfit()),
            }
        }
        _ => Err(misfit()),
    }
}

fn by_text(field: UserField, operator: Operator, text: &str) -> Option<Users> {
    let operator_of_text = match operator {
        Operator::Eq | Operator::Ne => TextOperator::Equals,
        Operator::Co => TextOperator::Contains,
        Operator::Sw => TextOperator::StartsWith,
        Operator::Ew => TextOperator::EndsWith,
        _ => return None,
    };
    let filter = Filter::Field(field, Condition::Text(operator_of_text, text.to_owned()));
    Some(if operator == Operator::Ne { not(filter) } else { filter })
}

/// Times are whole seconds here, so “after” is from the next second on.
fn by_time(field: UserField, operator: Operator, time: Timestamp) -> Option<Users> {
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
        _ => return None,
    })
}

/// What is no id is nobody's.
fn by_id(field: UserField, text: &str) -> Users {
    Filter::Field(field, Condition::AnyOf(id::parse::<Uuid>(text).into_iter().collect()))
}

fn not(filter: Users) -> Users {
    Filter::Not(Box::new(filter))
}

fn always(yes: bool) -> Users {
    if yes { Filter::everything() } else { Filter::Or(Vec::new()) }
}

/// `emails[type eq "work"]` as `emails.type eq "work"`: a user has exactly one address, so it is the same. Of roles there are
/// several, so only one comparison is.
fn flat(of: &Attribute, filter: &Asked) -> Result<Asked, Refusal> {
    let single = matches!(filter, Asked::Compare(..) | Asked::Present(_));
    if of.sub.is_some() || !(of.key() == "emails" || of.key() == "roles" && single) {
        return Err(refused(of, "cannot be asked for like this"));
    }
    let within = |attribute: &Attribute| match (&attribute.schema, &attribute.sub) {
        (None, None) => Ok(Attribute { sub: Some(attribute.name.clone()), ..of.clone() }),
        _ => Err(refused(attribute, "is not a sub-attribute")),
    };
    let all = |filters: &[Asked]| filters.iter().map(|one| flat(of, one)).collect::<Result<Vec<_>, _>>();
    Ok(match filter {
        Asked::And(filters) => Asked::And(all(filters)?),
        Asked::Or(filters) => Asked::Or(all(filters)?),
        Asked::Not(one) => Asked::Not(Box::new(flat(of, one)?)),
        Asked::Present(attribute) => Asked::Present(within(attribute)?),
        Asked::Compare(attribute, operator, literal) => {
            Asked::Compare(within(attribute)?, *operator, literal.clone())
        }
        Asked::Values(attribute, _) => return Err(refused(attribute, "is not a sub-attribute")),
    })
}
