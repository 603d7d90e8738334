//! Finds one role.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Role, RoleId};

impl Office {
    /// A role, if the actor may see roles.
    pub async fn find_role(&self, actor: &Actor, id: RoleId) -> Result<Role> {
        if !actor.may_view_roles() {
            return Err(Error::NotFound);
        }
        let row = self.0.database.find_role(id).await?.ok_or(Error::NotFound)?;
        Ok(shown(row, actor))
    }
}
