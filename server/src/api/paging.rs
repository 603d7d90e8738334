//! Which part of a list is asked for, and what its answer says of the others (JSON:API 1.1, *Pagination*).
//!
//! A list is walked through with cursors, as the profile *Cursor Pagination* says, and counted only when `page[total]` asks for
//! it. Who asks for a page by its number gets that one, and all that is known by counting.

use super::{
    cursor,
    document::Answer,
    error::Refusal,
    parameters::{BadParameter, Parameters},
    profile::{PROFILE, PageProblem},
    value::{boolean, number},
};
use domain::Error;
use model::{Cursor, Page, Part, Place, Walk};
use serde_json::{Value, json};

#[cfg(test)]
mod tests;

/// Rows on a page unless asked otherwise.
pub(super) const PAGE_SIZE: u32 = 25;
/// The most rows on a page.
pub(super) const PAGE_SIZE_MAX: u32 = 100;

const SIZE: &str = "page[size]";
const NUMBER: &str = "page[number]";
const AFTER: &str = "page[after]";
const BEFORE: &str = "page[before]";
const TOTAL: &str = "page[total]";

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paging {
    size: Option<u32>,
    number: Option<u32>,
    after: Option<Cursor>,
    before: Option<Cursor>,
    total: Option<bool>,
}

impl Paging {
    /// Takes a parameter if it is one of these; tells whether it was.
    pub fn read(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            SIZE => self.size = Some(size(value)?),
            NUMBER => self.number = Some(number(name, value, u32::MAX)?),
            AFTER => self.after = Some(place(name, value)?),
            BEFORE => self.before = Some(place(name, value)?),
            TOTAL => self.total = Some(boolean(name, value)?),
            _ => return Ok(false),
        }
        match (self.number, &self.after, &self.before) {
            (_, Some(_), Some(_)) => {
                Err(BadParameter::new(name, "Not after one and before another at once.")
                    .with(PageProblem::RangeNotSupported))
            }
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
                Err(BadParameter::new(name, "A page has a number, or is beside a cursor, not both."))
            }
            _ => Ok(true),
        }
    }

    /// How many rows a page has.
    pub fn size(&self) -> u32 {
        self.size.unwrap_or(PAGE_SIZE)
    }

    /// The part of the list that this is.
    pub fn part(&self) -> Part {
        match self.number {
            Some(number) => Part::Numbered { number, size: self.size() },
            None => Part::Walked { walk: self.walk(), size: self.size() },
        }
    }

    /// The page by its number, if it has one.
    pub const fn number(&self) -> Option<u32> {
        self.number
    }

    /// From where the list is walked through.
    pub fn walk(&self) -> Walk {
        let from = match (&self.after, &self.before) {
            (Some(after), _) => Place::After(after.clone()),
            (None, Some(before)) => Place::Before(before.clone()),
            (None, None) => Place::Start,
        };
        Walk { from, counted: self.total == Some(true) }
    }

    /// Why there is no such part. A list has nothing else to find fault with than the cursor.
    pub fn refused(&self, error: Error) -> Refusal {
        let name = match (&self.after, &self.before) {
            (Some(_), _) => AFTER,
            (None, Some(_)) => BEFORE,
            (None, None) => return error.into(),
        };
        match error {
            Error::Invalid(_) => {
                BadParameter::new(name, "This is no cursor of this list in this order.").into()
            }
            error => error.into(),
        }
    }

    /// The page without rows that were not asked for. The office answers a number beyond the end with the last page, for
    /// people; a program that reads until a page is empty would never stop.
    pub fn kept<T>(&self, mut page: Page<T>) -> Page<T> {
        if self.number.is_some_and(|number| number != page.number) {
            page.rows.clear();
        }
        page
    }

    /// The answer with links to the other parts, and with what was counted.
    pub fn told<T>(&self, answer: Answer, url: &str, parameters: &Parameters, page: &Page<T>) -> Answer {
        let query = parameters.with(&[], &[]);
        let own = if query.is_empty() { url.to_owned() } else { format!("{url}?{query}") };
        if let Some(number) = self.number {
            let counted = json!({ "total": page.total, "number": number, "size": page.size });
            return answer
                .with("links", numbered_links(url, &own, parameters, number, page))
                .with("meta", json!({ "page": counted }));
        }
        let answer = answer.profile(PROFILE).with("links", walked_links(url, &own, parameters, page));
        if self.total == Some(true) {
            answer.with("meta", json!({ "page": { "total": page.total } }))
        } else {
            answer
        }
    }
}

fn size(value: &str) -> Result<u32, BadParameter> {
    let asked = number(SIZE, value, u32::MAX)?;
    if asked <= PAGE_SIZE_MAX {
        return Ok(asked);
    }
    let detail = format!("A page has {PAGE_SIZE_MAX} rows at most.");
    Err(BadParameter::new(SIZE, detail).with(PageProblem::MaxSizeExceeded(PAGE_SIZE_MAX)))
}

fn place(name: &str, value: &str) -> Result<Cursor, BadParameter> {
    cursor::read(value)
        .ok_or_else(|| BadParameter::new(name, "This is no cursor: take one from the links of an answer."))
}

/// `links` of a page by its number: null where there is none.
fn numbered_links<T>(url: &str, own: &str, parameters: &Parameters, asked: u32, page: &Page<T>) -> Value {
    let to = |number: u32| {
        let changes = [(NUMBER, number.to_string()), (SIZE, page.size.to_string())];
        format!("{url}?{}", parameters.with(&[], &changes))
    };
    let last = page.count();
    json!({
        "self": own,
        "first": to(1),
        "prev": (asked > 1).then(|| to((asked - 1).min(last))),
        "next": (asked < last).then(|| to(asked + 1)),
        "last": to(last),
    })
}

/// `links` beside a cursor. Where the last page begins is not known without reading up to it.
fn walked_links<T>(url: &str, own: &str, parameters: &Parameters, page: &Page<T>) -> Value {
    let to = |change: Option<(&'static str, &Cursor)>| {
        let changes: Vec<_> = change.map(|(name, place)| (name, cursor::write(place))).into_iter().collect();
        match parameters.with(&[AFTER, BEFORE], &changes) {
            query if query.is_empty() => url.to_owned(),
            query => format!("{url}?{query}"),
        }
    };
    json!({
        "self": own,
        "first": to(None),
        "prev": page.ends.before.as_ref().map(|place| to(Some((BEFORE, place)))),
        "next": page.ends.after.as_ref().map(|place| to(Some((AFTER, place)))),
    })
}
