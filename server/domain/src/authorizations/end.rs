//! Ending authorizations: every token that came of one is dead from then on.

use crate::{Actor, Error, Office, Result, audit::By, people::session_of};
use model::{ApplicationId, AuditAction, AuditField, AuthorizationId, PersonRef, UserId};

impl Office {
    /// The actor takes back what they let this application do: the answer that was remembered, and everything that came of it.
    pub async fn shut_out(&self, actor: &Actor, application: ApplicationId) -> Result<()> {
        session_of(actor)?;
        if self.forget_authorizations(actor, actor.viewer.id, application).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// Forgets what this person answered, and ends all that came of it; whether there was something.
    pub(super) async fn forget_authorizations(
        &self,
        actor: &Actor,
        user: UserId,
        application: ApplicationId,
    ) -> Result<bool> {
        let mut tx = self.0.database.begin().await?;
        let forgotten = tx.delete_consent(user, application).await?;
        let ended = tx.end_authorizations_of(user, application, self.now()).await?;
        if !forgotten && ended == 0 {
            return Ok(false);
        }
        let person = tx.lock_user(user).await?.map(PersonRef::from).map(|person| person.name);
        let fields = vec![(AuditField::Person, person.into())];
        let done = (AuditAction::ShutOut, application);
        self.record_with_application(&mut tx, actor, done, fields).await?;
        self.commit_live(tx).await?;
        Ok(true)
    }

    /// Ends one of them because its tokens were misused; whether it had not ended before.
    pub(crate) async fn end_misused(&self, id: AuthorizationId) -> Result<bool> {
        let mut tx = self.0.database.begin().await?;
        let misused = tx.lock_authorization(id).await?;
        let ended = tx.end_authorization(id, self.now()).await?;
        if let Some(row) = misused.filter(|_| ended) {
            let person = tx.lock_user(row.user_id).await?.map(PersonRef::from).map(|person| person.name);
            let fields = vec![(AuditField::Person, person.into())];
            let done = (AuditAction::Misused, row.application_id);
            self.record_with_application(&mut tx, By::Server, done, fields).await?;
        }
        self.commit_live(tx).await?;
        Ok(ended)
    }
}
