//! From a SCIM filter on groups to the algebra of conditions that the store translates.

use super::{
    conditions::{always, by_id, by_text, by_time, called, misfit, not, refused},
    error::Refusal,
    filter::{Attribute, Filter as Asked, Literal, Operator},
    group_resource::SCHEMA,
    list_query::{ListQuery, unsortable},
    matching::compares,
};
use crate::api::id;
use domain::{Actor, Office};
use model::{Condition, Filter, OrganizationId, RoleField, Side, Sort, Timestamp, UserId};
use serde_json::{Value, json};

type Groups = Filter<RoleField>;

/// What a filter can speak of besides the groups themselves.
pub(super) struct Known {
    /// Whose external ids are meant.
    pub organization: OrganizationId,
    /// Those of the people it names whom the actor may see; of others nobody is told where they are.
    pub people: Vec<UserId>,
}

/// Which roles are asked for, of those that users of the back office can have.
pub(super) async fn wanted(office: &Office, actor: &Actor, query: &ListQuery) -> Result<Groups, Refusal> {
    let words = vec![Side::BackOffice.as_str().to_owned()];
    let of_users = Filter::Field(RoleField::Side, Condition::Words(words));
    let Some(asked) = &query.filter else { return Ok(of_users) };
    let named = people(asked);
    let people = office.users_as_members(actor, &named).await?.into_iter().map(|person| person.id).collect();
    let known = Known { organization: actor.viewer.organization.id, people };
    Ok(of_users.and(translate(asked, &known)?))
}

/// In which order; by name if it is not said.
pub(super) fn sort(query: &ListQuery) -> Result<Sort<RoleField>, Refusal> {
    let field = match query.sort_by.as_deref() {
        None | Some("displayname") => RoleField::Name,
        Some("id") => RoleField::Id,
        Some("meta.created") => RoleField::Created,
        Some("meta.lastmodified") => RoleField::Changed,
        Some(_) => return Err(unsortable()),
    };
    Ok(Sort { field, direction: query.direction })
}

/// Translates; `invalidFilter` for what cannot be asked, so that nobody takes all for what they asked.
pub(super) fn translate(asked: &Asked, known: &Known) -> Result<Groups, Refusal> {
    let each = |filters: &[Asked]| filters.iter().map(|one| translate(one, known)).collect::<Result<_, _>>();
    Ok(match asked {
        Asked::And(all) => Filter::And(each(all)?),
        Asked::Or(some) => Filter::Or(each(some)?),
        Asked::Not(one) => not(translate(one, known)?),
        Asked::Present(attribute) => match field(attribute)? {
            Field::ExternalId => called(RoleField::ExternalId, known.organization, None),
            Field::Members => return Err(misfit(attribute)),
            Field::Name | Field::Time(_) | Field::Id | Field::Fixed(_) => Filter::everything(),
        },
        Asked::Values(of, filter) => match (member(of, filter), filter.as_ref()) {
            (Some(_), Asked::Compare(_, operator, literal)) => compare(of, *operator, literal, known)?,
            _ => return Err(refused(of, "can only be asked for by value")),
        },
        Asked::Compare(attribute, operator, literal) => compare(attribute, *operator, literal, known)?,
    })
}

/// What an attribute is.
enum Field {
    Name,
    Time(RoleField),
    Id,
    /// What the organization calls it.
    ExternalId,
    /// Who has it.
    Members,
    /// The same for every group.
    Fixed(Value),
}

fn field(attribute: &Attribute) -> Result<Field, Refusal> {
    let known = attribute.is_of(SCHEMA).then(|| attribute.key());
    Ok(match known.as_deref().unwrap_or_default() {
        "displayname" => Field::Name,
        "meta.created" => Field::Time(RoleField::Created),
        "meta.lastmodified" => Field::Time(RoleField::Changed),
        "id" => Field::Id,
        "externalid" => Field::ExternalId,
        "members" | "members.value" => Field::Members,
        "meta.resourcetype" => Field::Fixed(json!("Group")),
        "schemas" => Field::Fixed(json!(SCHEMA)),
        _ => return Err(refused(attribute, "cannot be asked for")),
    })
}

fn compare(
    attribute: &Attribute,
    operator: Operator,
    literal: &Literal,
    known: &Known,
) -> Result<Groups, Refusal> {
    let asked = match (field(attribute)?, literal) {
        (Field::Fixed(value), _) => Some(always(compares(&attribute.key(), &value, operator, literal))),
        (Field::Name, Literal::Text(text)) => Some(by_text(RoleField::Name, operator, text)),
        (Field::Time(field), Literal::Text(text)) => {
            let time = Timestamp::parse(text).ok_or_else(|| refused(attribute, "is a time of RFC 3339"))?;
            by_time(field, operator, time)
        }
        (Field::Id, Literal::Text(text)) => by_id(RoleField::Id, operator, text),
        (Field::ExternalId, Literal::Text(text)) => {
            let equals = called(RoleField::ExternalId, known.organization, Some(text.clone()));
            match operator {
                Operator::Eq => Some(equals),
                Operator::Ne => Some(not(equals)),
                _ => None,
            }
        }
        (Field::Members, Literal::Text(text)) if operator == Operator::Eq => {
            let meant = |person: &&UserId| id::parse(text) == Some(**person);
            let ids = known.people.iter().filter(meant).map(|person| person.0).collect();
            Some(Filter::Field(RoleField::Member, Condition::AnyOf(ids)))
        }
        _ => None,
    };
    asked.ok_or_else(|| misfit(attribute))
}

/// The people a filter names: `members eq "…"`, `members.value eq "…"`, `members[value eq "…"]`.
fn people(asked: &Asked) -> Vec<UserId> {
    match asked {
        Asked::And(filters) | Asked::Or(filters) => filters.iter().flat_map(people).collect(),
        Asked::Not(one) => people(one),
        Asked::Values(of, filter) => member(of, filter).into_iter().filter_map(id::parse).collect(),
        Asked::Compare(attribute, _, Literal::Text(text))
            if attribute.name.eq_ignore_ascii_case("members") =>
        {
            id::parse(text).into_iter().collect()
        }
        Asked::Compare(..) | Asked::Present(_) => Vec::new(),
    }
}

/// Whom `members[value eq "…"]` names.
pub(super) fn member<'a>(of: &Attribute, filter: &'a Asked) -> Option<&'a str> {
    let members = of.sub.is_none() && of.name.eq_ignore_ascii_case("members");
    match filter {
        Asked::Compare(part, Operator::Eq, Literal::Text(text))
            if members && part.key() == "value" && part.schema.is_none() =>
        {
            Some(text)
        }
        _ => None,
    }
}
