//! What a list is asked for, read strictly into what its grid is asked for: `filter`, `sort` and `page`.
//!
//! What a filter takes follows from what the column can be asked; the office sorts these lists by one column.

use super::{
    super::{
        paging::Paging,
        parameters::{BadParameter, Parameters},
        profile::PageProblem,
        value::{boolean, ids, text, time, words},
        view::{View, unknown},
    },
    Records,
    answer::kinds,
};
use model::{Asked, Asks, Direction, GridField, GridQuery, Sort, TextOperator};

/// A list as it was asked for.
pub(super) struct Query<F> {
    /// Which rows.
    pub grid: GridQuery<F>,
    /// Which part of them.
    pub paging: Paging,
    /// What is shown of each.
    pub view: View,
}

impl<F: GridField> Query<F> {
    /// Reads it.
    pub fn of<R: Records<Field = F>>(parameters: &Parameters) -> Result<Self, BadParameter> {
        let (mut grid, mut paging) = (GridQuery::default(), Paging::default());
        let (mut view, kinds) = (View::new(R::INCLUDABLE), kinds::<R>());
        for (name, value) in parameters.iter() {
            match name {
                "sort" => grid.sort = Some(sort(value, R::COLUMNS)?),
                _ if paging.read(name, value)? => {}
                _ if view.read(name, value, &kinds)? => {}
                _ => grid.asked.push(asked(name, value, R::COLUMNS)?),
            }
        }
        grid.page_size = paging.size();
        match paging.number() {
            Some(number) => (grid.page, grid.exact) = (number, true),
            None => grid.walk = Some(paging.walk()),
        }
        Ok(Self { grid, paging, view })
    }
}

fn sort<F: GridField>(value: &str, columns: &[(&'static str, F)]) -> Result<Sort<F>, BadParameter> {
    let (word, direction) = match value.strip_prefix('-') {
        Some(word) => (word, Direction::Descending),
        None => (value, Direction::Ascending),
    };
    let sortable = || columns.iter().filter(|(_, field)| field.sortable());
    let found = sortable().find(|(known, _)| *known == word);
    found.map(|(_, field)| Sort { field: *field, direction }).ok_or_else(|| {
        let known = sortable().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        let bad = BadParameter::new("sort", format!("These can be sorted by one of: {known}."));
        bad.with(PageProblem::UnsupportedSort)
    })
}

/// Reads `filter[name]` or `filter[name][operator]`.
fn asked<F: GridField>(
    name: &str,
    value: &str,
    columns: &[(&'static str, F)],
) -> Result<(F, Asked), BadParameter> {
    let inner = name.strip_prefix("filter[").and_then(|rest| rest.strip_suffix(']'));
    let (word, operator) = match inner.map(|inner| inner.split_once("][")) {
        Some(Some((word, operator))) => (word, Some(operator)),
        Some(None) => (inner.unwrap_or_default(), None),
        None => return Err(unknown(name)),
    };
    let found = columns.iter().find(|(known, _)| *known == word);
    let field = found.map(|(_, field)| *field).ok_or_else(|| unknown(name))?;
    let asked = match (field.asks(), operator) {
        (Asks::Text, operator) => {
            let operator = operator.map_or(Ok(TextOperator::Contains), str::parse);
            Asked::Text(operator.map_err(|_| unknown(name))?, text(name, value)?)
        }
        (Asks::Either(..), None) => Asked::Is(boolean(name, value)?),
        (Asks::Ids, None) => Asked::AnyOf(ids(name, value)?),
        (Asks::Words(known), None) => Asked::Words(words(name, value, known)?),
        (Asks::Time, Some(operator)) => Asked::Time(time(name, operator, value)?),
        _ => return Err(unknown(name)),
    };
    Ok((field, asked))
}
