//! Organizations as pages show them, and what changes of them.

use crate::{
    Database, Result, Transaction, Wished,
    database::{on, within},
    list::{Listed, Reach, nobody},
    query::Column,
    sorted::Sorted,
};
use model::{Filter, OrganizationField, OrganizationId, Page, Part, Sort, Timestamp, fold};
use sea_query::{Expr, Query, SelectStatement};

/// A row of `organizations`, with what is counted of it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FullOrganizationRow {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Whether people who work in it see across organizations.
    pub global: bool,
    /// Whether people may work in it and applications of it are accepted.
    pub enabled: bool,
    /// Whether its users of the back office need a second factor.
    pub second_factor: bool,
    /// How many users of the back office may enter it.
    pub users: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// Counts the changes, from 1.
    pub version: i64,
}

struct Organizations;

const USERS: &str = "o.user_count";

const ORGANIZATION: &str = "SELECT o.id, o.name, o.global, o.enabled, o.second_factor, o.created_at, o.version, \
     (SELECT count(*) FROM user_organizations uo JOIN users u ON u.id = uo.user_id \
     WHERE uo.organization_id = o.id AND u.side = 'back_office') AS users FROM organizations o WHERE o.id = $1";

impl Database {
    /// A page of them.
    pub async fn page_of_organizations(
        &self,
        which: (&Filter<Reach>, &Filter<OrganizationField>),
        sort: &[Sort<OrganizationField>],
        part: &Part,
    ) -> Result<Page<FullOrganizationRow>> {
        self.page::<Organizations, _>(which, sort, part).await
    }

    /// Some of them.
    pub async fn list_organizations(
        &self,
        wished: &Wished<'_, OrganizationField>,
    ) -> Result<Vec<FullOrganizationRow>> {
        self.list::<Organizations, _>(wished).await
    }

    /// One of them with what is counted of it.
    pub async fn find_full_organization(&self, id: OrganizationId) -> Result<Option<FullOrganizationRow>> {
        Ok(on!(self, pool => sqlx::query_as(ORGANIZATION).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// One of them. Whoever changes it has called [`Transaction::lock_people`].
    pub async fn find_full_organization(
        &mut self,
        id: OrganizationId,
    ) -> Result<Option<FullOrganizationRow>> {
        Ok(within!(self, tx => sqlx::query_as(ORGANIZATION).bind(id).fetch_optional(&mut **tx).await)?)
    }

    /// Writes name, global access, whether it is enabled and whether it takes a second factor, and counts the version up. `Unique` if another has the name.
    pub async fn save_organization(&mut self, row: &mut FullOrganizationRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE organizations SET name = $2, name_folded = $3, global = $4, enabled = $5, \
                 second_factor = $6, version = version + 1 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.global)
            .bind(row.enabled)
            .bind(row.second_factor)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        Ok(())
    }
}

impl Listed for Organizations {
    type Field = OrganizationField;

    const TABLE: (&'static str, &'static str) = ("organizations", "o");

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(
                ["id", "name", "global", "enabled", "second_factor", "created_at", "version"]
                    .map(|column| ("o", column)),
            )
            .expr_as(Expr::cust(USERS), "users")
            .from_as("organizations", "o");
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Organization => Column::Id(Expr::col(("o", "id"))),
            Reach::Side | Reach::Owner | Reach::Customer => nobody(),
        }
    }

    fn filter(field: OrganizationField) -> Column {
        let column = |name: &'static str| Expr::col(("o", name));
        match field {
            OrganizationField::Name => Column::Folded(column("name_folded")),
            OrganizationField::Global => Column::Boolean(column("global")),
            OrganizationField::Enabled => Column::Boolean(column("enabled")),
            OrganizationField::Created => Column::Time(column("created_at")),
            OrganizationField::Users => nobody(),
        }
    }

    fn sort(field: OrganizationField) -> Sorted {
        let column = |name: &'static str| Expr::col(("o", name));
        match field {
            OrganizationField::Name => Sorted::Text(column("name_folded")),
            OrganizationField::Global => Sorted::Flag(column("global")),
            OrganizationField::Users => Sorted::Number(Expr::cust(USERS)),
            OrganizationField::Enabled => Sorted::Flag(column("enabled")),
            OrganizationField::Created => Sorted::Number(column("created_at")),
        }
    }
}
