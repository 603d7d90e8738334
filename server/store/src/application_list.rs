//! Lists of applications.

use crate::{
    ApplicationRow, Database, Result, Wished,
    list::{Listed, Reach, never_first, nothing_first},
    narrow::{Narrow, Searched},
    query::{Column, condition},
    sorted::Sorted,
};
use model::{ApiType, ApplicationField, Condition, Filter, Page, Part, Side, Sort};
use sea_query::{Cond, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement, SimpleExpr};

pub(crate) struct Applications;

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
    const LARGE: bool = true;

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
            Reach::Owner => through_owner("id"),
            Reach::Organization => Column::Id(Expr::col(("a", "organization_id"))),
            Reach::Customer => through_owner("customer_id"),
        }
    }

    fn filter(field: ApplicationField) -> Column {
        let column = |name: &'static str| Expr::col(("a", name));
        match field {
            ApplicationField::Name => Column::Folded(column("name_folded")),
            ApplicationField::Organization => Column::Id(column("organization_id")),
            // Nobody's is NULL, which no text is in and none is not in.
            ApplicationField::Owner => Column::Folded(Expr::cust("NULLIF(a.owner_folded, '')")),
            ApplicationField::OwnerId => Column::Id(column("owner_id")),
            ApplicationField::Active => Column::Boolean(column("active")),
            ApplicationField::ClientId => Column::Ascii(column("client_id")),
            ApplicationField::Apis => Column::Words(scopes()),
            ApplicationField::Grant => Column::Word(column("grant_type")),
            ApplicationField::LastUsed => Column::Time(column("last_used_at")),
            ApplicationField::Created => Column::Time(column("created_at")),
            ApplicationField::Origin => Column::Word(column("origin")),
        }
    }

    fn narrow(field: ApplicationField, asked: &Condition) -> Option<Narrow> {
        let column = |name: &'static str| Expr::col(("a", name));
        match field {
            ApplicationField::Name | ApplicationField::ClientId => {
                Narrow::text(column("id"), Searched::Applications, asked)
            }
            ApplicationField::Owner => Narrow::text(column("owner_id"), Searched::Owners, asked),
            ApplicationField::LastUsed => Narrow::time("a.last_used_at", asked),
            ApplicationField::Apis => with_scopes(asked),
            _ => None,
        }
    }

    fn sort(field: ApplicationField) -> Sorted {
        let column = |name: &'static str| Expr::col(("a", name));
        match field {
            ApplicationField::Organization => Sorted::Text(column("organization_folded")),
            ApplicationField::Name => Sorted::Text(column("name_folded")),
            // *All* comes before any list; the engines disagree about where nothing belongs.
            ApplicationField::Apis => nothing_first("a.apis"),
            ApplicationField::Active => Sorted::Flag(column("active")),
            ApplicationField::LastUsed => never_first("a.last_used_at"),
            ApplicationField::Created => Sorted::Number(column("created_at")),
            ApplicationField::ClientId => Sorted::Text(column("client_id")),
            ApplicationField::Grant => Sorted::Text(column("grant_type")),
            ApplicationField::Origin => Sorted::Text(column("origin")),
            // Whoever acts as nobody comes first.
            ApplicationField::Owner | ApplicationField::OwnerId => Sorted::Text(column("owner_folded")),
        }
    }
}

/// The owner, by something of theirs.
fn through_owner(column: &'static str) -> Column {
    let mut rows = Query::select();
    rows.column(("owner", "id")).from_as("users", "owner");
    let (id, asked) = (Expr::col(("a", "owner_id")), Expr::col(("owner", column)));
    Column::Through { id, rows: Box::new(rows), column: asked, itself: column == "id" }
}

/// The scopes an application has, also where none is listed because it has all of its side.
fn scopes() -> SimpleExpr {
    let all = |side: Side| side.api_types().iter().map(|api| api.scope()).collect::<Vec<_>>().join(" ");
    let of_side =
        Expr::case(Expr::col(("a", "side")).eq(Side::Customer.as_str()), Expr::val(all(Side::Customer)))
            .finally(Expr::val(all(Side::BackOffice)));
    Func::coalesce([Expr::col(("a", "apis")), of_side.into()]).into()
}

/// Those whose list of scopes can have one of these in it, whatever their order, or is none because they have all.
fn with_scopes(asked: &Condition) -> Option<Narrow> {
    let Condition::Words(words) = asked else { return None };
    let scopes: Vec<_> = ApiType::ALL.iter().map(|api| api.scope()).collect();
    let (mut lists, mut longest) = (Vec::new(), vec![Vec::new()]);
    for _ in &scopes {
        longest = longest
            .iter()
            .flat_map(|list: &Vec<&str>| {
                let others = scopes.iter().filter(|scope| !list.contains(scope));
                others.map(|scope| [list.as_slice(), &[*scope]].concat()).collect::<Vec<_>>()
            })
            .collect();
        lists.extend(
            longest
                .iter()
                .filter(|list| list.iter().any(|scope| words.iter().any(|word| word == scope)))
                .cloned(),
        );
    }
    let lists = lists.iter().map(|list| list.join(" ")).chain([String::new()]);
    Some(Narrow::Also(Expr::cust("COALESCE(a.apis, '')").is_in(lists.collect::<Vec<_>>())))
}
