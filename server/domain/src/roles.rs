//! Roles: who may see, make, change and delete them. One file per verb.
//!
//! A role belongs to all organizations together, so changing one takes level Global, in an organization with global access.
//! Nobody makes a role that allows more than they may themselves, nor touches one that does.

mod change;
mod create;
mod delete;
mod find;
mod list;
mod options;
mod search;
#[cfg(test)]
mod tests;

use crate::{Actor, Error, Record, Result};
use model::{Action, Invalid, May, Problem, Role, Subject};
use store::FullRoleRow;

impl Actor {
    /// Whether the actor may add roles.
    pub fn may_create_role(&self) -> bool {
        self.may(Subject::Roles, Action::Create, &Record::shared())
    }

    /// Whether the actor may see roles at all. They are the same in every organization.
    pub(crate) fn may_view_roles(&self) -> bool {
        let organization = self.viewer.organization.id;
        self.may(Subject::Roles, Action::View, &Record { owner: None, customer: None, organization })
    }

    /// Not found for those who see no roles, forbidden for those who may not do this with this one.
    pub(crate) fn require_role(&self, action: Action, role: &FullRoleRow) -> Result<()> {
        let may = self.may(Subject::Roles, action, &Record::shared());
        if may && self.may_give(&role.permissions) {
            Ok(())
        } else if may || self.may_view_roles() {
            Err(Error::Forbidden)
        } else {
            Err(Error::NotFound)
        }
    }
}

/// A role as this actor is shown it.
pub(crate) fn shown(row: FullRoleRow, actor: &Actor) -> Role {
    let [edit, delete] =
        [Action::Edit, Action::Delete].map(|action| actor.require_role(action, &row).is_ok());
    let FullRoleRow { id, side, name, permissions, users, created_at, changed_at, version, revision } = row;
    let may = May { edit, switch: false, delete };
    let users = users.unsigned_abs();
    Role { id, side, name, permissions, users, created_at, changed_at, revision, version, may }
}

/// A name that is taken is a refusal of what was typed, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("name", Problem::NameTaken).into(),
        error => error.into(),
    }
}
