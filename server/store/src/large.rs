//! Lists that can have a million rows, a page of which costs about as much as one of a thousand.
//!
//! Where few rows are wanted they are gathered, by whatever index finds them, and put in order. Where many are wanted, a page of
//! them is met soon enough by walking along the index of the order. Counting tells which of the two it is; it stops early.

use crate::{
    Database, Result,
    list::{Listed, Ordered, Reach, sql_order, wanted},
    narrow::conjuncts,
    query::{Column, condition},
    sorted::column,
};
use model::{FILTERED_MAX, Filter};
use sea_query::{Asterisk, Cond, Expr, Query, SelectStatement, SimpleExpr, UnionType};

#[cfg(test)]
mod tests;

/// So many rows are gathered and put in order, and no more. Walking, one of so many among a million is met about every 500
/// rows.
pub(crate) const GATHERED_MAX: u64 = FILTERED_MAX;

/// How a page is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// All rows that are wanted, put in order.
    Gathered,
    /// Along the index of the order.
    Walked,
}

/// The rows that are wanted, as each of the ways asks for them.
pub(crate) struct Wanted {
    pub gathered: Cond,
    /// Of each side on its own, where both are wanted: indexes begin with the side.
    walked: Vec<Cond>,
    /// Nothing else is asked than the side.
    pub whole: bool,
}

impl Wanted {
    /// The way that suits so many rows.
    pub const fn way(&self, counted: u64) -> Way {
        if self.whole || counted > GATHERED_MAX { Way::Walked } else { Way::Gathered }
    }
}

impl Database {
    /// What is wanted. Reads what makes a long list short.
    pub(crate) async fn wanted<L: Listed>(
        &self,
        reach: &Filter<Reach>,
        filter: &Filter<L::Field>,
    ) -> Result<Wanted> {
        let all = wanted::<L>(reach, filter);
        let sides = sides(reach);
        let walked = sides.iter().map(|side| match self {
            Self::Sqlite(_) => apart::<L>(side, filter),
            Self::Postgres(_) => wanted::<L>(side, filter),
        });
        let walked = walked.collect();
        let narrowed = if L::LARGE { self.narrowed::<L>(reach, filter).await? } else { None };
        let gathered = match narrowed {
            Some(narrowed) => all.add(narrowed),
            None => all,
        };
        let only_side = |side: &&Filter<Reach>| {
            conjuncts(side).iter().all(|one| matches!(one, Filter::Field(Reach::Side, _)))
        };
        let whole = conjuncts(filter).is_empty() && sides.iter().all(only_side);
        Ok(Wanted { gathered, walked, whole })
    }

    /// How many are wanted, counted up to so many.
    pub(crate) async fn count_wanted<L: Listed>(&self, wanted: &Wanted, most: u64) -> Result<u64> {
        let (table, name) = L::TABLE;
        let mut rows = Query::select();
        rows.expr_as(Expr::val(1), "one").from_as(table, name).cond_where(wanted.gathered.clone());
        self.count_rows(rows, most).await
    }

    /// The ids of a page's rows, beyond a place if there is one.
    pub(crate) fn page_ids<L: Listed>(
        &self,
        way: Way,
        wanted: &Wanted,
        beyond: Option<SimpleExpr>,
        order: &[Ordered],
        (offset, limit): (u64, u64),
    ) -> SelectStatement {
        let (table, name) = L::TABLE;
        let mut ids = Query::select();
        ids.column((name, "id"));
        match (way, wanted.walked.as_slice()) {
            (Way::Gathered, _) => {
                let mut rows = Query::select();
                rows.column((name, Asterisk)).from_as(table, name).cond_where(wanted.gathered.clone());
                // With a limit, engines keep it apart from the order. Rows that came since they were counted are in it.
                rows.limit(2 * GATHERED_MAX);
                if let Some(beyond) = beyond {
                    rows.and_where(beyond);
                }
                ids.from_subquery(rows, name);
                self.put_in_order(&mut ids, order);
            }
            (Way::Walked, [one]) => {
                ids.from_as(table, name).cond_where(one.clone());
                if let Some(beyond) = beyond {
                    ids.and_where(beyond);
                }
                self.put_in_order(&mut ids, order);
            }
            // The first ones of each side, and of those the first ones.
            (Way::Walked, several) => {
                let first = several.iter().map(|one| {
                    let mut rows = Query::select();
                    rows.column((name, "id")).from_as(table, name).cond_where(one.clone());
                    for (number, (key, _)) in order.iter().enumerate() {
                        rows.expr_as(self.ordered(key.clone()), column(number));
                    }
                    rows.cond_where(Cond::all().add_option(beyond.clone()));
                    self.put_in_order(&mut rows, order);
                    let mut member = Query::select();
                    member.column(Asterisk).from_subquery(rows.limit(offset + limit).take(), "side");
                    member
                });
                let all = first.reduce(|mut all, next| all.union(UnionType::All, next).take());
                ids.from_subquery(all.unwrap_or_default(), name);
                for (number, (_, direction)) in order.iter().enumerate() {
                    ids.order_by((name, column(number)), sql_order(*direction));
                }
            }
        }
        if offset > 0 {
            ids.offset(offset);
        }
        ids.limit(limit);
        ids
    }

    fn put_in_order(&self, select: &mut SelectStatement, order: &[Ordered]) {
        for (key, direction) in order {
            select.order_by_expr(self.ordered(key.clone()), sql_order(*direction));
        }
    }
}

/// What may be seen, of each side on its own where it says so.
fn sides(reach: &Filter<Reach>) -> Vec<&Filter<Reach>> {
    match conjuncts(reach).as_slice() {
        [Filter::Or(sides)] if !sides.is_empty() && sides.iter().all(is_of_side) => sides.iter().collect(),
        _ => vec![reach],
    }
}

/// Whether all of it is of one side.
fn is_of_side(reach: &Filter<Reach>) -> bool {
    conjuncts(reach).iter().any(|one| matches!(one, Filter::Field(Reach::Side, _)))
}

/// The rows that are in the list, in words that let SQLite use no other index than that of the order: it knows nothing of how
/// many rows a filter leaves.
fn apart<L: Listed>(reach: &Filter<Reach>, filter: &Filter<L::Field>) -> Cond {
    let reached = |reach: &Reach| match reach {
        Reach::Side => L::reach(Reach::Side),
        other => L::reach(*other).apart(),
    };
    Cond::all()
        .add(L::kept())
        .add(condition(reach, &reached))
        .add(condition(filter, &|field: &L::Field| Column::apart(L::filter(*field))))
}
