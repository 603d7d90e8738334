//! Lists of applications: filtered, sorted, one page at a time.

use crate::{ApplicationRow, Database, Result, query::Column, query::condition};
use model::{ApplicationField, Direction, Filter, Sort};
use sea_query::{Cond, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr};

/// What decides whether somebody may see an application at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The side, by its word.
    Side,
    /// The owner's id.
    Owner,
    /// The id of the owner's customer.
    OwnerCustomer,
    /// The organization's id.
    Organization,
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct ApplicationSelect<'a> {
    /// What may be seen.
    pub reach: &'a Filter<Reach>,
    /// What is asked for.
    pub filter: &'a Filter<ApplicationField>,
    /// In which order; the id comes last in any case, so that no row is on two pages.
    pub sort: &'a [Sort<ApplicationField>],
    /// How many rows come before.
    pub offset: u64,
    /// How many rows at most.
    pub limit: u64,
}

impl Database {
    /// How many applications there are, not counting deleted ones.
    pub async fn count_applications(
        &self,
        reach: &Filter<Reach>,
        filter: &Filter<ApplicationField>,
    ) -> Result<u64> {
        let mut select = Query::select();
        select.expr_as(Func::count(Expr::cust("*")), "total").from_as("applications", "a");
        select.cond_where(wanted(reach, filter));
        let rows: Vec<(i64,)> = self.rows(&select).await?;
        Ok(rows.first().map_or(0, |(total,)| total.unsigned_abs()))
    }

    /// One page of them.
    pub async fn list_applications(&self, wished: &ApplicationSelect<'_>) -> Result<Vec<ApplicationRow>> {
        self.rows(&page(wished)).await
    }
}

fn page(wished: &ApplicationSelect<'_>) -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(
            [
                "id",
                "client_id",
                "organization_id",
                "owner_id",
                "side",
                "grant_type",
                "name",
                "active",
                "apis",
                "tokens_dead_until_ms",
                "version",
                "created_at",
                "updated_at",
                "last_used_at",
                "deleted_at",
            ]
            .map(|column| ("a", column)),
        )
        .expr_as(Expr::col(("o", "name")), "organization_name")
        .expr_as(Expr::col(("o", "global")), "organization_global")
        .expr_as(Expr::col(("u", "customer_id")), "owner_customer_id")
        .from_as("applications", "a")
        .join_as(
            sea_query::JoinType::InnerJoin,
            "organizations",
            "o",
            Expr::col(("o", "id")).equals(("a", "organization_id")),
        )
        .join_as(
            sea_query::JoinType::LeftJoin,
            "users",
            "u",
            Expr::col(("u", "id")).equals(("a", "owner_id")),
        )
        .cond_where(wanted(wished.reach, wished.filter));
    let mut last = Order::Asc;
    for sort in wished.sort {
        last = match sort.direction {
            Direction::Ascending => Order::Asc,
            Direction::Descending => Order::Desc,
        };
        select.order_by_expr(sort_key(sort.field), last.clone());
    }
    select.order_by(("a", "id"), last).offset(wished.offset).limit(wished.limit).take()
}

fn wanted(reach: &Filter<Reach>, filter: &Filter<ApplicationField>) -> Cond {
    Cond::all()
        .add(Expr::col(("a", "deleted_at")).is_null())
        .add(condition(reach, &|reach: &Reach| reach_column(*reach)))
        .add(condition(filter, &|field: &ApplicationField| filter_column(*field)))
}

fn reach_column(reach: Reach) -> Column {
    match reach {
        Reach::Side => Column::Ascii(Expr::col(("a", "side"))),
        Reach::Owner => Column::Id(Expr::col(("a", "owner_id"))),
        Reach::Organization => Column::Id(Expr::col(("a", "organization_id"))),
        Reach::OwnerCustomer => {
            let mut customer = Query::select();
            customer
                .column(("owner", "customer_id"))
                .from_as("users", "owner")
                .and_where(Expr::col(("owner", "id")).equals(("a", "owner_id")));
            Column::Id(customer.into())
        }
    }
}

fn filter_column(field: ApplicationField) -> Column {
    let column = |name: &'static str| Expr::col(("a", name));
    match field {
        ApplicationField::Name => Column::Folded(column("name_folded")),
        ApplicationField::Organization => Column::Id(column("organization_id")),
        ApplicationField::Owner => Column::Id(column("owner_id")),
        ApplicationField::Active => Column::Boolean(column("active")),
        ApplicationField::ClientId => Column::Ascii(column("client_id")),
        ApplicationField::Apis => Column::Ascii(scopes()),
        // Of a time one can only ask here whether there is one.
        ApplicationField::LastUsed => Column::Boolean(column("last_used_at").is_not_null()),
        ApplicationField::Created => Column::Boolean(column("created_at").is_not_null()),
    }
}

/// The scopes an application has, also where none is listed because it has all of its side.
fn scopes() -> SimpleExpr {
    let all =
        |side: model::Side| side.api_types().iter().map(|api| api.scope()).collect::<Vec<_>>().join(" ");
    let of_side = Expr::case(
        Expr::col(("a", "side")).eq(model::Side::Customer.as_str()),
        Expr::val(all(model::Side::Customer)),
    )
    .finally(Expr::val(all(model::Side::BackOffice)));
    Func::coalesce([Expr::col(("a", "apis")), of_side.into()]).into()
}

fn sort_key(field: ApplicationField) -> SimpleExpr {
    let column = |name: &'static str| Expr::col(("a", name));
    match field {
        ApplicationField::Organization => Expr::col(("o", "name_folded")),
        ApplicationField::Name => column("name_folded"),
        // *All* comes before any list; the engines disagree about where nothing belongs.
        ApplicationField::Apis => Func::coalesce([column("apis"), Expr::val("")]).into(),
        ApplicationField::Active => column("active"),
        // Never used counts as longest ago.
        ApplicationField::LastUsed => Func::coalesce([column("last_used_at"), Expr::val(i64::MIN)]).into(),
        ApplicationField::Created => column("created_at"),
        ApplicationField::ClientId => column("client_id"),
        ApplicationField::Owner => column("owner_id"),
    }
}
