//! Nobody makes an application that can do more than they may do themselves for its owner.

use crate::{Actor, Error, Office, Result};
use model::{ApiAccess, Side, UserId};

/// Whether a program hands on no API type that its own token does not open.
pub(super) fn may_hand_on(actor: &Actor, apis: &ApiAccess, side: Side) -> bool {
    apis.api_types(side).iter().all(|api| actor.may_hand_on(*api))
}

/// Whether the new access opens anything the old one does not; *all* also opens what is still to come.
pub(super) fn widens(old: &ApiAccess, new: &ApiAccess, side: Side) -> bool {
    match (old, new) {
        (ApiAccess::All, _) => false,
        (ApiAccess::Only(_), ApiAccess::All) => true,
        (ApiAccess::Only(_), ApiAccess::Only(some)) => some.iter().any(|api| !old.allows(side, *api)),
    }
}

impl Office {
    /// Refuses an actor who would get hold of, or give to others, powers of the owner that they do not have themselves.
    pub(super) async fn require_no_more_than(&self, actor: &Actor, owner: Option<UserId>) -> Result<()> {
        if self.holds_no_more_than(actor, owner).await? { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Whether the owner may do nothing that the actor may not.
    pub(crate) async fn holds_no_more_than(&self, actor: &Actor, owner: Option<UserId>) -> Result<bool> {
        match owner {
            Some(owner) if owner != actor.viewer.id => {
                Ok(self.0.database.permissions_of_user(owner).await?.within(&actor.viewer.permissions))
            }
            _ => Ok(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ApiType::{EmailAddon, JsonApi, Scim};

    #[test]
    fn widening_is_any_type_more() {
        let only = |some: &[model::ApiType]| ApiAccess::Only(some.to_vec());
        let widens = |old: &ApiAccess, new: &ApiAccess| widens(old, new, Side::BackOffice);
        assert!(!widens(&ApiAccess::All, &only(&[Scim])));
        assert!(!widens(&ApiAccess::All, &ApiAccess::All));
        assert!(!widens(&only(&[JsonApi, Scim]), &only(&[Scim])));
        assert!(widens(&only(&[JsonApi]), &only(&[JsonApi, Scim])));
        assert!(widens(&only(&[JsonApi, EmailAddon, Scim]), &ApiAccess::All));
    }
}
