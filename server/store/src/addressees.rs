//! People as mails are written to them: where to, under which name, in which language.

use crate::{Result, Transaction, database::within};
use model::{Digest, Language, OrganizationId, RuleId, Side, UserId};

/// Somebody who may be written to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AddresseeRow {
    /// Their id.
    pub id: UserId,
    /// Primary e-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    language: Option<Language>,
    /// The name of their time zone (IANA); none: UTC.
    pub time_zone: Option<String>,
    digest: Option<String>,
    /// Who is told about their applications as well, where a rule says so.
    pub manager_id: Option<UserId>,
    /// Back office or customer side.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// Whether they may come in: they and, on the customer side, their customer and its organization are enabled.
    pub enabled: bool,
}

impl AddresseeRow {
    /// How often they want to be told what can wait; none: at once.
    pub fn digest(&self) -> Option<Digest> {
        self.digest.as_deref().and_then(|digest| digest.parse().ok())
    }

    /// The language they read; English for those who chose none.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_default()
    }
}

const ADDRESSEE: &str = "SELECT u.id, u.email, u.first_name, u.last_name, u.language, u.time_zone, u.digest, u.manager_id, u.side, \
     u.enabled AND COALESCE(c.enabled AND o.enabled, TRUE) AS enabled \
     FROM users u LEFT JOIN customers c ON c.id = u.customer_id LEFT JOIN organizations o ON o.id = c.organization_id";

impl Transaction {
    /// One person, enabled or not.
    pub async fn find_addressee(&mut self, user: UserId) -> Result<Option<AddresseeRow>> {
        let sql = format!("{ADDRESSEE} WHERE u.id = $1");
        Ok(within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(user).fetch_optional(&mut **tx).await
        })?)
    }

    /// The enabled users of the back office whom a rule names, themselves or by a role, and who may enter the
    /// organization; each once, in the order of their addresses.
    pub async fn addressees_of_rule(
        &mut self,
        rule: RuleId,
        organization: OrganizationId,
    ) -> Result<Vec<AddresseeRow>> {
        let sql = format!(
            "{ADDRESSEE} WHERE u.enabled AND u.side = 'back_office' \
             AND EXISTS (SELECT 1 FROM user_organizations uo WHERE uo.user_id = u.id AND uo.organization_id = $2) \
             AND (EXISTS (SELECT 1 FROM notification_rule_users n WHERE n.rule_id = $1 AND n.user_id = u.id) \
             OR EXISTS (SELECT 1 FROM notification_rule_roles n JOIN user_roles ur ON ur.role_id = n.role_id \
             WHERE n.rule_id = $1 AND ur.user_id = u.id)) ORDER BY u.email"
        );
        Ok(within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(rule).bind(organization).fetch_all(&mut **tx).await
        })?)
    }
}
