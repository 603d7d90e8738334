//! Notes an attempt.

use crate::{Office, Origin, Result, people::printable};
use model::{ApplicationId, LoginFailure, LoginSource, Timestamp, UserId};
use store::{NewLoginAttemptRow, Transaction};

/// What is known of an attempt.
pub(crate) struct Tried<'a> {
    /// What was typed as the e-mail address, if it was one.
    pub email: Option<&'a str>,
    /// Whose address that is.
    pub user: Option<UserId>,
    /// At which application, if it was at the token endpoint.
    pub application: Option<ApplicationId>,
    /// How.
    pub source: LoginSource,
    /// Why they did not come in; none if they did.
    pub failure: Option<LoginFailure>,
    /// Where it came from.
    pub origin: &'a Origin,
}

impl Office {
    /// Notes an attempt, together with what came of it.
    pub(crate) async fn note_login_attempt(&self, tx: &mut Transaction, tried: &Tried<'_>) -> Result<()> {
        self.note_login_attempt_at(tx, tried, self.now()).await
    }

    /// Notes one from before.
    pub(super) async fn note_login_attempt_at(
        &self,
        tx: &mut Transaction,
        tried: &Tried<'_>,
        at: Timestamp,
    ) -> Result<()> {
        let row = NewLoginAttemptRow {
            id: self.new_id(),
            email: tried.email.unwrap_or_default(),
            user_id: tried.user,
            application_id: tried.application,
            source: tried.source.as_str(),
            reason: tried.failure.map(LoginFailure::as_str),
            address: &printable(&tried.origin.address),
            user_agent: &printable(&tried.origin.user_agent),
            created_at: at,
        };
        Ok(tx.add_login_attempt(&row).await?)
    }

    /// Notes an attempt that failed, of which there is nothing else to write.
    pub(crate) async fn note_failed_login(&self, tried: &Tried<'_>) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        self.note_login_attempt(&mut tx, tried).await?;
        Ok(tx.commit().await?)
    }
}
