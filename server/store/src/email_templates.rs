//! Templates of mails, and their words in each language.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Language, OrganizationId, TemplateId, TemplateKind, Timestamp, UserId, fold};

/// A row of `email_templates`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TemplateRow {
    /// Its id.
    pub id: TemplateId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Its name; unique in its organization.
    pub name: String,
    /// What it speaks of.
    #[sqlx(try_from = "String")]
    pub kind: TemplateKind,
    /// Which of the shipped ones it is.
    pub shipped: Option<String>,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The words of a template in one language.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TemplateTextRow {
    /// Which.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text_body: String,
    /// The HTML.
    pub html_body: String,
    /// When they were last changed.
    pub updated_at: Timestamp,
}

const TEMPLATE: &str = "SELECT id, organization_id, name, kind, shipped, version, created_at, updated_at \
     FROM email_templates WHERE id = $1";

const TEXTS: &str = "SELECT language, subject, text_body, html_body, updated_at FROM email_template_texts \
     WHERE template_id = $1 ORDER BY language";

const SHIPPED_TEMPLATE: &str = "SELECT id FROM email_templates WHERE organization_id = $1 AND shipped = $2";

impl Database {
    /// One template.
    pub async fn find_template(&self, id: TemplateId) -> Result<Option<TemplateRow>> {
        Ok(on!(self, pool => sqlx::query_as(TEMPLATE).bind(id).fetch_optional(pool).await)?)
    }

    /// Its own words, by language.
    pub async fn template_texts(&self, id: TemplateId) -> Result<Vec<TemplateTextRow>> {
        Ok(on!(self, pool => sqlx::query_as(TEXTS).bind(id).fetch_all(pool).await)?)
    }

    /// The organizations that have fewer than this many of the shipped templates, or were given fewer of the shipped rules.
    pub async fn organizations_without(&self, templates: i64, rules: i64) -> Result<Vec<OrganizationId>> {
        let sql = "SELECT o.id FROM organizations o LEFT JOIN email_templates t \
             ON t.organization_id = o.id AND t.shipped IS NOT NULL GROUP BY o.id, o.mail_settings \
             HAVING count(t.id) < $1 OR o.mail_settings < $2";
        Ok(on!(self, pool => {
            sqlx::query_scalar(sql).bind(templates).bind(rules).fetch_all(pool).await
        })?)
    }
}

impl Transaction {
    /// One template.
    pub async fn find_template(&mut self, id: TemplateId) -> Result<Option<TemplateRow>> {
        Ok(within!(self, tx => sqlx::query_as(TEMPLATE).bind(id).fetch_optional(&mut **tx).await)?)
    }

    /// The template of an organization that is this one of the shipped ones.
    pub async fn find_shipped_template(
        &mut self,
        organization: OrganizationId,
        key: &str,
    ) -> Result<Option<TemplateId>> {
        Ok(within!(self, tx => {
            sqlx::query_scalar(SHIPPED_TEMPLATE).bind(organization).bind(key).fetch_optional(&mut **tx).await
        })?)
    }

    /// Its own words, by language.
    pub async fn template_texts(&mut self, id: TemplateId) -> Result<Vec<TemplateTextRow>> {
        Ok(within!(self, tx => sqlx::query_as(TEXTS).bind(id).fetch_all(&mut **tx).await)?)
    }

    /// Adds a template. `Unique` if the organization has one of this name.
    pub async fn insert_template(&mut self, row: &TemplateRow) -> Result<()> {
        self.put_template(row, "").await
    }

    /// Adds a shipped template, unless the organization has it, or one of this name.
    pub async fn ship_template(&mut self, row: &TemplateRow) -> Result<()> {
        self.put_template(row, "ON CONFLICT DO NOTHING").await
    }

    async fn put_template(&mut self, row: &TemplateRow, or_else: &str) -> Result<()> {
        let sql = format!(
            "INSERT INTO email_templates (id, organization_id, name, name_folded, kind, shipped, version, created_at, \
             updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) {or_else}"
        );
        within!(self, tx => {
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(row.id)
                .bind(row.organization_id)
                .bind(&row.name)
                .bind(fold(&row.name))
                .bind(row.kind.as_str())
                .bind(&row.shipped)
                .bind(row.version)
                .bind(row.created_at)
                .bind(row.updated_at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Gives a template another name, and counts the change. Nothing if it is not of this version any more; `Unique` if
    /// the organization has one of this name.
    pub async fn change_template(
        &mut self,
        id: TemplateId,
        version: i64,
        name: &str,
        at: Timestamp,
    ) -> Result<bool> {
        let changed = within!(self, tx => {
            sqlx::query(
                "UPDATE email_templates SET name = $3, name_folded = $4, updated_at = $5, version = version + 1 \
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(name)
            .bind(fold(name))
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(changed == 1)
    }

    /// Puts the words of a template in one language.
    pub async fn put_template_text(&mut self, id: TemplateId, row: &TemplateTextRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO email_template_texts (template_id, language, subject, text_body, html_body, updated_at) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (template_id, language) DO UPDATE SET \
                 subject = excluded.subject, text_body = excluded.text_body, html_body = excluded.html_body, \
                 updated_at = excluded.updated_at",
            )
            .bind(id)
            .bind(row.language.as_str())
            .bind(&row.subject)
            .bind(&row.text_body)
            .bind(&row.html_body)
            .bind(row.updated_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Removes the words of a template in one language.
    pub async fn delete_template_text(&mut self, id: TemplateId, language: Language) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM email_template_texts WHERE template_id = $1 AND language = $2")
                .bind(id)
                .bind(language.as_str())
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// The names of the rules that use a template, in alphabetical order.
    pub async fn rules_using_template(&mut self, id: TemplateId) -> Result<Vec<String>> {
        let sql = "SELECT name FROM notification_rules WHERE template_id = $1 ORDER BY name_folded";
        Ok(within!(self, tx => sqlx::query_scalar(sql).bind(id).fetch_all(&mut **tx).await)?)
    }

    /// Removes a template and its words.
    pub async fn delete_template(&mut self, id: TemplateId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM email_templates WHERE id = $1").bind(id).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Whose templates are used for mails to a person about themself: their customer's organization, or the first they
    /// may enter, by name.
    pub async fn mail_home(&mut self, user: UserId) -> Result<Option<OrganizationId>> {
        let sql = "SELECT COALESCE(c.organization_id, (SELECT o.id FROM organizations o \
             JOIN user_organizations uo ON uo.organization_id = o.id \
             WHERE uo.user_id = u.id AND o.enabled ORDER BY o.name_folded LIMIT 1)) \
             FROM users u LEFT JOIN customers c ON c.id = u.customer_id WHERE u.id = $1";
        let found: Option<Option<OrganizationId>> =
            within!(self, tx => sqlx::query_scalar(sql).bind(user).fetch_optional(&mut **tx).await)?;
        Ok(found.flatten())
    }
}
