//! The state of a grid as it stands in its URL: filters, sort, page, columns.

use crate::{
    Asks, Condition, Filter, GridField, NAME_MAX_LENGTH, PAGE_SIZES, Part, Sort, TextOperator, TimeAsked,
    Timestamp, Walk,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most ids or words that one filter takes.
const CHOICES_MAX: usize = 100;

/// What a grid with the columns `F` shows. It travels as the parameters of its URL, so that whatever is sent keeps the limits
/// of what can be typed there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(String, String)>", into = "Vec<(String, String)>", bound = "F: GridField")]
pub struct GridQuery<F> {
    /// What is asked, each column at most once.
    pub asked: Vec<(F, Asked)>,
    /// The sorted column; none: the order that suits the list.
    pub sort: Option<Sort<F>>,
    /// The page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub page_size: u32,
    /// Instead of a page by its number: the rows beside a place in the list. Only programs ask so; no URL of a grid says it.
    pub walk: Option<Walk>,
    /// Of a page by its number: all rows are counted, however many there are. Only programs ask so.
    pub exact: bool,
    /// The columns that are shown; none: those that are shown at first.
    pub columns: Vec<F>,
}

/// What is asked of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// A text.
    Text(TextOperator, String),
    /// Yes or no.
    Is(bool),
    /// One of these records.
    AnyOf(Vec<Uuid>),
    /// One of these words.
    Words(Vec<String>),
    /// A time.
    Time(TimeAsked),
}

impl<F> Default for GridQuery<F> {
    fn default() -> Self {
        let (asked, columns) = (Vec::new(), Vec::new());
        Self { asked, sort: None, page: 1, page_size: PAGE_SIZES[1], walk: None, exact: false, columns }
    }
}

impl<F: GridField> From<Vec<(String, String)>> for GridQuery<F> {
    fn from(parameters: Vec<(String, String)>) -> Self {
        Self::from_parameters(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

impl<F: GridField> From<GridQuery<F>> for Vec<(String, String)> {
    fn from(query: GridQuery<F>) -> Self {
        query.to_parameters()
    }
}

impl<F: GridField> GridQuery<F> {
    /// Reads the query parameters of a grid's URL. What cannot be understood is as if it were not there: a link that
    /// somebody mistyped still shows a grid.
    pub fn from_parameters<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let parameters: Vec<_> = parameters.into_iter().collect();
        let one = |name: &str| parameters.iter().rfind(|(key, _)| *key == name).map(|(_, value)| *value);
        let all = |name: &str| {
            let values = parameters.iter().filter(move |(key, _)| *key == name);
            values.flat_map(|(_, value)| value.split(',')).take(CHOICES_MAX).collect::<Vec<_>>()
        };
        let mut columns: Vec<F> = all("column").into_iter().filter_map(F::named).collect();
        if F::ALL.iter().all(|field| !field.is_column() || columns.contains(field) == field.at_first()) {
            columns.clear();
        }
        Self {
            asked: F::ALL.iter().filter_map(|field| Some((*field, asked(*field, &one, &all)?))).collect(),
            sort: one("sort").and_then(Sort::parse),
            page: one("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
            page_size: one("size")
                .and_then(|size| size.parse().ok())
                .filter(|size| PAGE_SIZES.contains(size))
                .unwrap_or(PAGE_SIZES[1]),
            walk: None,
            exact: false,
            columns,
        }
    }

    /// The query parameters that stand for this state; what is as by default is left out.
    pub fn to_parameters(&self) -> Vec<(String, String)> {
        let mut parameters = Vec::new();
        let mut add = |key: &str, value: String| parameters.push((key.to_owned(), value));
        for (field, asked) in &self.asked {
            let name = field.parameter();
            match asked {
                Asked::Text(operator, text) => {
                    if *operator != TextOperator::default() {
                        add(&format!("{name}_operator"), operator.as_str().to_owned());
                    }
                    add(name, text.clone());
                }
                Asked::Is(value) => {
                    if let Asks::Either(yes, no) = field.asks() {
                        add(name, if *value { yes } else { no }.to_owned());
                    }
                }
                Asked::AnyOf(ids) => ids.iter().for_each(|id| add(name, id.to_string())),
                Asked::Words(words) => words.iter().for_each(|word| add(name, word.clone())),
                Asked::Time(time) => {
                    add(name, time.as_str().to_owned());
                    if let Some((suffix, value)) = time.value() {
                        add(&format!("{name}_{suffix}"), value);
                    }
                }
            }
        }
        if let Some(sort) = self.sort {
            add("sort", sort.to_string());
        }
        if self.page != 1 {
            add("page", self.page.to_string());
        }
        if self.page_size != PAGE_SIZES[1] {
            add("size", self.page_size.to_string());
        }
        for column in &self.columns {
            add("column", column.as_str().to_owned());
        }
        parameters
    }

    /// Which part of the list is wanted.
    pub fn part(&self) -> Part {
        match self.walk.clone() {
            Some(walk) => Part::Walked { walk, size: self.page_size },
            None if self.exact => Part::Numbered { number: self.page, size: self.page_size },
            None => Part::Browsed { number: self.page, size: self.page_size },
        }
    }

    /// Whether anything is filtered: *nothing yet* and *none match* are different things to say.
    pub fn is_filtered(&self) -> bool {
        !self.asked.is_empty()
    }

    /// What is asked of a column.
    pub fn asked_of(&self, field: F) -> Option<&Asked> {
        self.asked.iter().find(|(one, _)| *one == field).map(|(_, asked)| asked)
    }

    /// Whether a column is shown.
    pub fn shows(&self, field: F) -> bool {
        if self.columns.is_empty() { field.at_first() } else { self.columns.contains(&field) }
    }

    /// The same state without its filters, on its first page.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self { asked: Vec::new(), page: 1, ..self.clone() }
    }

    /// What is asked, in the algebra that the store understands; `now` is when *unused for N days* is counted from.
    pub fn filter(&self, now: Timestamp) -> Filter<F> {
        Filter::And(
            self.asked
                .iter()
                .map(|(field, asked)| match asked {
                    Asked::Text(operator, text) => {
                        Filter::Field(*field, Condition::Text(*operator, text.trim().to_owned()))
                    }
                    Asked::Is(value) => Filter::Field(*field, Condition::Is(*value)),
                    Asked::AnyOf(ids) => Filter::Field(*field, Condition::AnyOf(ids.clone())),
                    Asked::Words(words) => Filter::Field(*field, Condition::Words(words.clone())),
                    Asked::Time(time) => time.filter(*field, now),
                })
                .collect(),
        )
    }
}

/// Reads what is asked of a column, given how to find one parameter, and all of a name.
fn asked<'a, F: GridField>(
    field: F,
    one: &impl Fn(&str) -> Option<&'a str>,
    all: &impl Fn(&str) -> Vec<&'a str>,
) -> Option<Asked> {
    let name = field.parameter();
    match field.asks() {
        Asks::Nothing => None,
        Asks::Text => {
            let text: String = one(name)?.chars().take(NAME_MAX_LENGTH).collect();
            let operator = one(&format!("{name}_operator")).and_then(|word| word.parse().ok());
            (!text.is_empty()).then(|| Asked::Text(operator.unwrap_or_default(), text))
        }
        Asks::Either(yes, no) => match one(name)? {
            word if word == yes => Some(Asked::Is(true)),
            word if word == no => Some(Asked::Is(false)),
            _ => None,
        },
        Asks::Ids => {
            let ids: Vec<Uuid> = all(name).into_iter().filter_map(|id| id.parse().ok()).collect();
            (!ids.is_empty()).then_some(Asked::AnyOf(ids))
        }
        Asks::Words(known) => {
            let words = all(name).into_iter().filter(|word| known.contains(word));
            let words: Vec<String> = words.map(ToOwned::to_owned).collect();
            (!words.is_empty()).then_some(Asked::Words(words))
        }
        Asks::Time => {
            let value = |suffix: &str| one(&format!("{name}_{suffix}"));
            TimeAsked::parse(one(name)?, value("day"), value("days")).map(Asked::Time)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApplicationField;

    type Query = GridQuery<ApplicationField>;

    #[test]
    fn the_url_says_the_state_and_nothing_more() {
        assert_eq!(Query::default().to_parameters(), []);
        let organization = "01890a5d-ac96-774b-bcce-b302099a8057";
        let parameters = [
            ("name_operator", "starts_with"),
            ("name", "a&b"),
            ("status", "inactive"),
            ("apis", "scim"),
            ("organization", organization),
            ("last_used_at", "unused"),
            ("last_used_at_days", "90"),
            ("created_at", "before"),
            ("created_at_day", "2026-01-31"),
            ("sort", "-last_used_at"),
            ("page", "3"),
            ("size", "50"),
            ("column", "name"),
            ("column", "owner"),
        ];
        let query = Query::from_parameters(parameters);
        let again = query.to_parameters();
        let again: Vec<_> = again.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(again, parameters);
        assert!(query.is_filtered() && !query.unfiltered().is_filtered());
        assert!(query.shows(ApplicationField::Owner) && !query.shows(ApplicationField::Active));
    }

    #[test]
    fn nonsense_in_the_url_is_as_if_it_were_not_there() {
        let nonsense = [
            ("sort", "secret"),
            ("sort", "-client_id"),
            ("page", "-1"),
            ("size", "9999"),
            ("status", "?"),
            ("organization", "x"),
            ("apis", "soap"),
            ("last_used_at", "before"),
            ("created_at", "before"),
            ("created_at_day", "2026-02-30"),
            ("column", "secret"),
            ("y", "z"),
        ];
        assert_eq!(Query::from_parameters(nonsense), Query::default());
    }

    /// Sent past the pages, a query could else ask for more than a database answers: too many words, too long a text.
    #[test]
    fn what_is_sent_keeps_the_limits_of_the_url() {
        let many = vec![("apis", "scim"); 5_000];
        let long = "x".repeat(60_000);
        let sent: Vec<_> =
            many.into_iter().chain([("name", long.as_str()), ("size", "4294967295")]).collect();
        let query: Query = serde_json::from_str(&serde_json::to_string(&sent).unwrap()).unwrap();
        assert_eq!(query.page_size, PAGE_SIZES[1]);
        for (field, asked) in &query.asked {
            match asked {
                Asked::Words(words) => assert_eq!(words.len(), CHOICES_MAX),
                Asked::Text(_, text) => assert_eq!(text.len(), NAME_MAX_LENGTH),
                other => panic!("{field:?}: {other:?}"),
            }
        }
        let again: Query = serde_json::from_str(&serde_json::to_string(&query).unwrap()).unwrap();
        assert_eq!(again, query);
    }

    #[test]
    fn the_columns_that_are_shown_at_first_are_no_choice() {
        let all = || ApplicationField::ALL.iter().filter(|field| field.is_column());
        let at_first = all().filter(|field| field.at_first()).map(|field| ("column", field.as_str()));
        assert_eq!(Query::from_parameters(at_first), Query::default());
        assert!(!Query::default().shows(ApplicationField::Origin));
        let chosen = Query::from_parameters(all().map(|field| ("column", field.as_str())));
        assert!(all().all(|field| chosen.shows(*field)));
    }
}
