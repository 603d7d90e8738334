//! Notification rules, and whom they name. Lists are in `notification_rule_list`.

use crate::{
    Database, NewRuleRow, Result, RuleRoleRow, RuleRow, RuleTemplateRow, RuleUserRow, Transaction,
    database::{Begun, on, within},
    notification_rule_rows::Stored,
};
use model::{MailEvent, OrganizationId, RoleId, RuleId, Side, UserId, fold};
use sea_query::{Expr, ExprTrait, JoinType, Query};

const TEMPLATES: &str =
    "SELECT id, name, kind, shipped FROM email_templates WHERE organization_id = $1 ORDER BY name_folded";

const RULE: &str = "SELECT r.id, r.organization_id, o.name AS organization_name, \
     o.global AS organization_global, r.name, r.event, r.side, r.template_id, t.name AS template_name, \
     t.kind AS template_kind, r.enabled, r.to_owner, r.to_manager, r.addresses, r.shipped, r.created_at, r.updated_at, \
     r.version \
     FROM notification_rules r JOIN organizations o ON o.id = r.organization_id \
     JOIN email_templates t ON t.id = r.template_id";

impl Database {
    /// One of them.
    pub async fn find_rule(&self, id: RuleId) -> Result<Option<RuleRow>> {
        let sql = format!("{RULE} WHERE r.id = $1");
        let stored: Option<Stored> = on!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(pool).await
        })?;
        stored.map(RuleRow::try_from).transpose()
    }

    /// Which of the shipped rules an organization has.
    pub async fn shipped_rules(&self, organization: OrganizationId) -> Result<Vec<String>> {
        Ok(on!(self, pool => {
            sqlx::query_scalar(
                "SELECT shipped FROM notification_rules WHERE organization_id = $1 AND shipped IS NOT NULL",
            )
            .bind(organization)
            .fetch_all(pool)
            .await
        })?)
    }

    /// The people whom these rules name, by name.
    pub async fn users_of_rules(&self, rules: &[RuleId]) -> Result<Vec<RuleUserRow>> {
        let mut select = Query::select();
        select
            .column(("n", "rule_id"))
            .columns(["id", "first_name", "last_name", "email"].map(|column| ("u", column)))
            .from_as("notification_rule_users", "n")
            .join_as(JoinType::InnerJoin, "users", "u", Expr::col(("u", "id")).equals(("n", "user_id")))
            .and_where(Expr::col(("n", "rule_id")).is_in(rules.iter().map(|rule| rule.0)))
            .order_by(("u", "name_folded"), sea_query::Order::Asc)
            .order_by(("u", "id"), sea_query::Order::Asc);
        self.rows(&select).await
    }

    /// The roles that these rules name, by name.
    pub async fn roles_of_rules(&self, rules: &[RuleId]) -> Result<Vec<RuleRoleRow>> {
        let mut select = Query::select();
        select
            .column(("n", "rule_id"))
            .columns(["id", "name"].map(|column| ("r", column)))
            .from_as("notification_rule_roles", "n")
            .join_as(JoinType::InnerJoin, "roles", "r", Expr::col(("r", "id")).equals(("n", "role_id")))
            .and_where(Expr::col(("n", "rule_id")).is_in(rules.iter().map(|rule| rule.0)))
            .order_by(("r", "name_folded"), sea_query::Order::Asc);
        self.rows(&select).await
    }
}

impl Database {
    /// The templates of an organization, by name.
    pub async fn templates_for_rules(&self, organization: OrganizationId) -> Result<Vec<RuleTemplateRow>> {
        Ok(on!(self, pool => sqlx::query_as(TEMPLATES).bind(organization).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// The templates of an organization, by name.
    pub async fn templates_for_rules(
        &mut self,
        organization: OrganizationId,
    ) -> Result<Vec<RuleTemplateRow>> {
        Ok(within!(self, tx => sqlx::query_as(TEMPLATES).bind(organization).fetch_all(&mut **tx).await)?)
    }

    /// The names of the rules of an organization, folded, and which shipped one each is.
    pub async fn names_of_rules(
        &mut self,
        organization: OrganizationId,
    ) -> Result<Vec<(String, Option<String>)>> {
        Ok(within!(self, tx => {
            sqlx::query_as("SELECT name_folded, shipped FROM notification_rules WHERE organization_id = $1")
                .bind(organization)
                .fetch_all(&mut **tx)
                .await
        })?)
    }

    /// One of them, that nobody else changes until this transaction ends.
    pub async fn lock_rule(&mut self, id: RuleId) -> Result<Option<RuleRow>> {
        let sql = match &mut self.engine {
            // Begun with BEGIN IMMEDIATE, there is no other writer.
            Begun::Sqlite(_) => format!("{RULE} WHERE r.id = $1"),
            Begun::Postgres(_) => format!("{RULE} WHERE r.id = $1 FOR UPDATE OF r"),
        };
        let stored: Option<Stored> = within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await
        })?;
        stored.map(RuleRow::try_from).transpose()
    }

    /// The enabled rules of an organization for what happened on a side, the oldest first.
    pub async fn rules_for(
        &mut self,
        organization: OrganizationId,
        event: MailEvent,
        side: Side,
    ) -> Result<Vec<RuleRow>> {
        let sql = format!(
            "{RULE} WHERE r.organization_id = $1 AND r.event = $2 AND r.enabled AND (r.side IS NULL OR r.side = $3) \
             ORDER BY r.created_at, r.id"
        );
        let stored: Vec<Stored> = within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(organization)
                .bind(event.as_str())
                .bind(side.as_str())
                .fetch_all(&mut **tx)
                .await
        })?;
        stored.into_iter().map(RuleRow::try_from).collect()
    }

    /// Adds a rule. `Unique` if the organization has one of this name, or this shipped one.
    pub async fn insert_rule(&mut self, row: &NewRuleRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO notification_rules (id, organization_id, name, name_folded, event, side, template_id, \
                 enabled, to_owner, to_manager, addresses, shipped, version, created_at, updated_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $13)",
            )
            .bind(row.id)
            .bind(row.organization)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.event.as_str())
            .bind(row.side.map(Side::as_str))
            .bind(row.template)
            .bind(row.enabled)
            .bind(row.to_owner)
            .bind(row.to_manager)
            .bind(&row.addresses)
            .bind(row.shipped)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Writes what can be changed, and counts the version up. `Unique` if another of the organization has the name.
    pub async fn save_rule(&mut self, row: &mut RuleRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE notification_rules SET name = $2, name_folded = $3, event = $4, side = $5, template_id = $6, \
                 enabled = $7, to_owner = $8, to_manager = $9, addresses = $10, updated_at = $11, version = version + 1 \
                 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.event.as_str())
            .bind(row.side.map(Side::as_str))
            .bind(row.template_id)
            .bind(row.enabled)
            .bind(row.to_owner)
            .bind(row.to_manager)
            .bind(&row.addresses)
            .bind(row.updated_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        Ok(())
    }

    /// Makes these the people whom a rule names.
    pub async fn set_users_of_rule(&mut self, rule: RuleId, users: &[UserId]) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM notification_rule_users WHERE rule_id = $1")
                .bind(rule)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        for user in users {
            within!(self, tx => {
                sqlx::query("INSERT INTO notification_rule_users (rule_id, user_id) VALUES ($1, $2)")
                    .bind(rule)
                    .bind(user)
                    .execute(&mut **tx)
                    .await
                    .map(drop)
            })?;
        }
        Ok(())
    }

    /// Makes these the roles that a rule names.
    pub async fn set_roles_of_rule(&mut self, rule: RuleId, roles: &[RoleId]) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM notification_rule_roles WHERE rule_id = $1")
                .bind(rule)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        for role in roles {
            within!(self, tx => {
                sqlx::query("INSERT INTO notification_rule_roles (rule_id, role_id) VALUES ($1, $2)")
                    .bind(rule)
                    .bind(role)
                    .execute(&mut **tx)
                    .await
                    .map(drop)
            })?;
        }
        Ok(())
    }

    /// Removes a rule.
    pub async fn delete_rule(&mut self, id: RuleId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM notification_rules WHERE id = $1").bind(id).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Whom a rule names: the addresses of people, and the names of roles.
    pub async fn recipients_of_rule(&mut self, id: RuleId) -> Result<(Vec<String>, Vec<String>)> {
        let people = "SELECT u.email FROM notification_rule_users n JOIN users u ON u.id = n.user_id WHERE n.rule_id = $1";
        let roles = "SELECT r.name FROM notification_rule_roles n JOIN roles r ON r.id = n.role_id WHERE n.rule_id = $1";
        Ok(within!(self, tx => {
            let people = sqlx::query_scalar(people).bind(id).fetch_all(&mut **tx).await?;
            (people, sqlx::query_scalar(roles).bind(id).fetch_all(&mut **tx).await?)
        }))
    }

    /// How many of the shipped rules an organization was given. Nobody else gives it any until this transaction ends.
    pub async fn lock_mail_settings(&mut self, organization: OrganizationId) -> Result<i64> {
        let sql = match &mut self.engine {
            Begun::Sqlite(_) => "SELECT mail_settings FROM organizations WHERE id = $1",
            Begun::Postgres(_) => "SELECT mail_settings FROM organizations WHERE id = $1 FOR NO KEY UPDATE",
        };
        Ok(within!(self, tx => sqlx::query_scalar(sql).bind(organization).fetch_one(&mut **tx).await)?)
    }

    /// Notes how many it was given.
    pub async fn set_mail_settings(&mut self, organization: OrganizationId, given: i64) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE organizations SET mail_settings = $2 WHERE id = $1")
                .bind(organization)
                .bind(given)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
