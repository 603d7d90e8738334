//! Creates a role.

use super::refused;
use crate::{Actor, Error, Office, Result};
use model::{Role, RoleForm};
use store::RoleRow;

impl Office {
    /// Adds a role, which allows no more than the actor may themselves.
    pub async fn create_role(&self, actor: &Actor, form: &RoleForm) -> Result<Role> {
        if !actor.may_create_role() {
            return Err(Error::Forbidden);
        }
        let input = form.validate()?;
        if !actor.may_give(&input.permissions) {
            return Err(Error::Forbidden);
        }
        let (id, created_at) = (self.new_id(), self.now());
        let row =
            RoleRow { id, side: input.side, name: input.name, permissions: input.permissions, created_at };
        let mut change = self.begin_administration().await?;
        change.tx.create_role(&row).await.map_err(refused)?;
        let found = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        self.record_created(&mut change.tx, actor, &found).await?;
        self.commit_administration(change).await?;
        Ok(super::shown(found, actor))
    }
}
