//! Changes name and permissions of a role, also of a shipped one. It stays on its side.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, Role, RoleForm, RoleId};

impl Office {
    /// Changes a role, for everybody who has it and at once. [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_role(&self, actor: &Actor, id: RoleId, form: &RoleForm) -> Result<Role> {
        let row = self.0.database.find_role(id).await?.ok_or(Error::NotFound)?;
        actor.require_role(Action::Edit, &row)?;
        let input = RoleForm { side: row.side.as_str().to_owned(), ..form.clone() }.validate()?;
        if !actor.may_give(&input.permissions) {
            return Err(Error::Forbidden);
        }
        let mut change = self.begin_administration().await?;
        let mut row = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        actor.require_role(Action::Edit, &row)?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        let before = row.clone();
        (row.name, row.permissions) = (input.name, input.permissions);
        change.tx.save_role(&mut row, self.now()).await.map_err(refused)?;
        self.record_changed(&mut change.tx, actor, &before, &row).await?;
        self.commit_administration(change).await?;
        Ok(shown(row, actor))
    }
}
