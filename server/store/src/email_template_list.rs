//! Mail templates as pages show them.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
    list::{Listed, Reach, nobody},
    query::Column,
    sorted::Sorted,
};
use model::{
    Filter, Language, OrganizationId, Page, Part, Sort, TemplateField, TemplateId, TemplateKind, Timestamp,
};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

/// A template, with its organization's name and the languages it has words of its own in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FullTemplateRow {
    /// Its id.
    pub id: TemplateId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The name of its organization.
    pub organization_name: String,
    /// Whether people who work in that see across organizations.
    pub organization_global: bool,
    /// Its name.
    pub name: String,
    /// What it speaks of.
    #[sqlx(try_from = "String")]
    pub kind: TemplateKind,
    /// Which of the shipped ones it is.
    pub shipped: Option<String>,
    languages: String,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl FullTemplateRow {
    /// The languages it has words of its own in.
    pub fn languages(&self) -> Vec<Language> {
        Language::ALL
            .into_iter()
            .filter(|language| self.languages.split(',').any(|one| one == language.as_str()))
            .collect()
    }
}

struct Templates;

/// Both engines know `string_agg` with an order since SQLite 3.44.
const LANGUAGES: &str = "COALESCE((SELECT string_agg(x.language, ',' ORDER BY x.language) FROM email_template_texts x \
     WHERE x.template_id = t.id), '')";

const TEMPLATE: &str = "SELECT t.id, t.organization_id, o.name AS organization_name, o.global AS organization_global, \
     t.name, t.kind, t.shipped, COALESCE((SELECT string_agg(x.language, ',' ORDER BY x.language) \
     FROM email_template_texts x WHERE x.template_id = t.id), '') AS languages, t.version, t.created_at, t.updated_at \
     FROM email_templates t JOIN organizations o ON o.id = t.organization_id WHERE t.id = $1";

impl Database {
    /// A page of them.
    pub async fn page_of_templates(
        &self,
        which: (&Filter<Reach>, &Filter<TemplateField>),
        sort: &[Sort<TemplateField>],
        part: &Part,
    ) -> Result<Page<FullTemplateRow>> {
        self.page::<Templates, _>(which, sort, part).await
    }

    /// One of them.
    pub async fn find_full_template(&self, id: TemplateId) -> Result<Option<FullTemplateRow>> {
        Ok(on!(self, pool => sqlx::query_as(TEMPLATE).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// One of them.
    pub async fn find_full_template(&mut self, id: TemplateId) -> Result<Option<FullTemplateRow>> {
        Ok(within!(self, tx => sqlx::query_as(TEMPLATE).bind(id).fetch_optional(&mut **tx).await)?)
    }
}

impl Listed for Templates {
    type Field = TemplateField;

    const TABLE: (&'static str, &'static str) = ("email_templates", "t");

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(
                ["id", "organization_id", "name", "kind", "shipped", "version", "created_at", "updated_at"]
                    .map(|column| ("t", column)),
            )
            .expr_as(Expr::col(("o", "name")), "organization_name")
            .expr_as(Expr::col(("o", "global")), "organization_global")
            .expr_as(Expr::cust(LANGUAGES), "languages")
            .from_as("email_templates", "t")
            .join_as(
                JoinType::InnerJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("t", "organization_id")),
            );
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Organization => Column::Id(Expr::col(("t", "organization_id"))),
            Reach::Side | Reach::Owner | Reach::Customer => nobody(),
        }
    }

    fn filter(field: TemplateField) -> Column {
        let column = |name: &'static str| Expr::col(("t", name));
        match field {
            TemplateField::Name => Column::Folded(column("name_folded")),
            TemplateField::Kind => Column::Words(column("kind")),
            TemplateField::Shipped => Column::Boolean(column("shipped").is_not_null()),
            TemplateField::Organization => Column::Id(column("organization_id")),
            TemplateField::Updated => Column::Time(column("updated_at")),
            TemplateField::Languages => nobody(),
        }
    }

    fn sort(field: TemplateField) -> Sorted {
        let column = |name: &'static str| Expr::col(("t", name));
        match field {
            TemplateField::Name => Sorted::Text(column("name_folded")),
            TemplateField::Kind => Sorted::Text(column("kind")),
            TemplateField::Shipped => Sorted::Flag(Expr::cust("t.shipped IS NULL")),
            TemplateField::Languages => Sorted::Text(Expr::cust(LANGUAGES)),
            TemplateField::Organization => Sorted::Text(Expr::col(("o", "name_folded"))),
            TemplateField::Updated => Sorted::Number(column("updated_at")),
        }
    }
}
