//! Acting for somebody else takes a password that was given lately, so that a browser left alone gives nobody the
//! secrets of others.

use super::sessions::session_of;
use crate::{Actor, Error, Office, Result, Sensitive, Via};
use model::{Invalid, Problem, UserId};
use std::time::Duration;

/// How long a password counts as given lately.
const LATELY: Duration = Duration::from_mins(15);
/// The field of the forms that ask for it.
const FIELD: &str = "own_password";

impl Office {
    /// Whether the actor has to give their password again before they make or rotate an application of this owner.
    /// Programs and the command line have none to give.
    pub async fn needs_password(&self, actor: &Actor, owner: Option<UserId>) -> Result<bool> {
        let Via::Session(session) = actor.via else { return Ok(false) };
        if owner == Some(actor.viewer.id) {
            return Ok(false);
        }
        let given = self.0.database.session_authenticated_at(session, actor.viewer.id).await?;
        Ok(given.is_none_or(|given| given + LATELY < self.now()))
    }

    /// Takes the actor's password again; from now on it was given lately.
    pub async fn confirm_password(&self, actor: &Actor, password: &Sensitive) -> Result<()> {
        let session = session_of(actor)?;
        if password.reveal().is_empty() {
            return Err(Invalid::one(FIELD, Problem::PasswordNeeded).into());
        }
        if !self.is_own_password(actor, session, password).await? {
            return Err(Invalid::one(FIELD, Problem::WrongPassword).into());
        }
        let mut tx = self.0.database.begin().await?;
        let noted = tx.set_session_authenticated(session, actor.viewer.id, self.now()).await?;
        tx.commit().await?;
        if noted { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Refuses those who have to give their password first; see [`Office::confirm_password`].
    pub(crate) async fn require_recent_password(&self, actor: &Actor, owner: Option<UserId>) -> Result<()> {
        if self.needs_password(actor, owner).await? {
            Err(Invalid::one(FIELD, Problem::PasswordNeeded).into())
        } else {
            Ok(())
        }
    }
}
