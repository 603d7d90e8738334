//! Acting for somebody else takes that one showed lately who one is, so that a browser left alone gives nobody the
//! secrets of others: with a second factor where one has one, else with one's password. So does changing one's own factors.

use super::sessions::session_of;
use crate::{Actor, Error, Office, Result, Sensitive, Via};
use model::{Invalid, Problem, StepUp, UserId};
use std::time::Duration;

/// How long it counts as lately.
const LATELY: Duration = Duration::from_mins(15);
/// The field of the forms that ask for it.
const FIELD: &str = "own_password";

impl Office {
    /// With what the actor has to show again who they are before they make or rotate an application of this owner.
    /// Programs and the command line have nothing to show.
    pub async fn step_up(&self, actor: &Actor, owner: Option<UserId>) -> Result<StepUp> {
        let Via::Session(session) = actor.via else { return Ok(StepUp::Nothing) };
        if owner == Some(actor.viewer.id) {
            return Ok(StepUp::Nothing);
        }
        let given = self.0.database.session_authenticated_at(session, actor.viewer.id).await?;
        if given.is_some_and(|given| given + LATELY >= self.now()) {
            return Ok(StepUp::Nothing);
        }
        let factors = self.0.database.factors_of_user(actor.viewer.id).await?;
        if crate::second_factors::has_one(&factors) {
            Ok(StepUp::SecondFactor { passkey: factors.passkeys > 0 && self.can_use_passkeys() })
        } else {
            Ok(StepUp::Password)
        }
    }

    /// Takes what was typed to show again who one is: a code of whoever has a second factor, else the actor's password.
    pub async fn confirm(&self, actor: &Actor, typed: &Sensitive) -> Result<()> {
        let session = session_of(actor)?;
        if self.has_second_factor(actor.viewer.id).await? {
            return self.confirm_with_code(actor, typed, FIELD).await;
        }
        if typed.reveal().is_empty() {
            return Err(Invalid::one(FIELD, Problem::PasswordNeeded).into());
        }
        if !self.is_own_password(actor, session, typed).await? {
            return Err(Invalid::one(FIELD, Problem::WrongPassword).into());
        }
        let mut tx = self.0.database.begin().await?;
        let noted = tx.set_session_authenticated(session, actor.viewer.id, self.now()).await?;
        tx.commit().await?;
        if noted { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Refuses those who have to show who they are first; see [`Office::confirm`].
    pub(crate) async fn require_step_up(&self, actor: &Actor, owner: Option<UserId>) -> Result<()> {
        let problem = match self.step_up(actor, owner).await? {
            StepUp::Nothing => return Ok(()),
            StepUp::Password => Problem::PasswordNeeded,
            StepUp::SecondFactor { .. } => Problem::CodeNeeded,
        };
        Err(Invalid::one(FIELD, problem).into())
    }

    /// The same, whomever it is about.
    pub(crate) async fn require_recent_sign_in(&self, actor: &Actor) -> Result<()> {
        self.require_step_up(actor, None).await
    }
}
