//! One page of a list, by its number or beside a place in it, the same for every kind of record.
//!
//! A walk names the place of a row by what the row is sorted by and its id (keyset paging). So it costs the same at the end of
//! a long list as at its beginning, and goes on from there also when that very row is gone.

use crate::{
    Database, Error, Result,
    large::{GATHERED_MAX, Wanted, Way},
    list::{Listed, Ordered, Reach, order, sql_order},
    query::Row,
    sorted::{Placed, column},
};
use model::{
    COUNTED_MAX, Cursor, Direction, Ends, FILTERED_MAX, Filter, GridField, Page, Part, Place, Sort, Walk,
};
use sea_query::{Expr, ExprTrait, SimpleExpr};

#[cfg(test)]
pub(crate) mod tests;

impl Database {
    /// A page of those that may be seen and are asked for.
    pub(crate) async fn page<L: Listed, T: Row>(
        &self,
        (reach, filter): (&Filter<Reach>, &Filter<L::Field>),
        sort: &[Sort<L::Field>],
        part: &Part,
    ) -> Result<Page<T>> {
        let wanted = self.wanted::<L>(reach, filter).await?;
        let order = order::<L>(sort);
        match part {
            Part::Browsed { number, size } => {
                let most = if wanted.whole { COUNTED_MAX } else { FILTERED_MAX };
                let counted = self.count_wanted::<L>(&wanted, most + 1).await?;
                let page = Page::browsed(counted, most, *number, *size);
                let rows = self.numbered::<L, T>(&wanted, counted, &order, &page).await?;
                Ok(Page { rows, ..page })
            }
            Part::Numbered { number, size } => {
                let counted = self.count_listed::<L>(reach, filter).await?;
                let page = Page::new(counted, *number, *size);
                let rows = self.numbered::<L, T>(&wanted, counted, &order, &page).await?;
                Ok(Page { rows, ..page })
            }
            Part::Walked { walk, size } => {
                let total = if walk.counted { self.count_listed::<L>(reach, filter).await? } else { 0 };
                let way = match () {
                    () if !L::LARGE || wanted.whole => Way::Walked,
                    () if walk.counted => wanted.way(total),
                    () => wanted.way(self.count_wanted::<L>(&wanted, GATHERED_MAX + 1).await?),
                };
                let page = Page::new(total, 1, *size);
                let name = name_of::<L>(sort);
                let (rows, ends) = self.walk::<L, T>((way, &wanted), (&name, order), walk, page.size).await?;
                Ok(Page { rows, ends, ..page })
            }
        }
    }

    /// The rows of a page by its number, of a list of so many.
    async fn numbered<L: Listed, T: Row>(
        &self,
        wanted: &Wanted,
        counted: u64,
        order: &[Ordered],
        page: &Page<T>,
    ) -> Result<Vec<T>> {
        let mut select = L::select();
        let place = (page.offset(), page.size.into());
        if L::LARGE {
            let ids = self.page_ids::<L>(wanted.way(counted), wanted, None, order, place);
            select.and_where(Expr::col((L::TABLE.1, "id")).in_subquery(ids));
        } else {
            select.cond_where(wanted.gathered.clone()).offset(place.0).limit(place.1);
        }
        for (key, direction) in order {
            select.order_by_expr(self.ordered(key.clone()), sql_order(*direction));
        }
        self.rows(&select).await
    }

    async fn walk<L: Listed, T: Row>(
        &self,
        (way, wanted): (Way, &Wanted),
        (name, order): (&str, Vec<Ordered>),
        walk: &Walk,
        size: u32,
    ) -> Result<(Vec<T>, Ends)> {
        let back = matches!(walk.from, Place::Before(_));
        let order = order.into_iter();
        let order = order.map(|(key, way)| (key, if back { opposite(way) } else { way })).collect::<Vec<_>>();
        let beyond = match &walk.from {
            Place::After(cursor) | Place::Before(cursor) => Some(self.beyond(&order, cursor, name)?),
            Place::Start => None,
        };
        // One more than wanted tells whether there are more.
        let limit = u64::from(size) + 1;
        let mut select = L::select();
        if L::LARGE {
            let ids = self.page_ids::<L>(way, wanted, beyond, &order, (0, limit));
            select.and_where(Expr::col((L::TABLE.1, "id")).in_subquery(ids));
        } else {
            select.cond_where(wanted.gathered.clone()).limit(limit);
            if let Some(beyond) = beyond {
                select.and_where(beyond);
            }
        }
        for (number, (key, way)) in order.iter().enumerate() {
            let key = self.ordered(key.clone());
            select.expr_as(key.clone(), column(number)).order_by_expr(key, sql_order(*way));
        }
        let mut rows: Vec<Placed<T>> = self.rows(&select).await?;
        let more = u32::try_from(rows.len()).is_ok_and(|found| found > size);
        rows.truncate(size as usize);
        if back {
            rows.reverse();
        }
        let place = |row: &Placed<T>| Cursor {
            order: name.to_owned(),
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
