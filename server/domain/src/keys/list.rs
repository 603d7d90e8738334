//! Who may see and rotate the signing keys. They are of all organizations together, like roles.

use crate::{Actor, Error, Office, Record, Result};
use model::{Action, KeyRing, KeyState, Subject};

impl Actor {
    /// Whether they may see the configuration, the signing keys among it. It is the same in every organization.
    pub fn may_view_configuration(&self) -> bool {
        let organization = self.viewer.organization.id;
        self.may(Subject::Configuration, Action::View, &Record { owner: None, customer: None, organization })
    }

    /// Refuses those who may not do this with the configuration.
    pub(crate) fn require_configuration(&self, action: Action) -> Result<()> {
        let view = self.may_view_configuration();
        if (view && action == Action::View) || self.may(Subject::Configuration, action, &Record::shared()) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }
}

impl Office {
    /// The signing keys.
    pub async fn signing_keys(&self, actor: &Actor) -> Result<KeyRing> {
        actor.require_configuration(Action::View)?;
        let Some(ring) = self.ring().await? else {
            return Ok(KeyRing::default());
        };
        let in_files = ring.file().signing.key_id().to_owned();
        let of_files = ring.keys().iter().find(|key| key.key_id == in_files);
        Ok(KeyRing {
            keys: ring.keys().to_vec(),
            opens_current: ring.holds_current(),
            file_revoked: of_files.is_none_or(|key| key.state == KeyState::Revoked),
            may_rotate: ring.holds_current() && actor.require_configuration(Action::Edit).is_ok(),
            in_files: Some(in_files),
        })
    }
}
