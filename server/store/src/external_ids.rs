//! What an organization's identity provider calls people and roles: one id for each, which no other has there.

use crate::{Database, Result, Transaction, database::within};
use model::{OrganizationId, RoleId, Timestamp, UserId};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

impl Database {
    /// What the organization calls these people, where it does.
    pub async fn external_ids_of_users(
        &self,
        organization: OrganizationId,
        users: &[UserId],
    ) -> Result<Vec<(UserId, String)>> {
        let ids = users.iter().map(|user| user.0).collect();
        let rows = self.external_ids("user_external_ids", "user_id", organization, ids).await?;
        Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
    }

    /// What the organization calls these roles, where it does.
    pub async fn external_ids_of_roles(
        &self,
        organization: OrganizationId,
        roles: &[RoleId],
    ) -> Result<Vec<(RoleId, String)>> {
        let ids = roles.iter().map(|role| role.0).collect();
        let rows = self.external_ids("role_external_ids", "role_id", organization, ids).await?;
        Ok(rows.into_iter().map(|(id, name)| (RoleId(id), name)).collect())
    }

    async fn external_ids(
        &self,
        table: &'static str,
        record: &'static str,
        organization: OrganizationId,
        ids: Vec<Uuid>,
    ) -> Result<Vec<(Uuid, String)>> {
        let mut select = Query::select();
        select
            .columns([record, "external_id"])
            .from(table)
            .and_where(Expr::col("organization_id").eq(organization.0))
            .and_where(Expr::col(record).is_in(ids));
        self.rows(&select).await
    }
}

impl Transaction {
    /// What the organization calls a person.
    pub async fn external_id_of_user(
        &mut self,
        organization: OrganizationId,
        user: UserId,
    ) -> Result<Option<String>> {
        let sql = "SELECT external_id FROM user_external_ids WHERE organization_id = $1 AND user_id = $2";
        Ok(within!(self, tx => {
            sqlx::query_scalar(sql).bind(organization).bind(user).fetch_optional(&mut **tx).await
        })?)
    }

    /// What the organization calls a role.
    pub async fn external_id_of_role(
        &mut self,
        organization: OrganizationId,
        role: RoleId,
    ) -> Result<Option<String>> {
        let sql = "SELECT external_id FROM role_external_ids WHERE organization_id = $1 AND role_id = $2";
        Ok(within!(self, tx => {
            sqlx::query_scalar(sql).bind(organization).bind(role).fetch_optional(&mut **tx).await
        })?)
    }

    /// Sets what the organization calls a person; `None` is nothing. `Unique` if it calls somebody else so.
    pub async fn set_external_id_of_user(
        &mut self,
        organization: OrganizationId,
        user: UserId,
        external_id: Option<&str>,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM user_external_ids WHERE organization_id = $1 AND user_id = $2")
                .bind(organization)
                .bind(user)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        let Some(external_id) = external_id else { return Ok(()) };
        within!(self, tx => {
            sqlx::query("INSERT INTO user_external_ids (organization_id, user_id, external_id) VALUES ($1, $2, $3)")
                .bind(organization)
                .bind(user)
                .bind(external_id)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// The same of a role, which counts it as a change.
    pub async fn set_external_id_of_role(
        &mut self,
        organization: OrganizationId,
        role: RoleId,
        external_id: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM role_external_ids WHERE organization_id = $1 AND role_id = $2")
                .bind(organization)
                .bind(role)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        if let Some(external_id) = external_id {
            within!(self, tx => {
                sqlx::query("INSERT INTO role_external_ids (organization_id, role_id, external_id) VALUES ($1, $2, $3)")
                    .bind(organization)
                    .bind(role)
                    .bind(external_id)
                    .execute(&mut **tx)
                    .await
                    .map(drop)
            })?;
        }
        self.touch_role(role, at).await
    }

    /// No organization calls this person anything any more.
    pub async fn delete_external_ids_of_user(&mut self, user: UserId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM user_external_ids WHERE user_id = $1")
                .bind(user)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
