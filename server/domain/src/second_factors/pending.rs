//! Half in: a right password of somebody who has a second factor. Their browser holds a token for five minutes; there is no
//! session before the second factor was shown, and a stranger sees no difference before the password was right.

use crate::{
    Error, Office, Result,
    people::{Entrance, Proven, digest_of_token},
};
use model::{LoginSource, SecondStep, UserId};
use std::time::Duration;
use store::{PendingSignInRow, Transaction};

/// How long the second factor may take.
const WAITS_FOR: Duration = Duration::from_mins(5);
/// How many wrong codes end it, so that the password has to be given again.
const FAILURES: i64 = 5;

/// Somebody who is half in.
pub(super) struct Pending {
    pub(super) proven: Proven,
    pub(super) source: LoginSource,
    pub(super) digest: [u8; 32],
}

impl Office {
    /// Asks somebody who proved who they are for a second factor.
    pub(crate) async fn ask_for_second_factor(
        &self,
        tx: &mut Transaction,
        user: UserId,
        source: LoginSource,
    ) -> Result<Entrance> {
        let token = self.new_token();
        let row = PendingSignInRow {
            user_id: user,
            source: source.as_str().to_owned(),
            failures: 0,
            expires_at: self.now() + WAITS_FOR,
        };
        tx.insert_pending_sign_in(&digest_of_token(token.reveal()), &row).await?;
        Ok(Entrance::SecondFactor(token))
    }

    /// With what whoever holds this token can go on. [`Error::NotFound`] if they have to begin again.
    pub async fn find_second_step(&self, token: &str) -> Result<SecondStep> {
        let pending = self.pending(token).await?;
        let factors = self.0.database.factors_of_user(pending.proven.user).await?;
        Ok(SecondStep { app: factors.apps > 0, passkey: factors.passkeys > 0, lacks: self.lacks().await? })
    }

    pub(super) async fn pending(&self, token: &str) -> Result<Pending> {
        let digest = digest_of_token(token);
        let row = self.0.database.find_pending_sign_in(&digest, self.now()).await?.ok_or(Error::NotFound)?;
        // They may have been disabled in between.
        let person = self.0.database.find_person(row.user_id).await?.filter(|person| person.enabled);
        let person = person.ok_or(Error::NotFound)?;
        let source = row.source.parse().map_err(|word: model::UnknownWord| Error::Internal(word.into()))?;
        Ok(Pending { proven: Proven::known(row.user_id, person.email), source, digest })
    }

    pub(super) async fn count_pending_failure(&self, pending: &Pending) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        tx.count_pending_failure(&pending.digest, FAILURES).await?;
        Ok(tx.commit().await?)
    }
}
