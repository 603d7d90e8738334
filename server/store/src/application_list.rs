//! Lists of applications.

use crate::{
    ApplicationRow, Database, Result, Wished,
    list::{Listed, Reach, never_first},
    query::{Column, condition},
    sorted::Sorted,
};
use model::{ApplicationField, Filter, Page, Part, Side, Sort};
use sea_query::{Cond, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement, SimpleExpr};

struct Applications;

impl Database {
    /// A page of them, not counting deleted ones.
    pub async fn page_of_applications(
        &self,
        which: (&Filter<Reach>, &Filter<ApplicationField>),
        sort: &[Sort<ApplicationField>],
        part: &Part,
    ) -> Result<Page<ApplicationRow>> {
        self.page::<Applications, _>(which, sort, part).await
    }

    /// Some of them, not counting deleted ones.
    pub async fn list_applications(
        &self,
        wished: &Wished<'_, ApplicationField>,
    ) -> Result<Vec<ApplicationRow>> {
        self.list::<Applications, _>(wished).await
    }

    /// A page of those that are deleted, the last deleted first. A page beyond the end gives the last page.
    pub async fn page_of_deleted_applications(
        &self,
        reach: &Filter<Reach>,
        (number, size): (u32, u32),
    ) -> Result<Page<ApplicationRow>> {
        let deleted = || Expr::col(("a", "deleted_at"));
        let wanted = || {
            let reach = condition(reach, &|reach: &Reach| Applications::reach(*reach));
            Cond::all().add(deleted().is_not_null()).add(reach)
        };
        let mut count = Query::select();
        count
            .expr_as(Func::count(Expr::cust("*")), "total")
            .from_as("applications", "a")
            .cond_where(wanted());
        let total: Vec<(i64,)> = self.rows(&count).await?;
        let page = Page::new(total.first().map_or(0, |(total,)| total.unsigned_abs()), number, size);
        let mut select = Applications::select();
        select.cond_where(wanted()).order_by_expr(deleted(), Order::Desc);
        select.order_by_expr(Expr::col(("a", "id")), Order::Desc);
        select.offset(page.offset()).limit(page.size.into());
        let rows = self.rows(&select).await?;
        Ok(Page { rows, ..page })
    }
}

impl Listed for Applications {
    type Field = ApplicationField;

    const TABLE: (&'static str, &'static str) = ("applications", "a");

    fn select() -> SelectStatement {
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
                    "redirect_uris",
                    "confidential",
                    "skip_consent",
                    "tokens_dead_until_ms",
                    "version",
                    "created_at",
                    "updated_at",
                    "last_used_at",
                    "deleted_at",
                    "origin",
                    "origin_name",
                ]
                .map(|column| ("a", column)),
            )
            .expr_as(Expr::col(("o", "name")), "organization_name")
            .expr_as(Expr::col(("o", "global")), "organization_global")
            .expr_as(Expr::col(("u", "customer_id")), "owner_customer_id")
            .expr_as(Expr::col(("u", "first_name")), "owner_first_name")
            .expr_as(Expr::col(("u", "last_name")), "owner_last_name")
            .expr_as(Expr::col(("u", "email")), "owner_email")
            .from_as("applications", "a")
            .join_as(
                JoinType::InnerJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("a", "organization_id")),
            )
            .join_as(JoinType::LeftJoin, "users", "u", Expr::col(("u", "id")).equals(("a", "owner_id")));
        select
    }

    fn kept() -> Cond {
        Cond::all().add(Expr::col(("a", "deleted_at")).is_null())
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Side => Column::Folded(Expr::col(("a", "side"))),
            Reach::Owner => Column::Id(Expr::col(("a", "owner_id"))),
            Reach::Organization => Column::Id(Expr::col(("a", "organization_id"))),
            Reach::Customer => Column::Id(of_owner(Expr::col(("owner", "customer_id")))),
        }
    }

    fn filter(field: ApplicationField) -> Column {
        let column = |name: &'static str| Expr::col(("a", name));
        match field {
            ApplicationField::Name => Column::Folded(column("name_folded")),
            ApplicationField::Organization => Column::Id(column("organization_id")),
            ApplicationField::Owner => {
                Column::Folded(of_owner(Expr::cust("owner.name_folded || ' ' || owner.email")))
            }
            ApplicationField::OwnerId => Column::Id(column("owner_id")),
            ApplicationField::Active => Column::Boolean(column("active")),
            ApplicationField::ClientId => Column::Ascii(column("client_id")),
            ApplicationField::Apis => Column::Words(scopes()),
            ApplicationField::Grant => Column::Words(column("grant_type")),
            ApplicationField::LastUsed => Column::Time(column("last_used_at")),
            ApplicationField::Created => Column::Time(column("created_at")),
            ApplicationField::Origin => Column::Words(column("origin")),
        }
    }

    fn sort(field: ApplicationField) -> Sorted {
        let column = |name: &'static str| Expr::col(("a", name));
        match field {
            ApplicationField::Organization => Sorted::Text(Expr::col(("o", "name_folded"))),
            ApplicationField::Name => Sorted::Text(column("name_folded")),
            // *All* comes before any list; the engines disagree about where nothing belongs.
            ApplicationField::Apis => Sorted::Text(Func::coalesce([column("apis"), Expr::val("")]).into()),
            ApplicationField::Active => Sorted::Flag(column("active")),
            ApplicationField::LastUsed => never_first(column("last_used_at")),
            ApplicationField::Created => Sorted::Number(column("created_at")),
            ApplicationField::ClientId => Sorted::Text(column("client_id")),
            ApplicationField::Grant => Sorted::Text(column("grant_type")),
            ApplicationField::Origin => Sorted::Text(column("origin")),
            // Whoever acts as nobody comes first.
            ApplicationField::Owner | ApplicationField::OwnerId => {
                Sorted::Text(Func::coalesce([Expr::col(("u", "name_folded")), Expr::val("")]).into())
            }
        }
    }
}

/// Something of the owner, without a join: what is counted is not slowed down by it.
fn of_owner(what: SimpleExpr) -> SimpleExpr {
    let mut owner = Query::select();
    owner
        .expr(what)
        .from_as("users", "owner")
        .and_where(Expr::col(("owner", "id")).equals(("a", "owner_id")));
    owner.into()
}

/// The scopes an application has, also where none is listed because it has all of its side.
fn scopes() -> SimpleExpr {
    let all = |side: Side| side.api_types().iter().map(|api| api.scope()).collect::<Vec<_>>().join(" ");
    let of_side =
        Expr::case(Expr::col(("a", "side")).eq(Side::Customer.as_str()), Expr::val(all(Side::Customer)))
            .finally(Expr::val(all(Side::BackOffice)));
    Func::coalesce([Expr::col(("a", "apis")), of_side.into()]).into()
}
