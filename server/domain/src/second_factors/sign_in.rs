//! The second half of a sign-in, and the whole of one with a passkey alone.

use super::{CODE, ceremony::Proved, codes::Taken, methods, pending::Pending};
use crate::{
    Error, Office, Origin, Result, Sensitive, SignedIn,
    people::{Gate, Proven, Way},
};
use model::{Invalid, LoginFailure, LoginSource, Problem};

impl Office {
    /// Begins the session of somebody whose password was right, with a code of their app or a recovery code.
    /// [`Error::NotFound`] if they have to begin again.
    pub async fn sign_in_with_code(
        &self,
        token: &str,
        typed: &Sensitive,
        origin: &Origin,
    ) -> Result<SignedIn> {
        let pending = self.pending(token).await?;
        let way = Way { source: pending.source, application: None, origin };
        let user = pending.proven.user;
        // Whoever knows the password could otherwise begin again and again, and try all codes in the end.
        let gate = self.gate(Some(user), origin).await?;
        let checked = if gate.locked { None } else { self.check_code(user, typed).await? };
        let Some(checked) = checked else {
            return Err(self.wrong_code(&pending, &way, &gate).await?);
        };
        let Some(session) = self.new_session(user, origin, methods::PASSWORD_AND_CODE).await? else {
            return Err(self.not_let_in(&pending.proven, &way, LoginFailure::NoOrganization).await?);
        };
        let mut tx = self.0.database.begin().await?;
        let Some(code) = self.take_code(&mut tx, user, &checked).await? else {
            drop(tx);
            return Err(self.wrong_code(&pending, &way, &gate).await?);
        };
        if !tx.use_pending_sign_in(&pending.digest, self.now()).await? {
            return Err(Error::NotFound);
        }
        if let Taken::Recovery(left) = code {
            self.tell_recovery_code_used(&mut tx, user, session.row.organization_id, left).await?;
        }
        self.begin_session(tx, session, &pending.proven, &way).await
    }

    /// The question to a browser that shall show a passkey, of whoever wants to sign in.
    pub async fn begin_passkey_sign_in(&self, origin: &Origin) -> Result<String> {
        self.count_question(origin)?;
        self.ask_for_passkey(None).await
    }

    /// Begins a session with a passkey: alone, or after the right password if `token` says so.
    pub async fn sign_in_with_passkey(
        &self,
        answer: &str,
        token: Option<&str>,
        origin: &Origin,
    ) -> Result<SignedIn> {
        let pending = match token {
            Some(token) => Some(self.pending(token).await?),
            None => None,
        };
        let source = pending.as_ref().map_or(LoginSource::Passkey, |pending| pending.source);
        let way = Way { source, application: None, origin };
        let (proven, Proved { row, moved, copied }) = match self.passkey_owner(answer, pending.as_ref()).await
        {
            Ok(shown) => shown,
            Err(Error::Invalid(invalid)) => {
                let (email, user) = match &pending {
                    Some(pending) => (Some(pending.proven.email.as_str()), Some(pending.proven.user)),
                    None => (None, None),
                };
                self.note_failed_login(&way.tried(email, user, Some(LoginFailure::WrongPasskey))).await?;
                return Err(invalid.into());
            }
            Err(error) => return Err(error),
        };
        let how = methods::with_passkey(pending.is_some(), copied);
        let Some(session) = self.new_session(proven.user, origin, how).await? else {
            return Err(self.not_let_in(&proven, &way, LoginFailure::NoOrganization).await?);
        };
        let mut tx = self.0.database.begin().await?;
        if !tx.note_passkey_used(&row, &moved, self.now()).await? {
            return Err(super::ceremony::refused());
        }
        if let Some(pending) = &pending
            && !tx.use_pending_sign_in(&pending.digest, self.now()).await?
        {
            return Err(Error::NotFound);
        }
        self.begin_session(tx, session, &proven, &way).await
    }

    /// Whose passkey was shown. It is refused where they are disabled or have to come through
    /// the provider of their company, or another one's password was given.
    async fn passkey_owner(&self, answer: &str, pending: Option<&Pending>) -> Result<(Proven, Proved)> {
        let shown = self.check_passkey(None, answer).await?;
        let person = self.0.database.find_person(shown.row.user_id).await?.filter(|person| person.enabled);
        let person = person.ok_or_else(super::ceremony::refused)?;
        let proven = Proven::known(shown.row.user_id, person.email);
        let of_another = pending.is_some_and(|pending| pending.proven.user != proven.user);
        if of_another || self.has_to_come_through_provider(proven.user).await? {
            return Err(super::ceremony::refused());
        }
        Ok((proven, shown))
    }

    async fn wrong_code(&self, pending: &Pending, way: &Way<'_>, gate: &Gate) -> Result<Error> {
        self.count_pending_failure(pending).await?;
        let Proven { user, email, .. } = &pending.proven;
        self.fail_at_gate(gate, &way.tried(Some(email), Some(*user), Some(LoginFailure::WrongCode))).await?;
        Ok(Invalid::one(CODE, Problem::WrongCode).into())
    }
}
