//! What a list of applications is asked for: `filter`, `sort` and `page`, read strictly.

use super::{
    application_answer::INCLUDABLE,
    kind::{APPLICATIONS, ORGANIZATIONS},
    paging::Paging,
    parameters::{BadParameter, Parameters},
    profile::PageProblem,
    value::{boolean, ids, text},
    view::{View, unknown},
};
use model::{ApplicationField, Condition, Direction, Filter, Sort, TextOperator};

/// What can be sorted, in the words of this API.
pub(super) const SORTABLE: [(&str, ApplicationField); 6] = [
    ("name", ApplicationField::Name),
    ("active", ApplicationField::Active),
    ("apis", ApplicationField::Apis),
    ("organization", ApplicationField::Organization),
    ("lastUsedAt", ApplicationField::LastUsed),
    ("createdAt", ApplicationField::Created),
];

/// A list as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListQuery {
    /// All conditions together.
    pub filter: Filter<ApplicationField>,
    /// By what it is sorted, most important first; empty: as the office sees fit.
    pub sort: Vec<Sort<ApplicationField>>,
    /// Which part of them.
    pub paging: Paging,
    /// What is shown of each row.
    pub view: View,
}

impl ListQuery {
    /// Reads it.
    pub fn of(parameters: &Parameters) -> Result<Self, BadParameter> {
        let mut query = Self {
            filter: Filter::everything(),
            sort: Vec::new(),
            paging: Paging::default(),
            view: View::new(INCLUDABLE),
        };
        for (name, value) in parameters.iter() {
            match name {
                "sort" => query.sort = sort(value)?,
                _ if query.paging.read(name, value)? => {}
                _ if query.view.read(name, value, &[&APPLICATIONS, &ORGANIZATIONS])? => {}
                _ => query.filter = query.filter.and(condition(name, value)?),
            }
        }
        Ok(query)
    }
}

fn condition(name: &str, value: &str) -> Result<Filter<ApplicationField>, BadParameter> {
    let (field, condition) = match name {
        "filter[active]" => (ApplicationField::Active, Condition::Is(boolean(name, value)?)),
        "filter[organization]" => (ApplicationField::Organization, Condition::AnyOf(ids(name, value)?)),
        "filter[owner]" => (ApplicationField::OwnerId, Condition::AnyOf(ids(name, value)?)),
        "filter[clientId]" => {
            (ApplicationField::ClientId, Condition::Text(TextOperator::Equals, text(name, value)?))
        }
        "filter[name]" => {
            (ApplicationField::Name, Condition::Text(TextOperator::Contains, text(name, value)?))
        }
        _ => {
            let operator = name.strip_prefix("filter[name][").and_then(|rest| rest.strip_suffix(']'));
            let operator = operator.and_then(|word| word.parse().ok()).ok_or_else(|| unknown(name))?;
            (ApplicationField::Name, Condition::Text(operator, text(name, value)?))
        }
    };
    Ok(Filter::Field(field, condition))
}

fn sort(value: &str) -> Result<Vec<Sort<ApplicationField>>, BadParameter> {
    let mut all: Vec<Sort<ApplicationField>> = Vec::new();
    for word in value.split(',') {
        let (word, direction) = match word.strip_prefix('-') {
            Some(word) => (word, Direction::Descending),
            None => (word, Direction::Ascending),
        };
        let Some((_, field)) = SORTABLE.into_iter().find(|(known, _)| *known == word) else {
            let known = SORTABLE.map(|(known, _)| known).join(", ");
            let bad = BadParameter::new("sort", format!("Applications can be sorted by: {known}."));
            return Err(bad.with(PageProblem::UnsupportedSort));
        };
        if all.iter().any(|sort| sort.field == field) {
            return Err(BadParameter::new("sort", "A field is named twice."));
        }
        all.push(Sort { field, direction });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn query(text: &str) -> Result<ListQuery, BadParameter> {
        Parameters::parse(text).and_then(|parameters| ListQuery::of(&parameters))
    }

    fn field(field: ApplicationField, condition: Condition) -> Filter<ApplicationField> {
        Filter::Field(field, condition)
    }

    #[test]
    fn nothing_asked_is_the_first_page_of_everything() {
        let query = query("").unwrap();
        assert_eq!((query.paging.clone(), query.sort.len()), (Paging::default(), 0));
        assert_eq!(query.filter, Filter::everything());
    }

    #[test]
    fn every_filter_is_understood_and_all_must_hold() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let text = format!(
            "filter[name]=a&filter[name][not_contains]=b&filter[name][equals]=c&filter[name][starts_with]=d\
             &filter[name][ends_with]=e&filter[active]=false&filter[organization]={id},{id}&filter[clientId]=F\
             &filter[owner]={id}"
        );
        let id: Uuid = id.parse().unwrap();
        let name =
            |operator, text: &str| field(ApplicationField::Name, Condition::Text(operator, text.into()));
        let expected = Filter::And(vec![
            name(TextOperator::Contains, "a"),
            name(TextOperator::NotContains, "b"),
            name(TextOperator::Equals, "c"),
            name(TextOperator::StartsWith, "d"),
            name(TextOperator::EndsWith, "e"),
            field(ApplicationField::Active, Condition::Is(false)),
            field(ApplicationField::Organization, Condition::AnyOf(vec![id, id])),
            field(ApplicationField::ClientId, Condition::Text(TextOperator::Equals, "F".into())),
            field(ApplicationField::OwnerId, Condition::AnyOf(vec![id])),
        ]);
        assert_eq!(query(&text).unwrap().filter, expected);
    }

    #[test]
    fn sort_is_read() {
        let query = query("sort=name,-createdAt&page[number]=2").unwrap();
        assert_eq!(query.paging.number(), Some(2));
        let sorted = query.sort.iter().map(|sort| (sort.field, sort.direction)).collect::<Vec<_>>();
        let (up, down) = (Direction::Ascending, Direction::Descending);
        assert_eq!(sorted, [(ApplicationField::Name, up), (ApplicationField::Created, down)]);
    }

    #[test]
    fn nonsense_is_refused_by_name_and_never_panics() {
        let (id, long) = ("01890a5d-ac96-774b-bcce-b302099a8057", "x".repeat(256));
        let refused = [
            ("page[number]", vec!["0", "-1", "+1", "1.5", "", "4294967296", "١", "1 ", "1e3", "NaN"]),
            ("page[size]", vec!["0", "101", "", "99999999999999999999", "%00"]),
            ("page[offset]", vec!["1"]),
            ("page", vec!["1"]),
            (
                "sort",
                vec!["", "secret", "Name", "--name", "name,", ",", "name,-name", "created_at", "client_id"],
            ),
            ("filter", vec!["x"]),
            ("filter[]", vec!["x"]),
            ("filter[name", vec!["x"]),
            ("filter[name]", vec!["", "%20", "%00", "a%0Ab", long.as_str()]),
            ("filter[name][]", vec!["x"]),
            ("filter[name][like]", vec!["x"]),
            ("filter[name][contains][x]", vec!["x"]),
            ("filter[secret]", vec!["x"]),
            ("filter[active]", vec!["", "1", "TRUE", "true,false", "null"]),
            ("filter[organization]", vec!["", "acme", ",", "01890a5dac96774bbcceb302099a8057"]),
            ("filter[owner]", vec!["me", "%7B01890a5d-ac96-774b-bcce-b302099a8057%7D"]),
            ("filter[clientId]", vec!["", "%01"]),
            ("include", vec!["owner", "secrets"]),
            ("fields[oauthapplications]", vec!["client_secret"]),
            ("access_token", vec!["eyJhbGciOiJFUzI1NiJ9"]),
            ("camelCase", vec!["x"]),
            ("", vec!["x"]),
            ("[[[[", vec!["]]]]"]),
            ("filter[🔑]", vec!["🔑"]),
        ];
        for (name, values) in refused {
            for value in values {
                let refusal = query(&format!("{name}={value}")).expect_err(&format!("{name}={value}"));
                assert_eq!(refusal.name, name, "{value}");
                assert!(!refusal.detail.contains("eyJ"), "a token in the wrong place is not repeated");
            }
        }
        let many = vec![id; 101].join(",");
        assert_eq!(query(&format!("filter[owner]={many}")).unwrap_err().name, "filter[owner]");
    }
}
