//! Whether a password is enough: where the operator wants people to come through the identity provider of their company, it is so
//! for administrators, who have to mend what is wrong with it, and for customer users, who have no account there.

use crate::{Office, Result, administrators::is_administrator};
use model::{Side, UserId};

impl Office {
    /// Whether somebody has to come through a provider.
    pub(crate) async fn has_to_come_through_provider(&self, user: UserId) -> Result<bool> {
        if !self.0.settings.identity_providers.only {
            return Ok(false);
        }
        let Some(person) = self.0.database.find_person(user).await? else { return Ok(true) };
        if person.side == Side::Customer {
            return Ok(false);
        }
        Ok(!is_administrator(&self.0.database.permissions_of_user(user).await?))
    }
}
