//! What a list is asked for: filter, order and place (RFC 7644 §3.4.2). What they mean is up to the kind of resource.

use super::{
    error::{Refusal, ScimType},
    filter::{Attribute, Filter, Unreadable},
    projection::Projection,
};
use crate::api::parameters::Parameters;
use axum::extract::FromRequestParts;
use http::request::Parts;
use model::Direction;

/// The most resources of one answer.
pub(super) const COUNT_MAX: u64 = 200;
/// How many there are in one answer if the request does not say.
const COUNT: u64 = 100;

/// A part of a list.
#[derive(Debug)]
pub(super) struct ListQuery {
    /// Which ones; all of them if it is not said.
    pub filter: Option<Filter>,
    /// By which attribute they are ordered, in small letters.
    pub sort_by: Option<String>,
    /// In which direction.
    pub direction: Direction,
    /// The first one of the answer, from 1.
    pub start: u64,
    /// How many at most; 0 asks only how many there are.
    pub count: u64,
    /// How much of each.
    pub projection: Projection,
}

impl ListQuery {
    /// Reads a query string. What is not known is left alone, as the standard has extensions.
    pub fn read(parameters: &Parameters) -> Result<Self, Refusal> {
        let mut query = Self {
            filter: None,
            sort_by: None,
            direction: Direction::Ascending,
            start: 1,
            count: COUNT,
            projection: Projection::read(parameters)?,
        };
        for (name, value) in parameters.iter() {
            match name.to_ascii_lowercase().as_str() {
                "filter" => query.filter = Some(filter(value)?),
                "sortby" => query.sort_by = Some(sorted_by(value)?),
                "sortorder" => query.direction = direction(value)?,
                // Less than 1 is 1, a negative count is 0 (RFC 7644 §3.4.2.4).
                "startindex" => query.start = number(name, value)?.max(1),
                "count" => query.count = number(name, value)?.min(COUNT_MAX),
                _ => {}
            }
        }
        Ok(query)
    }
}

fn filter(text: &str) -> Result<Filter, Refusal> {
    text.parse().map_err(|Unreadable(why)| Refusal::bad(ScimType::InvalidFilter, why))
}

fn sorted_by(text: &str) -> Result<String, Refusal> {
    Attribute::read(text).map(|attribute| attribute.key()).ok_or_else(unsortable)
}

/// Nothing is sorted by this.
pub(super) fn unsortable() -> Refusal {
    Refusal::bad(ScimType::InvalidValue, "The resources cannot be sorted by this attribute.")
}

fn direction(text: &str) -> Result<Direction, Refusal> {
    match text.to_ascii_lowercase().as_str() {
        "ascending" => Ok(Direction::Ascending),
        "descending" => Ok(Direction::Descending),
        _ => Err(Refusal::bad(ScimType::InvalidValue, "sortOrder is ascending or descending.")),
    }
}

fn number(name: &str, text: &str) -> Result<u64, Refusal> {
    let number: i64 = text
        .parse()
        .map_err(|_| Refusal::bad(ScimType::InvalidValue, format!("{name} must be a whole number.")))?;
    Ok(u64::try_from(number).unwrap_or(0))
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Self::read(&Parameters::parse(parts.uri.query().unwrap_or_default())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<ListQuery, Refusal> {
        ListQuery::read(&Parameters::parse(query).unwrap())
    }

    #[test]
    fn places_are_bounded_as_the_standard_says() {
        let place = |query: &str| read(query).map(|query| (query.start, query.count)).unwrap();
        assert_eq!(place(""), (1, 100));
        assert_eq!(place("startIndex=0&count=-1"), (1, 0));
        assert_eq!(place("startIndex=-9&count=9999999"), (1, 200));
        assert_eq!(place("STARTINDEX=7&count=0"), (7, 0));
        for bad in ["count=x", "startIndex=1.5", "count=99999999999999999999", "sortOrder=up", "sortBy=a%20b"]
        {
            assert_eq!(read(bad).unwrap_err().scim_type, Some(ScimType::InvalidValue), "{bad}");
        }
        assert_eq!(read("filter=a").unwrap_err().scim_type, Some(ScimType::InvalidFilter));
    }
}
