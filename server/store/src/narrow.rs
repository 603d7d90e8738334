//! What makes a long list short before it is read: rows that alone can be meant, found by an index.
//!
//! It never decides what is in a list: the filter is asked of every row all the same. So what is found here may be too much, but
//! never too little.

use crate::{
    Database, Result,
    list::{Listed, Reach, wanted},
    query::{TEXT_MAX_LENGTH, like},
};
use model::{Condition, Filter, TextOperator};
use sea_query::{Asterisk, Cond, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, SimpleExpr};

#[cfg(test)]
mod tests;

/// More rows than these make no list short.
const FEW: u64 = 5_000;
/// Indexes know texts by three characters in a row.
const GRAM: usize = 3;
/// So many of them say enough of a text.
const GRAMS_MAX: usize = 24;

/// Rows that alone can be meant.
pub(crate) enum Narrow {
    /// Those where the column holds one of the ids in these rows.
    Rows(SimpleExpr, Box<SelectStatement>),
    /// Those where the column holds the id of one with this text in it.
    Text(SimpleExpr, Searched, String),
    /// Those of which this is true as well, in the words of an index.
    Also(SimpleExpr),
}

/// Whose texts there is an index of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Searched {
    /// Name and Client ID of applications.
    Applications,
    /// Name and address of people, in a list of them.
    Users,
    /// The same of people who are asked for in a list of something else.
    Owners,
}

impl Narrow {
    /// Those with the text in them that is asked for, if it is long enough for an index.
    pub fn text(column: SimpleExpr, searched: Searched, asked: &Condition) -> Option<Self> {
        Some(Self::Text(column, searched, positive(asked)?))
    }

    /// Those whose column has the id of a row of this table whose text has this in it.
    pub fn named(
        column: SimpleExpr,
        table: &'static str,
        name: &'static str,
        asked: &Condition,
    ) -> Option<Self> {
        let mut rows = Query::select();
        let contains = Expr::col(("x", name)).like(like(&positive(asked)?, "%", "%"));
        rows.column(("x", "id")).from_as(table, "x").and_where(contains);
        Some(Self::Rows(column, Box::new(rows)))
    }

    /// Those that are linked with one of some ids: in this table, `own` names the row and `other` what is asked for.
    pub fn linked(
        column: SimpleExpr,
        table: &'static str,
        (own, other): (&'static str, &'static str),
        asked: &Condition,
    ) -> Option<Self> {
        let Condition::AnyOf(ids) = asked else { return None };
        let mut rows = Query::select();
        let one_of = Expr::col(("x", other)).is_in(ids.iter().copied());
        rows.column(("x", own)).from_as(table, "x").and_where(one_of);
        Some(Self::Rows(column, Box::new(rows)))
    }

    /// Those at whose time, which is sorted by as [`never_first`](crate::list::never_first), what is asked can be true.
    pub fn time(column: &'static str, asked: &Condition) -> Option<Self> {
        let time = Expr::cust(format!("COALESCE({column}, -1)"));
        Some(Self::Also(match asked {
            Condition::Is(true) => time.gte(0),
            Condition::Is(false) => time.eq(-1),
            Condition::Before(before) => time.clone().gte(0).and(time.lt(before.0)),
            Condition::NotBefore(from) => time.gte(from.0),
            _ => return None,
        }))
    }

    fn rows(self, database: &Database) -> Option<Found> {
        match self {
            Self::Rows(column, rows) => Some(Found::Rows(column, rows)),
            Self::Text(column, searched, text) => {
                Some(Found::Rows(column, Box::new(searched.rows(database, &text)?)))
            }
            Self::Also(also) => Some(Found::Also(also)),
        }
    }
}

/// The same in the words of an engine.
enum Found {
    Rows(SimpleExpr, Box<SelectStatement>),
    Also(SimpleExpr),
}

impl Searched {
    fn rows(self, database: &Database, text: &str) -> Option<SelectStatement> {
        let mut rows = Query::select();
        match (database, self) {
            (Database::Sqlite(_), Self::Applications) => {
                numbered(
                    &mut rows,
                    ("search_applications", "search_application_numbers", "application_id"),
                    text,
                );
            }
            (Database::Sqlite(_), Self::Users | Self::Owners) => {
                numbered(&mut rows, ("search_users", "search_user_numbers", "user_id"), text);
            }
            // PostgreSQL uses the indexes of the list's own texts by itself.
            (Database::Postgres(_), Self::Applications | Self::Users) => return None,
            (Database::Postgres(_), Self::Owners) => {
                // As it stands in the index.
                let both = Expr::cust("(x.name_folded || ' ' || x.email)");
                rows.column(("x", "id")).from_as("users", "x").and_where(both.like(like(text, "%", "%")));
            }
        }
        Some(rows)
    }
}

/// The ids of those whose text has all parts of this one, by the numbers that the index knows them by.
fn numbered(
    rows: &mut SelectStatement,
    (index, numbers, id): (&'static str, &'static str, &'static str),
    text: &str,
) {
    let joined = Expr::col(("n", "number")).equals(("s", "rowid"));
    rows.column(("n", id))
        .from_as(index, "s")
        .join_as(JoinType::InnerJoin, numbers, "n", joined)
        .and_where(Expr::cust_with_values(format!("s.{index} MATCH ?"), [grams(text)]));
}

impl Database {
    /// The rows that alone can be meant, if they are few.
    pub(crate) async fn narrowed<L: Listed>(
        &self,
        reach: &Filter<Reach>,
        filter: &Filter<L::Field>,
    ) -> Result<Option<Cond>> {
        let asked = conjuncts(filter).into_iter().filter_map(|one| match one {
            Filter::Field(field, asked) => L::narrow(*field, asked),
            _ => None,
        });
        let reached = conjuncts(reach).into_iter().filter_map(|one| match one {
            Filter::Field(reach, asked) => L::narrow_reach(*reach, asked),
            _ => None,
        });
        let mut also = None;
        for narrow in asked.chain(reached).collect::<Vec<_>>() {
            match narrow.rows(self) {
                None => {}
                Some(Found::Rows(column, rows)) => {
                    let few = self.count_rows((*rows).clone(), FEW + 1).await? <= FEW;
                    if few {
                        return Ok(Some(Cond::all().add(column.in_subquery(*rows))));
                    }
                }
                Some(Found::Also(one)) => {
                    let one = Cond::all().add(one);
                    // PostgreSQL takes what follows from each other for two conditions, and expects too few rows: it is told so
                    // only where they are few.
                    let short = match self {
                        Self::Sqlite(_) => true,
                        Self::Postgres(_) => self.are_few::<L>(reach, one.clone()).await?,
                    };
                    also = short.then_some(one).or(also);
                }
            }
        }
        Ok(also)
    }

    async fn are_few<L: Listed>(&self, reach: &Filter<Reach>, condition: Cond) -> Result<bool> {
        let (table, name) = L::TABLE;
        let mut rows = Query::select();
        let all = wanted::<L>(reach, &Filter::everything());
        rows.expr_as(Expr::val(1), "one").from_as(table, name).cond_where(all.add(condition));
        Ok(self.count_rows(rows, FEW + 1).await? <= FEW)
    }

    /// How many rows a statement has, counted up to so many.
    pub(crate) async fn count_rows(&self, mut rows: SelectStatement, most: u64) -> Result<u64> {
        let mut select = Query::select();
        select
            .expr_as(Func::count(Expr::col(Asterisk)), "total")
            .from_subquery(rows.limit(most).take(), "counted");
        let found: Vec<(i64,)> = self.rows(&select).await?;
        Ok(found.first().map_or(0, |(total,)| total.unsigned_abs()))
    }
}

/// What all has to be true of every row.
pub(crate) fn conjuncts<F>(filter: &Filter<F>) -> Vec<&Filter<F>> {
    match filter {
        Filter::And(all) => all.iter().flat_map(conjuncts).collect(),
        Filter::Or(some) if some.len() == 1 => some.iter().flat_map(conjuncts).collect(),
        one => vec![one],
    }
}

/// The folded text that has to be in it, if that is long enough for an index.
fn positive(asked: &Condition) -> Option<String> {
    let Condition::Text(operator, text) = asked else { return None };
    let text = text.to_lowercase();
    let known =
        *operator != TextOperator::NotContains && !text.contains('\0') && text.len() <= TEXT_MAX_LENGTH;
    (known && text.chars().count() >= GRAM).then_some(text)
}

/// The parts of a text, each of which has to be there, in the words of FTS5.
fn grams(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let grams = letters.windows(GRAM).take(GRAMS_MAX).map(|gram| {
        let gram: String = gram.iter().collect();
        format!("\"{}\"", gram.replace('"', "\"\""))
    });
    grams.collect::<Vec<_>>().join(" AND ")
}
