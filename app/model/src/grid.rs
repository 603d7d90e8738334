//! What every grid is made of: columns that can be asked and sorted, pages of a fixed size.

use crate::Ends;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// The page sizes a grid offers.
pub const PAGE_SIZES: [u32; 4] = [10, 25, 50, 100];

/// How far the rows of a grid are counted, and how far it has pages: whoever wants the rows beyond it filters, sorts the other way
/// round or exports them.
pub const COUNTED_MAX: u64 = 10_000;
/// The same of a grid with filters, which have to be asked of every row.
pub const FILTERED_MAX: u64 = 2_000;

/// The columns of a grid.
pub trait GridField: Copy + Eq + Debug + Send + Sync + 'static {
    /// All of them, in the order they are shown.
    const ALL: &'static [Self];

    /// As it stands in the URL and in the API.
    fn as_str(self) -> &'static str;

    /// What can be asked of it.
    fn asks(self) -> Asks;

    /// Whether rows can be sorted by it.
    fn sortable(self) -> bool {
        true
    }

    /// The name of its filter in the URL, where it is not that of the column.
    fn parameter(self) -> &'static str {
        self.as_str()
    }

    /// The column that says since when a record exists: what was never used is unused since then.
    fn since() -> Option<Self> {
        None
    }

    /// Whether its column is shown before anybody chose: what fits on an ordinary screen. The others wait in the column chooser.
    fn at_first(self) -> bool {
        true
    }

    /// Whether it is a column that people see.
    fn is_column(self) -> bool {
        self.sortable() || self.asks() != Asks::Nothing
    }

    /// The column of this name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.as_str() == name)
    }
}

/// What a column can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// Whether a text is in it.
    Text,
    /// Yes or no, by the words that stand in the URL.
    Either(&'static str, &'static str),
    /// Whether it is one of some records.
    Ids,
    /// Whether it is one of these words.
    Words(&'static [&'static str]),
    /// When it was.
    Time,
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A to Z, oldest first, no before yes.
    #[default]
    Ascending,
    /// The other way.
    Descending,
}

/// A sorted column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort<F> {
    /// The column.
    pub field: F,
    /// The direction.
    pub direction: Direction,
}

impl<F: GridField> Sort<F> {
    /// Reads `name` (ascending) or `-name` (descending), as in JSON:API's `sort`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, direction) = match text.strip_prefix('-') {
            Some(name) => (name, Direction::Descending),
            None => (text, Direction::Ascending),
        };
        let field = F::named(name).filter(|field| field.sortable())?;
        Some(Self { field, direction })
    }
}

impl<F: GridField> std::fmt::Display for Sort<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.direction == Direction::Descending {
            f.write_str("-")?;
        }
        f.write_str(self.field.as_str())
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are on all pages together; of a walk only if they were counted, else 0.
    pub total: u64,
    /// Whether there are more than that: those of a grid are counted up to a limit.
    pub more: bool,
    /// The page these are, from 1; the last one if a page beyond it was asked for. Of a walk always 1.
    pub number: u32,
    /// How many fit on a page.
    pub size: u32,
    /// Of a walk: from where it goes on. Pages in browsers have numbers.
    #[serde(skip)]
    pub ends: Ends,
}

impl<T> Page<T> {
    /// A page of so many records, its rows still to come. A page beyond the end becomes the last one.
    pub fn new(total: u64, number: u32, size: u32) -> Self {
        let size = size.clamp(1, PAGE_SIZES[3]);
        let mut page = Self { rows: Vec::new(), total, more: false, number: 1, size, ends: Ends::default() };
        page.number = number.clamp(1, page.count());
        page
    }

    /// The same where no more than `most` are counted: `counted` may be one more, which tells that there are more.
    pub fn browsed(counted: u64, most: u64, number: u32, size: u32) -> Self {
        Self { more: counted > most, ..Self::new(counted.min(most), number, size) }
    }

    /// How many pages there are; an empty list has one.
    pub fn count(&self) -> u32 {
        u32::try_from(self.total.div_ceil(u64::from(self.size.max(1)))).unwrap_or(u32::MAX).max(1)
    }

    /// How many rows come before it.
    pub fn offset(&self) -> u64 {
        u64::from(self.number.saturating_sub(1)) * u64::from(self.size)
    }

    /// The same page with its rows made into something else.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        let Self { rows, total, more, number, size, ends } = self;
        Page { rows: rows.into_iter().map(make).collect(), total, more, number, size, ends }
    }

    /// The same page with these rows.
    pub fn with<U>(self, rows: Vec<U>) -> Page<U> {
        let Self { total, more, number, size, ends, .. } = self;
        Page { rows, total, more, number, size, ends }
    }

    /// The same where making may fail.
    ///
    /// # Errors
    /// The first one.
    pub fn try_map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let Self { rows, total, more, number, size, ends } = self;
        let rows = rows.into_iter().map(make).collect::<Result<_, E>>()?;
        Ok(Page { rows, total, more, number, size, ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(Page::<()>::new(0, 1, 25).count(), 1);
        assert_eq!(Page::<()>::new(51, 1, 25).count(), 3);
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last_one() {
        let page = Page::<()>::new(51, 9, 25);
        assert_eq!((page.number, page.offset()), (3, 50));
        let nothing = Page::<()>::new(0, 0, 0);
        assert_eq!((nothing.total, nothing.number, nothing.size), (0, 1, 1));
        assert_eq!(Page::<()>::new(500, 1, 5_000).size, 100);
    }

    #[test]
    fn a_grid_is_counted_up_to_a_limit_and_has_no_pages_beyond_it() {
        let all = Page::<()>::browsed(COUNTED_MAX, COUNTED_MAX, 1_000_000, 25);
        assert_eq!((all.total, all.more, all.number), (COUNTED_MAX, false, 400));
        let more = Page::<()>::browsed(COUNTED_MAX + 1, COUNTED_MAX, 1_000_000, 25).map(|()| ());
        assert_eq!((more.total, more.more, more.number, more.count()), (COUNTED_MAX, true, 400, 400));
    }
}
