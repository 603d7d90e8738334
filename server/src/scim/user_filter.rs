//! From a SCIM filter on users to the algebra of conditions that the store translates.
//!
//! Roles are few, so which of them a filter means is decided here, by `matching`; the database is asked who has one of them.

use super::{
    conditions::{always, by_id, by_text, by_time, called, misfit, not, refused},
    error::Refusal,
    filter::{Attribute, Filter as Asked, Literal, Operator},
    list_query::{ListQuery, unsortable},
    matching::{compares, flag, value_matches},
    user_resource::{self, SCHEMA},
};
use domain::{Actor, Office};
use model::{Condition, Filter, OrganizationId, RoleRef, Side, Sort, Timestamp, UserField};
use serde_json::{Value, json};
use uuid::Uuid;

#[cfg(test)]
mod tests;

type Users = Filter<UserField>;

/// What a filter can speak of besides the users themselves.
pub(super) struct Known {
    /// Where this API is.
    pub base: String,
    /// Whose external ids are meant.
    pub organization: OrganizationId,
    /// Every role that a user can have.
    pub roles: Vec<RoleRef>,
}

/// Which users are asked for, of those that are there.
pub(super) async fn wanted(office: &Office, actor: &Actor, query: &ListQuery) -> Result<Users, Refusal> {
    let there = Filter::Field(UserField::Removed, Condition::Is(false));
    let Some(asked) = &query.filter else { return Ok(there) };
    let of_roles =
        |one: &Attribute| ["roles", "groups"].iter().any(|name| one.name.eq_ignore_ascii_case(name));
    let roles = if asked.attributes().into_iter().any(of_roles) {
        office.user_filter_options(actor, Side::BackOffice).await?.roles
    } else {
        Vec::new()
    };
    let known =
        Known { base: user_resource::base(office), organization: actor.viewer.organization.id, roles };
    Ok(there.and(translate(asked, &known)?))
}

/// In which order; by address if it is not said.
pub(super) fn sort(query: &ListQuery) -> Result<Sort<UserField>, Refusal> {
    let field = match query.sort_by.as_deref() {
        None | Some("username" | "emails" | "emails.value") => UserField::Email,
        Some("name.givenname") => UserField::FirstName,
        Some("name.familyname") => UserField::LastName,
        Some("name.formatted" | "displayname") => UserField::Name,
        Some("active") => UserField::Enabled,
        Some("id") => UserField::Id,
        Some("meta.created") => UserField::Created,
        Some("meta.lastmodified") => UserField::Changed,
        Some(_) => return Err(unsortable()),
    };
    Ok(Sort { field, direction: query.direction })
}

/// Translates; `invalidFilter` for what cannot be asked, so that nobody takes all for what they asked.
pub(super) fn translate(asked: &Asked, known: &Known) -> Result<Users, Refusal> {
    let each = |filters: &[Asked]| filters.iter().map(|one| translate(one, known)).collect::<Result<_, _>>();
    Ok(match asked {
        Asked::And(all) => Filter::And(each(all)?),
        Asked::Or(some) => Filter::Or(each(some)?),
        Asked::Not(one) => not(translate(one, known)?),
        Asked::Values(attribute, filter) => values(attribute, filter, known)?,
        Asked::Present(attribute) => present(attribute, known)?,
        Asked::Compare(attribute, operator, literal) => compare(attribute, *operator, literal, known)?,
    })
}

/// What an attribute is.
enum Field {
    Text(UserField),
    Flag(UserField),
    Time(UserField),
    /// The user's own id.
    Id,
    /// What the organization calls them.
    ExternalId,
    /// `roles` or `groups`, of which there may be several, or a part of each.
    Roles(List),
    /// The same for every user.
    Fixed(Value),
    /// Has parts, and is always there.
    Whole,
}

/// The two ways in which roles are told.
#[derive(Clone, Copy)]
enum List {
    Roles,
    Groups,
}

impl List {
    /// A role as it is told.
    fn value(self, known: &Known, role: &RoleRef) -> Value {
        match self {
            Self::Roles => user_resource::role(role),
            Self::Groups => user_resource::group(&known.base, role),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Groups => "groups",
        }
    }

    fn has(self, part: &str) -> bool {
        match self {
            Self::Roles => matches!(part, "value" | "display"),
            Self::Groups => matches!(part, "value" | "display" | "$ref" | "type"),
        }
    }
}

fn field(attribute: &Attribute) -> Result<Field, Refusal> {
    let known = attribute.is_of(SCHEMA).then(|| attribute.key());
    let key = known.as_deref().unwrap_or_default();
    Ok(match key {
        "username" | "emails" | "emails.value" => Field::Text(UserField::Email),
        "name.givenname" => Field::Text(UserField::FirstName),
        "name.familyname" => Field::Text(UserField::LastName),
        "name.formatted" | "displayname" => Field::Text(UserField::Name),
        "active" => Field::Flag(UserField::Enabled),
        "meta.created" => Field::Time(UserField::Created),
        "meta.lastmodified" => Field::Time(UserField::Changed),
        "id" => Field::Id,
        "externalid" => Field::ExternalId,
        "emails.type" => Field::Fixed(json!("work")),
        "emails.primary" => Field::Fixed(json!(true)),
        "meta.resourcetype" => Field::Fixed(json!("User")),
        "schemas" => Field::Fixed(json!(SCHEMA)),
        "name" | "meta" => Field::Whole,
        _ => {
            let (name, part) = key.split_once('.').unwrap_or((key, "value"));
            let list = [List::Roles, List::Groups].into_iter().find(|list| list.name() == name);
            let list = list.filter(|list| list.has(part));
            Field::Roles(list.ok_or_else(|| refused(attribute, "cannot be asked for"))?)
        }
    })
}

fn present(attribute: &Attribute, known: &Known) -> Result<Users, Refusal> {
    Ok(match field(attribute)? {
        // A name can be empty, where the server's operator gave none.
        Field::Text(field) => by_text(field, Operator::Ne, ""),
        Field::ExternalId => called(UserField::ExternalId, known.organization, None),
        Field::Roles(_) => who_has(known.roles.iter()),
        Field::Flag(_) | Field::Time(_) | Field::Id | Field::Fixed(_) | Field::Whole => Filter::everything(),
    })
}

fn compare(
    attribute: &Attribute,
    operator: Operator,
    literal: &Literal,
    known: &Known,
) -> Result<Users, Refusal> {
    let asked = match (field(attribute)?, literal) {
        (Field::Roles(list), _) => return Ok(roles(list, attribute, operator, literal, known)),
        (Field::Fixed(value), _) => Some(always(compares(&attribute.key(), &value, operator, literal))),
        (Field::ExternalId, literal) => {
            let name = match literal {
                Literal::Null => None,
                Literal::Text(text) => Some(text.clone()),
                _ => return Err(misfit(attribute)),
            };
            let equals = called(UserField::ExternalId, known.organization, name);
            // Nobody is called `null`: it asks for those who are called nothing.
            match (operator, literal) {
                (Operator::Eq, Literal::Null) | (Operator::Ne, Literal::Text(_)) => Some(not(equals)),
                (Operator::Eq | Operator::Ne, _) => Some(equals),
                _ => None,
            }
        }
        // Whatever else there is of a user is never missing.
        (Field::Text(_) | Field::Flag(_) | Field::Time(_) | Field::Id, Literal::Null) => match operator {
            Operator::Eq => Some(always(false)),
            Operator::Ne => Some(always(true)),
            _ => None,
        },
        (Field::Text(field), Literal::Text(text)) => Some(by_text(field, operator, text)),
        (Field::Flag(field), literal) => {
            let is = |value| Filter::Field(field, Condition::Is(value));
            match (operator, flag(literal)) {
                (Operator::Eq, Some(value)) => Some(is(value)),
                (Operator::Ne, Some(value)) => Some(is(!value)),
                _ => None,
            }
        }
        (Field::Time(field), Literal::Text(text)) => {
            let time = Timestamp::parse(text).ok_or_else(|| refused(attribute, "is a time of RFC 3339"))?;
            by_time(field, operator, time)
        }
        (Field::Id, Literal::Text(text)) => by_id(UserField::Id, operator, text),
        _ => None,
    };
    asked.ok_or_else(|| misfit(attribute))
}

/// Who has a role with such a part; whoever has none has `null`.
fn roles(list: List, attribute: &Attribute, operator: Operator, literal: &Literal, known: &Known) -> Users {
    let part =
        Attribute { schema: None, name: attribute.sub.clone().unwrap_or_else(|| "value".into()), sub: None };
    let asked = Asked::Compare(part, operator, literal.clone());
    let key = format!("{}.{}", list.name(), attribute.sub.as_deref().unwrap_or("value"));
    let some = who_has_one_that(list, &asked, known);
    if compares(&key, &Value::Null, operator, literal) {
        return Filter::Or(vec![some, not(who_has(known.roles.iter()))]);
    }
    some
}

/// What stands in brackets is asked of one value. A user has exactly one address, so there it is the same as without.
fn values(of: &Attribute, filter: &Asked, known: &Known) -> Result<Users, Refusal> {
    let list = match (of.sub.is_none(), of.is_of(SCHEMA), of.key().as_str()) {
        (true, true, "emails") => return translate(&flat(of, filter)?, known),
        (true, true, "roles") => List::Roles,
        (true, true, "groups") => List::Groups,
        _ => return Err(refused(of, "cannot be asked for like this")),
    };
    for attribute in filter.attributes() {
        if attribute.schema.is_some() || attribute.sub.is_some() || !list.has(&attribute.key()) {
            return Err(refused(attribute, "is not a sub-attribute"));
        }
    }
    Ok(who_has_one_that(list, filter, known))
}

fn who_has_one_that(list: List, filter: &Asked, known: &Known) -> Users {
    let meant = |role: &&RoleRef| value_matches(list.name(), filter, &list.value(known, role));
    who_has(known.roles.iter().filter(meant))
}

fn who_has<'a>(roles: impl Iterator<Item = &'a RoleRef>) -> Users {
    let ids: Vec<Uuid> = roles.map(|role| role.id.0).collect();
    Filter::Field(UserField::Role, Condition::AnyOf(ids))
}

/// `emails[type eq "work"]` as `emails.type eq "work"`.
fn flat(of: &Attribute, filter: &Asked) -> Result<Asked, Refusal> {
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
