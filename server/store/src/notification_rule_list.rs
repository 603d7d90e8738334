//! Notification rules as the grid lists them.

use crate::{
    Database, Result,
    list::{Listed, Reach, nobody},
    notification_rule_rows::{RuleRow, Stored},
    query::Column,
    sorted::Sorted,
};
use model::{Filter, Page, Part, RuleField, Sort};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

struct Rules;

/// The template's name as it is compared. A statement of its own, because counting joins nothing.
const TEMPLATE: &str = "(SELECT et.name_folded FROM email_templates et WHERE et.id = r.template_id)";

impl Database {
    /// A page of them.
    pub async fn page_of_rules(
        &self,
        which: (&Filter<Reach>, &Filter<RuleField>),
        sort: &[Sort<RuleField>],
        part: &Part,
    ) -> Result<Page<RuleRow>> {
        self.page::<Rules, Stored>(which, sort, part).await?.try_map(RuleRow::try_from)
    }
}

impl Listed for Rules {
    type Field = RuleField;

    const TABLE: (&'static str, &'static str) = ("notification_rules", "r");

    fn select() -> SelectStatement {
        let mut select = Query::select();
        let columns = [
            "id",
            "organization_id",
            "name",
            "event",
            "side",
            "template_id",
            "enabled",
            "to_owner",
            "to_manager",
            "addresses",
            "shipped",
            "created_at",
            "updated_at",
            "version",
        ];
        select
            .columns(columns.map(|column| ("r", column)))
            .expr_as(Expr::col(("o", "name")), "organization_name")
            .expr_as(Expr::col(("o", "global")), "organization_global")
            .expr_as(Expr::col(("t", "name")), "template_name")
            .expr_as(Expr::col(("t", "kind")), "template_kind")
            .from_as("notification_rules", "r")
            .join_as(
                JoinType::InnerJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("r", "organization_id")),
            )
            .join_as(
                JoinType::InnerJoin,
                "email_templates",
                "t",
                Expr::col(("t", "id")).equals(("r", "template_id")),
            );
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Organization => Column::Id(Expr::col(("r", "organization_id"))),
            Reach::Side | Reach::Owner | Reach::Customer => nobody(),
        }
    }

    fn filter(field: RuleField) -> Column {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            RuleField::Name => Column::Folded(column("name_folded")),
            RuleField::Event => Column::Words(column("event")),
            RuleField::Template => Column::Folded(Expr::cust(TEMPLATE)),
            RuleField::Organization => Column::Id(column("organization_id")),
            RuleField::Enabled => Column::Boolean(column("enabled")),
            RuleField::Created => Column::Time(column("created_at")),
            RuleField::Recipients => nobody(),
        }
    }

    fn sort(field: RuleField) -> Sorted {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            RuleField::Name | RuleField::Recipients => Sorted::Text(column("name_folded")),
            RuleField::Event => Sorted::Text(column("event")),
            RuleField::Template => Sorted::Text(Expr::cust(TEMPLATE)),
            RuleField::Organization => Sorted::Text(Expr::col(("o", "name_folded"))),
            RuleField::Enabled => Sorted::Flag(column("enabled")),
            RuleField::Created => Sorted::Number(column("created_at")),
        }
    }
}
