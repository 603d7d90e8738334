//! Adding passkeys, and taking them away.

use super::ceremony::{Made, refused};
use crate::{Actor, Error, Office, Result, people::session_of};
use model::{Invalid, MailEvent, PASSKEY_NAME_MAX_LENGTH, PasskeyId, Problem, RecoveryCodes};
use store::PasskeyRow;

/// How many one person may have.
const MOST: usize = 20;

impl Office {
    /// The question to a browser that shall make a passkey: `PublicKeyCredentialCreationOptionsJSON`.
    pub async fn begin_passkey(&self, actor: &Actor) -> Result<String> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        let viewer = &actor.viewer;
        if self.0.database.passkeys_of_user(viewer.id).await?.len() >= MOST {
            let limit = u32::try_from(MOST).unwrap_or(u32::MAX);
            return Err(Invalid::one("name", Problem::TooMany { limit }).into());
        }
        self.ask_for_new_passkey(viewer.id, &viewer.email, &viewer.name).await
    }

    /// Takes the passkey that the browser made, under the name its owner gives it. Gives recovery codes where there are none.
    pub async fn add_passkey(&self, actor: &Actor, name: &str, answer: &str) -> Result<RecoveryCodes> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        let name = check_name(name)?;
        let Made { credential_id, fixed, moving } = self.check_new_passkey(actor.viewer.id, answer).await?;
        let row = PasskeyRow {
            id: self.new_id(),
            user_id: actor.viewer.id,
            credential_id,
            name,
            fixed_state: fixed,
            moving_state: moving.to_vec(),
            created_at: self.now(),
            last_used_at: None,
        };
        let mut tx = self.0.database.begin().await?;
        tx.insert_passkey(&row).await.map_err(|error| match error {
            store::Error::Unique(_) => refused(),
            error => error.into(),
        })?;
        let codes = self.first_recovery_codes(&mut tx, actor.viewer.id).await?;
        self.factor_changed(&mut tx, actor, MailEvent::SecondFactorAdded, Some(row.name)).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(codes)
    }

    /// Takes one of the actor's own passkeys away.
    pub async fn remove_passkey(&self, actor: &Actor, id: PasskeyId) -> Result<()> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        let mut tx = self.0.database.begin().await?;
        let name = tx.delete_passkey(id, actor.viewer.id).await?.ok_or(Error::NotFound)?;
        self.factor_changed(&mut tx, actor, MailEvent::SecondFactorRemoved, Some(name)).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }
}

fn check_name(name: &str) -> Result<String, Invalid> {
    let name = name.trim();
    let problem = if name.is_empty() {
        Problem::Blank
    } else if name.chars().count() > PASSKEY_NAME_MAX_LENGTH {
        Problem::TooLong { limit: u32::try_from(PASSKEY_NAME_MAX_LENGTH).unwrap_or(u32::MAX) }
    } else if name.chars().any(char::is_control) {
        Problem::ControlCharacters
    } else {
        return Ok(name.to_owned());
    };
    Err(Invalid::one("name", problem))
}
