//! The tokens as they are listed, with what can still be done with them.

use crate::{Actor, Office, Result};
use model::{
    OrganizationRef, PersonRef, RegistrationToken, RegistrationTokenState, Side, Timestamp, full_name,
};
use store::RegistrationTokenRow;

impl Office {
    /// Those of the organizations in which the actor may hand out such tokens, newest first.
    pub async fn list_registration_tokens(
        &self,
        actor: &Actor,
        side: Side,
    ) -> Result<Vec<RegistrationToken>> {
        actor.require_may_let_register(side)?;
        let organizations = self.organizations_of_nobodys(actor, side).await?;
        let now = self.now();
        let mut found = Vec::new();
        for row in self.0.database.registration_tokens_of(side).await? {
            if !organizations.iter().any(|one| one.id == row.organization_id) {
                continue;
            }
            let state = match ended(&row, now) {
                Some(ended) => ended,
                None if self.given_by(&row).await?.is_empty() => RegistrationTokenState::Powerless,
                None => RegistrationTokenState::Usable,
            };
            found.push(shown(row, state));
        }
        Ok(found)
    }
}

/// Why it does not work any more, if it does not by itself.
pub(super) fn ended(row: &RegistrationTokenRow, now: Timestamp) -> Option<RegistrationTokenState> {
    if row.revoked_at.is_some() {
        Some(RegistrationTokenState::Revoked)
    } else if row.used >= row.most {
        Some(RegistrationTokenState::UsedUp)
    } else if row.expires_at <= now {
        Some(RegistrationTokenState::Ended)
    } else {
        None
    }
}

pub(super) fn shown(row: RegistrationTokenRow, state: RegistrationTokenState) -> RegistrationToken {
    RegistrationToken {
        id: row.id,
        name: row.name,
        organization: OrganizationRef {
            id: row.organization_id,
            name: row.organization_name,
            global: row.organization_global,
        },
        made_by: PersonRef {
            id: row.made_by,
            name: full_name(&row.maker_first_name, &row.maker_last_name),
            email: row.maker_email,
            customer: None,
        },
        apis: row.apis.apis,
        most: row.most,
        used: row.used,
        created_at: row.created_at,
        expires_at: row.expires_at,
        state,
    }
}
