//! People as identity providers add and change them: as in the pages, but that they may be without a role.

use crate::{Actor, Error, Office, Result};
use model::{Side, User, UserForm, UserId};

impl Office {
    /// Adds a user, who without a role can sign in and do nothing.
    pub async fn provision_user(&self, actor: &Actor, form: &UserForm) -> Result<User> {
        if !actor.may_create_user(Side::BackOffice) {
            return Err(Error::Forbidden);
        }
        let input = form.validate_with_any_roles(Side::BackOffice)?;
        self.create_as(actor, Side::BackOffice, input).await
    }

    /// Changes a user. [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_provisioned_user(&self, actor: &Actor, id: UserId, form: &UserForm) -> Result<User> {
        let found = self.found_user(id).await?;
        found.require_changeable(actor)?;
        let input = form.validate_with_any_roles(found.row.side)?;
        self.change_to(actor, found, input).await
    }
}
