//! Notification rules as the grid lists them.

use crate::{
    Database, Result,
    list::{Listed, Reach, Wished, nobody},
    notification_rule_rows::{RuleRow, Stored},
    query::Column,
};
use model::{Filter, RuleField};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};

struct Rules;

/// The template's name as it is compared. A statement of its own, because counting joins nothing.
const TEMPLATE: &str = "(SELECT et.name_folded FROM email_templates et WHERE et.id = r.template_id)";

impl Database {
    /// How many there are.
    pub async fn count_rules(&self, reach: &Filter<Reach>, filter: &Filter<RuleField>) -> Result<u64> {
        self.count_listed::<Rules>(reach, filter).await
    }

    /// One page of them.
    pub async fn list_rules(&self, wished: &Wished<'_, RuleField>) -> Result<Vec<RuleRow>> {
        let rows: Vec<Stored> = self.list::<Rules, _>(wished).await?;
        rows.into_iter().map(RuleRow::try_from).collect()
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

    fn sort(field: RuleField) -> SimpleExpr {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            RuleField::Name | RuleField::Recipients => column("name_folded"),
            RuleField::Event => column("event"),
            RuleField::Template => Expr::cust(TEMPLATE),
            RuleField::Organization => Expr::col(("o", "name_folded")),
            RuleField::Enabled => column("enabled"),
            RuleField::Created => column("created_at"),
        }
    }
}
