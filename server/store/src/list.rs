//! Lists: filtered, sorted, one page at a time. Each kind of record says which column answers which field.

use crate::{
    Database, Result,
    narrow::Narrow,
    query::{Column, Row, condition},
    sorted::Sorted,
};
use model::{Condition, Direction, Filter, GridField, Sort};
use sea_query::{Cond, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr};

/// What decides whether somebody may see a record at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The side, by its word.
    Side,
    /// The owner's id; of a person their own.
    Owner,
    /// The id of the owner's customer; of a customer its own.
    Customer,
    /// The organization's id; of a person any they may enter.
    Organization,
}

/// A part of a list of records whose fields are `F`.
#[derive(Clone, Debug)]
pub struct Wished<'a, F> {
    /// What may be seen.
    pub reach: &'a Filter<Reach>,
    /// What is asked for.
    pub filter: &'a Filter<F>,
    /// In which order; the id comes last in any case, so that no row is on two pages.
    pub sort: &'a [Sort<F>],
    /// How many rows come before.
    pub offset: u64,
    /// How many rows at most.
    pub limit: u64,
}

/// One thing rows are sorted by, and which way.
pub(crate) type Ordered = (Sorted, Direction);

/// How a kind of record is listed.
pub(crate) trait Listed {
    /// Its fields.
    type Field: GridField;

    /// Its table, and the name it goes by.
    const TABLE: (&'static str, &'static str);

    /// Whether there can be a million. Then whatever they are sorted by is a column of their own, with an index.
    const LARGE: bool = false;

    /// The columns, and the tables joined for them.
    fn select() -> SelectStatement;

    /// Which column answers a question of reach.
    fn reach(reach: Reach) -> Column;

    /// Which column answers a filter.
    fn filter(field: Self::Field) -> Column;

    /// What a field is sorted by.
    fn sort(field: Self::Field) -> Sorted;

    /// The rows that alone can meet a condition, where an index finds them that the engine would not use by itself.
    fn narrow(_field: Self::Field, _asked: &Condition) -> Option<Narrow> {
        None
    }

    /// The same of a question of reach.
    fn narrow_reach(_reach: Reach, _asked: &Condition) -> Option<Narrow> {
        None
    }

    /// What is in no list at all.
    fn kept() -> Cond {
        Cond::all()
    }
}

impl Database {
    /// How many there are.
    pub(crate) async fn count_listed<L: Listed>(
        &self,
        reach: &Filter<Reach>,
        filter: &Filter<L::Field>,
    ) -> Result<u64> {
        let (table, name) = L::TABLE;
        let mut select = Query::select();
        select.expr_as(Func::count(Expr::cust("*")), "total").from_as(table, name);
        select.cond_where(wanted::<L>(reach, filter));
        let rows: Vec<(i64,)> = self.rows(&select).await?;
        Ok(rows.first().map_or(0, |(total,)| total.unsigned_abs()))
    }

    /// Some of them: so many after so many.
    pub(crate) async fn list<L, T>(&self, wished: &Wished<'_, L::Field>) -> Result<Vec<T>>
    where
        L: Listed,
        T: Row,
    {
        let mut select = L::select();
        select.cond_where(wanted::<L>(wished.reach, wished.filter));
        for (key, direction) in order::<L>(wished.sort) {
            select.order_by_expr(self.ordered(key), sql_order(direction));
        }
        select.offset(wished.offset).limit(wished.limit);
        self.rows(&select).await
    }
}

/// What a list is sorted by, most important first. The id is the last in any case, so that no row is on two pages.
pub(crate) fn order<L: Listed>(sort: &[Sort<L::Field>]) -> Vec<Ordered> {
    let last = sort.last().map(|sort| sort.direction).unwrap_or_default();
    let id = Sorted::Id(Expr::col((L::TABLE.1, "id")));
    sort.iter().map(|sort| (L::sort(sort.field), sort.direction)).chain([(id, last)]).collect()
}

/// A direction in the words of SQL.
pub(crate) const fn sql_order(direction: Direction) -> Order {
    match direction {
        Direction::Ascending => Order::Asc,
        Direction::Descending => Order::Desc,
    }
}

/// The rows that are in the list.
pub(crate) fn wanted<L: Listed>(reach: &Filter<Reach>, filter: &Filter<L::Field>) -> Cond {
    Cond::all()
        .add(L::kept())
        .add(condition(reach, &|reach: &Reach| L::reach(*reach)))
        .add(condition(filter, &|field: &L::Field| L::filter(*field)))
}

/// A time as it is sorted: what never was counts as longest ago, on both engines. Written as in the indexes.
pub(crate) fn never_first(column: &'static str) -> Sorted {
    Sorted::Number(Expr::cust(format!("COALESCE({column}, -1)")))
}

/// A text that may be missing, as it is sorted: nothing comes first. Written as in the indexes.
pub(crate) fn nothing_first(column: &'static str) -> Sorted {
    Sorted::Text(Expr::cust(format!("COALESCE({column}, '')")))
}

/// What organizations call a record, in the rows of this table.
pub(crate) fn called(table: &'static str, record: &'static str, id: SimpleExpr) -> Column {
    let mut rows = Query::select();
    rows.expr(Expr::val(1)).from_as(table, "x").and_where(Expr::col(("x", record)).eq(id));
    let column = |name: &'static str| Expr::col(("x", name));
    Column::Called(Box::new(rows), column("organization_id"), column("external_id"))
}

/// What a record does not have, so that nobody's id is the one it has.
pub(crate) fn nobody() -> Column {
    Column::Id(Expr::cust("NULL"))
}
