//! Whether a password is the one of the person who is signed in. Failures are counted, as at sign-in.

use crate::{Actor, Attempt, Error, Office, Result, Sensitive};
use model::SessionId;

impl Office {
    /// Whether it is. `TooMany` after too many that were not.
    pub(super) async fn is_own_password(
        &self,
        actor: &Actor,
        session: SessionId,
        password: &Sensitive,
    ) -> Result<bool> {
        let (attempt, name) = (Attempt::OwnPassword, session.to_string());
        let check = || self.0.guard.check(attempt, &name, "", self.0.clock.now_ms()).map_err(Error::TooMany);
        check()?;
        let turn = self.0.passwords.turn().await?;
        // Again: while this one waited, those before it may have failed.
        check()?;
        let known = self.0.database.find_credentials(&actor.viewer.email).await?;
        let hash = known.filter(|known| known.id == actor.viewer.id).and_then(|known| known.password_hash);
        let right = turn.verify(password, hash).await?;
        if right {
            self.0.guard.succeeded(attempt, &name, "");
        } else {
            self.0.guard.failed(attempt, &name, "", self.0.clock.now_ms());
        }
        // Only now, so that whoever comes next meets the failure.
        drop(turn);
        Ok(right)
    }
}
