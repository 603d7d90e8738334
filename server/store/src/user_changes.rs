//! What changes of a person: what is written of them, their organizations, their roles.

use crate::{Result, Transaction, UserRow, database::within};
use model::{OrganizationId, RoleId, Timestamp, UserId, fold, full_name};

impl Transaction {
    /// Writes address, names, customer, whether they are enabled and whether they were removed, as of this time, and counts the
    /// version up. `Unique` if somebody else has the address.
    pub async fn save_user(&mut self, row: &mut UserRow, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE users SET email = $2, first_name = $3, last_name = $4, name_folded = $5, first_name_folded = $6, \
                 last_name_folded = $7, customer_id = $8, enabled = $9, removed_at = $10, changed_at = $11, \
                 version = version + 1 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.email)
            .bind(&row.first_name)
            .bind(&row.last_name)
            .bind(fold(&full_name(&row.first_name, &row.last_name)))
            .bind(fold(&row.first_name))
            .bind(fold(&row.last_name))
            .bind(row.customer_id)
            .bind(row.enabled)
            .bind(row.removed_at)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        row.changed_at = at;
        Ok(())
    }

    /// Makes somebody a person's manager, or nobody.
    pub async fn set_manager(&mut self, user: UserId, manager: Option<UserId>) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET manager_id = $2 WHERE id = $1")
                .bind(user)
                .bind(manager)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Lets a person enter an organization no more.
    pub async fn remove_user_from_organization(
        &mut self,
        user: UserId,
        organization: OrganizationId,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM user_organizations WHERE user_id = $1 AND organization_id = $2")
                .bind(user)
                .bind(organization)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Takes a role from a person. The role counts it, if they had it.
    pub async fn take_role(&mut self, user: UserId, role: RoleId, at: Timestamp) -> Result<()> {
        let taken = within!(self, tx => {
            sqlx::query("DELETE FROM user_roles WHERE user_id = $1 AND role_id = $2")
                .bind(user)
                .bind(role)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected())
        })?;
        if taken > 0 { self.touch_role(role, at).await } else { Ok(()) }
    }
}
