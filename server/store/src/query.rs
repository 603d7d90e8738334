//! Filtered lists: the filter algebra of `model` becomes a sea-query condition, rendered for the engine at hand.

use crate::{Database, Result};
use model::{Condition, Filter, TextOperator};
use sea_query::{
    BinOper, Cond, Expr, ExprTrait, Func, LikeExpr, PostgresQueryBuilder, SelectStatement, SimpleExpr,
    SqliteQueryBuilder,
};
use sea_query_sqlx::SqlxBinder;
use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};

/// Bytes; longer than anything that is searched. SQLite fails at patterns of more than 50 000.
pub(crate) const TEXT_MAX_LENGTH: usize = 4_096;

/// Which column answers a condition on a field.
pub(crate) enum Column {
    /// A text column that holds folded text.
    Folded(SimpleExpr),
    /// A text column of ASCII only, folded as it is compared: SQLite's LIKE ignores case, PostgreSQL's does not.
    Ascii(SimpleExpr),
    /// A yes or no.
    Boolean(SimpleExpr),
    /// An id.
    Id(SimpleExpr),
    /// Ids in other rows: the statement finds those rows, the column holds the ids.
    Linked(Box<SelectStatement>, SimpleExpr),
    /// What organizations call the record: the statement finds those rows, the columns hold organization and name.
    Called(Box<SelectStatement>, SimpleExpr, SimpleExpr),
    /// ASCII words, separated by one space.
    Words(SimpleExpr),
    /// A time; NULL is never.
    Time(SimpleExpr),
    /// One ASCII word.
    Word(SimpleExpr),
    /// The id of another record, which is meant by its own id (`itself`) or by an id that it holds: the statement finds the
    /// ids of such records, the column is asked.
    Through {
        /// The id of the other record.
        id: SimpleExpr,
        /// The ids of all of them.
        rows: Box<SelectStatement>,
        /// What is asked of them.
        column: SimpleExpr,
        /// Whether that is their own id.
        itself: bool,
    },
}

impl Column {
    /// The same, of which SQLite uses no index.
    pub fn apart(self) -> Self {
        let apart = |expression| Expr::cust_with_expr("+?", expression);
        match self {
            Self::Folded(column) => Self::Folded(apart(column)),
            Self::Ascii(column) => Self::Ascii(apart(column)),
            Self::Boolean(column) => Self::Boolean(apart(column)),
            Self::Id(column) => Self::Id(apart(column)),
            Self::Words(column) => Self::Words(apart(column)),
            Self::Word(column) => Self::Word(apart(column)),
            Self::Time(column) => Self::Time(apart(column)),
            Self::Through { id, rows, column, itself } => {
                Self::Through { id: apart(id), rows, column, itself }
            }
            other @ (Self::Linked(..) | Self::Called(..)) => other,
        }
    }
}

/// Translates a filter. A condition that does not fit its column (a text asked of a yes or no) selects nothing.
pub(crate) fn condition<F>(filter: &Filter<F>, column: &impl Fn(&F) -> Column) -> Cond {
    match filter {
        Filter::And(all) => all.iter().fold(Cond::all(), |and, one| and.add(condition(one, column))),
        Filter::Or(some) if some.is_empty() => nothing(),
        Filter::Or(some)
            if some.len() > 1
                && let Some(through) = through(some, column) =>
        {
            through
        }
        Filter::Or(some) => some.iter().fold(Cond::any(), |or, one| or.add(condition(one, column))),
        Filter::Not(one) => condition(one, column).not(),
        Filter::Field(field, asked) => match (column(field), asked) {
            (Column::Folded(column), Condition::Text(operator, text)) => {
                Cond::all().add(compare(column, *operator, &text.to_lowercase()))
            }
            (Column::Folded(column), Condition::Below(text)) => {
                Cond::all().add(below(column, &text.to_lowercase()))
            }
            (Column::Ascii(column), Condition::Text(operator, text)) => {
                Cond::all().add(compare(Func::lower(column).into(), *operator, &text.to_lowercase()))
            }
            (Column::Boolean(column), Condition::Is(value)) => Cond::all().add(column.eq(*value)),
            (Column::Id(column), Condition::AnyOf(ids)) if !ids.is_empty() => {
                Cond::all().add(column.is_in(ids.iter().copied()))
            }
            (Column::Linked(mut rows, column), Condition::AnyOf(ids)) if !ids.is_empty() => {
                Cond::all().add(Expr::exists(rows.and_where(column.is_in(ids.iter().copied())).take()))
            }
            (Column::Called(mut rows, organization, name), Condition::Called(by, asked)) => {
                rows.and_where(organization.eq(by.0));
                if let Some(asked) = asked {
                    rows.and_where(compare(name, TextOperator::Equals, asked));
                }
                Cond::all().add(Expr::exists(*rows))
            }
            (Column::Words(column), Condition::Words(words)) if !words.is_empty() => {
                words.iter().fold(Cond::any(), |any, word| any.add(has_word(&column, word)))
            }
            (Column::Word(column), Condition::Words(words)) if !words.is_empty() => {
                Cond::all().add(column.is_in(words.iter().map(String::as_str)))
            }
            (Column::Through { id, itself: true, .. }, Condition::AnyOf(ids)) if !ids.is_empty() => {
                Cond::all().add(id.is_in(ids.iter().copied()))
            }
            (Column::Through { id, mut rows, column, .. }, Condition::AnyOf(ids)) if !ids.is_empty() => {
                Cond::all().add(id.in_subquery(rows.and_where(column.is_in(ids.iter().copied())).take()))
            }
            (Column::Time(column), Condition::Is(value)) => {
                Cond::all().add(if *value { column.is_not_null() } else { column.is_null() })
            }
            (Column::Time(column), Condition::Before(time)) => Cond::all().add(column.lt(time.0)),
            (Column::Time(column), Condition::NotBefore(time)) => Cond::all().add(column.gte(time.0)),
            _ => nothing(),
        },
    }
}

/// Several conditions on the same other record, as one that finds them by an index: no engine does so by itself.
fn through<F>(some: &[Filter<F>], column: &impl Fn(&F) -> Column) -> Option<Cond> {
    let mut found = None;
    let mut any = Cond::any();
    for one in some {
        let Filter::Field(field, Condition::AnyOf(ids)) = one else { return None };
        let Column::Through { id, rows, column, .. } = column(field) else { return None };
        if ids.is_empty() {
            return None;
        }
        any = any.add(column.is_in(ids.iter().copied()));
        found = Some((id, rows));
    }
    let (id, mut rows) = found?;
    Some(Cond::all().add(id.in_subquery(rows.cond_where(any).take())))
}

/// Whether a word is in a list of words. It is one of ours, so nothing in it is a pattern but the underscore.
fn has_word(column: &SimpleExpr, word: &str) -> SimpleExpr {
    // Not as text with a placeholder in it: that is written differently for each engine.
    let join = BinOper::Custom("||");
    let padded = Expr::val(" ").binary(join, column.clone()).binary(join, Expr::val(" "));
    compare(padded, TextOperator::Contains, &format!(" {word} "))
}

fn nothing() -> Cond {
    Cond::all().add(Expr::val(1).eq(0))
}

fn compare(column: SimpleExpr, operator: TextOperator, text: &str) -> SimpleExpr {
    // No stored text has a NUL in it or is that long, and PostgreSQL refuses to be asked about the one, SQLite about the other.
    if text.contains('\0') || text.len() > TEXT_MAX_LENGTH {
        return Expr::val(1).eq(i32::from(operator == TextOperator::NotContains));
    }
    match operator {
        TextOperator::Contains => column.like(like(text, "%", "%")),
        TextOperator::NotContains => column.not_like(like(text, "%", "%")),
        TextOperator::Equals => column.eq(text),
        TextOperator::StartsWith => column.like(like(text, "", "%")),
        TextOperator::EndsWith => column.like(like(text, "%", "")),
    }
}

/// A pattern for a text in which nothing is a pattern itself, with what comes before and after it.
pub(crate) fn like(text: &str, before: &str, after: &str) -> LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("{before}{escaped}{after}")).escape('\\')
}

/// Whether a text comes before another, by code point. A NUL, which PostgreSQL refuses, comes before everything that can follow
/// in a stored text.
fn below(column: SimpleExpr, text: &str) -> SimpleExpr {
    match text.split_once('\0') {
        Some((before, _)) => column.lte(before),
        None => column.lt(text),
    }
}

/// What can be read from a row of either engine.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

impl Database {
    /// Runs a built statement.
    pub(crate) async fn rows<T: Row>(&self, select: &SelectStatement) -> Result<Vec<T>> {
        Ok(match self {
            Self::Sqlite(pool) => {
                let (sql, values) = select.build_sqlx(SqliteQueryBuilder);
                sqlx::query_as_with(sqlx::AssertSqlSafe(sql), values).fetch_all(pool).await?
            }
            Self::Postgres(pool) => {
                let (sql, values) = select.build_sqlx(PostgresQueryBuilder);
                sqlx::query_as_with(sqlx::AssertSqlSafe(sql), values).fetch_all(pool).await?
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_query::{Alias, Query};

    fn sql(filter: &Filter<&'static str>) -> String {
        let column = |field: &&'static str| match *field {
            "name" => Column::Folded(Expr::col(Alias::new("name_folded"))),
            "client_id" => Column::Ascii(Expr::col(Alias::new("client_id"))),
            "active" => Column::Boolean(Expr::col(Alias::new("active"))),
            _ => Column::Id(Expr::col(Alias::new("organization_id"))),
        };
        let mut select = Query::select();
        select.expr(Expr::val(1)).cond_where(condition(filter, &column));
        select.to_string(PostgresQueryBuilder)
    }

    fn text(operator: TextOperator, text: &str) -> Filter<&'static str> {
        Filter::Field("name", Condition::Text(operator, text.into()))
    }

    #[test]
    fn what_is_typed_is_folded_and_never_a_pattern() {
        let sql = sql(&text(TextOperator::Contains, "50%_Äpfel\\"));
        assert_eq!(sql, r#"SELECT 1 WHERE "name_folded" LIKE E'%50\\%\\_äpfel\\\\%' ESCAPE E'\\'"#);
    }

    #[test]
    fn what_no_text_can_have_in_it_is_not_asked() {
        for strange in ["a\0b", &"x".repeat(60_000)] {
            assert_eq!(sql(&text(TextOperator::Contains, strange)), "SELECT 1 WHERE 1 = 0");
            assert_eq!(sql(&text(TextOperator::NotContains, strange)), "SELECT 1 WHERE 1 = 1");
        }
    }

    #[test]
    fn an_empty_or_and_a_misfit_select_nothing() {
        for filter in [
            Filter::Or(vec![]),
            Filter::Field("active", Condition::AnyOf(vec![])),
            Filter::Field("id", Condition::AnyOf(vec![])),
        ] {
            assert_eq!(sql(&filter), "SELECT 1 WHERE 1 = 0");
        }
        assert_eq!(sql(&Filter::everything()), "SELECT 1 WHERE TRUE");
    }

    #[test]
    fn and_or_and_not_nest() {
        let either = Filter::Or(vec![text(TextOperator::Equals, "a"), text(TextOperator::StartsWith, "b")]);
        let filter = Filter::Not(Box::new(either)).and(Filter::Field("active", Condition::Is(true)));
        assert_eq!(
            sql(&filter),
            r#"SELECT 1 WHERE (NOT ("name_folded" = 'a' OR "name_folded" LIKE 'b%' ESCAPE E'\\')) AND "active" = TRUE"#
        );
    }
}
