//! One page of a list, by its number or beside a place in it, the same for every kind of record.
//!
//! A walk names the place of a row by what the row is sorted by and its id (keyset paging). So it costs the same at the end of
//! a long list as at its beginning, and goes on from there also when that very row is gone.

use crate::{
    Database, Error, Result, Wished,
    list::{Listed, Reach, order, sql_order, wanted},
    query::Row,
    sorted::{Placed, Sorted, column},
};
use model::{Cursor, Direction, Ends, Filter, GridField, Page, Part, Place, Sort, Walk};
use sea_query::{ExprTrait, SimpleExpr};

#[cfg(test)]
mod tests;

/// One thing rows are sorted by, and which way.
type Ordered = (Sorted, Direction);

impl Database {
    /// A page of those that may be seen and are asked for.
    pub(crate) async fn page<L: Listed, T: Row>(
        &self,
        (reach, filter): (&Filter<Reach>, &Filter<L::Field>),
        sort: &[Sort<L::Field>],
        part: &Part,
    ) -> Result<Page<T>> {
        match part {
            Part::Numbered { number, size } => {
                let page = Page::new(self.count_listed::<L>(reach, filter).await?, *number, *size);
                let (offset, limit) = (page.offset(), page.size.into());
                let rows = self.list::<L, T>(&Wished { reach, filter, sort, offset, limit }).await?;
                Ok(Page { rows, ..page })
            }
            Part::Walked { walk, size } => {
                let total = if walk.counted { self.count_listed::<L>(reach, filter).await? } else { 0 };
                let page = Page::new(total, 1, *size);
                let (rows, ends) = self.walk::<L, T>((reach, filter), sort, walk, page.size).await?;
                Ok(Page { rows, ends, ..page })
            }
        }
    }

    async fn walk<L: Listed, T: Row>(
        &self,
        (reach, filter): (&Filter<Reach>, &Filter<L::Field>),
        sort: &[Sort<L::Field>],
        walk: &Walk,
        size: u32,
    ) -> Result<(Vec<T>, Ends)> {
        let name = name_of::<L>(sort);
        let back = matches!(walk.from, Place::Before(_));
        let order = order::<L>(sort).into_iter();
        let order = order.map(|(key, way)| (key, if back { opposite(way) } else { way })).collect::<Vec<_>>();
        let mut select = L::select();
        select.cond_where(wanted::<L>(reach, filter));
        if let Place::After(cursor) | Place::Before(cursor) = &walk.from {
            select.and_where(self.beyond(&order, cursor, &name)?);
        }
        for (number, (key, way)) in order.iter().enumerate() {
            let key = self.ordered(key.clone());
            select.expr_as(key.clone(), column(number)).order_by_expr(key, sql_order(*way));
        }
        // One more than wanted tells whether there are more.
        select.limit(u64::from(size) + 1);
        let mut rows: Vec<Placed<T>> = self.rows(&select).await?;
        let more = u32::try_from(rows.len()).is_ok_and(|found| found > size);
        rows.truncate(size as usize);
        if back {
            rows.reverse();
        }
        let place = |row: &Placed<T>| Cursor {
            order: name.clone(),
            keys: row.keys(order.iter().map(|(key, _)| key)),
        };
        let (first, last) = (rows.first().map(place), rows.last().map(place));
        // What lies on the side it came from is not looked at: there may be nothing any more.
        let ends = match &walk.from {
            Place::Start => Ends { before: None, after: last.filter(|_| more) },
            Place::After(from) => {
                Ends { before: first.or_else(|| Some(from.clone())), after: last.filter(|_| more) }
            }
            Place::Before(from) => {
                Ends { before: first.filter(|_| more), after: last.or_else(|| Some(from.clone())) }
            }
        };
        Ok((rows.into_iter().map(|placed| placed.row).collect(), ends))
    }

    /// What lies beyond a place, in this order.
    fn beyond(&self, order: &[Ordered], cursor: &Cursor, name: &str) -> Result<SimpleExpr> {
        if cursor.order != name || cursor.keys.len() != order.len() {
            return Err(Error::Cursor);
        }
        let compared = order.iter().zip(&cursor.keys);
        let compared = compared.map(|((sorted, way), key)| {
            Ok(Compared { column: self.ordered(sorted.clone()), value: sorted.value(key)?, way: *way })
        });
        // Built from its end: beyond in the first, or as far in the first and beyond in the rest.
        let beyond = compared.collect::<Result<Vec<_>>>()?.into_iter().rev().fold(None, |rest, one| {
            Some(match rest {
                None => one.further(),
                // The first part says nothing new, but it is what an index is entered with.
                Some(rest) => one.as_far().and(one.further().or(rest)),
            })
        });
        beyond.ok_or(Error::Cursor)
    }
}

/// A column beside the value it has at the place.
struct Compared {
    column: SimpleExpr,
    value: SimpleExpr,
    way: Direction,
}

impl Compared {
    fn further(&self) -> SimpleExpr {
        let (column, value) = (self.column.clone(), self.value.clone());
        match self.way {
            Direction::Ascending => column.gt(value),
            Direction::Descending => column.lt(value),
        }
    }

    fn as_far(&self) -> SimpleExpr {
        let (column, value) = (self.column.clone(), self.value.clone());
        match self.way {
            Direction::Ascending => column.gte(value),
            Direction::Descending => column.lte(value),
        }
    }
}

const fn opposite(way: Direction) -> Direction {
    match way {
        Direction::Ascending => Direction::Descending,
        Direction::Descending => Direction::Ascending,
    }
}

/// The name of a list in this order, by which its cursors are known.
fn name_of<L: Listed>(sort: &[Sort<L::Field>]) -> String {
    let mut name = L::TABLE.0.to_owned();
    for Sort { field, direction } in sort {
        name.push(if *direction == Direction::Descending { '-' } else { '+' });
        name.push_str(field.as_str());
    }
    name
}
