//! Showing again who one is, in a session that began a while ago: with a second factor, by whoever has one.

use super::{CODE, ceremony::Proved, codes::Taken, methods};
use crate::{
    Actor, Error, Office, Result, Sensitive,
    audit::{About, Deed, told},
    people::session_of,
};
use model::{AuditAction, AuditField, Invalid, MailEvent, Problem, SessionId};
use store::Transaction;

impl Office {
    /// Takes a code; from now on the actor showed lately who they are. What is wrong is said of this field.
    pub(crate) async fn confirm_with_code(
        &self,
        actor: &Actor,
        typed: &Sensitive,
        field: &str,
    ) -> Result<()> {
        let session = session_of(actor)?;
        let user = actor.viewer.id;
        let of_field = |error: Error| match error {
            Error::Invalid(invalid) => {
                Invalid::one(field, invalid.of(CODE).unwrap_or(Problem::WrongCode)).into()
            }
            error => error,
        };
        let wrong = || Error::from(Invalid::one(field, Problem::WrongCode));
        let checked = self.check_code(user, typed).await.map_err(of_field)?.ok_or_else(wrong)?;
        let mut tx = self.0.database.begin().await?;
        let taken = self.take_code(&mut tx, user, &checked).await?.ok_or_else(wrong)?;
        if let Taken::Recovery(left) = taken {
            self.tell_recovery_code_used(&mut tx, user, actor.viewer.organization.id, left).await?;
        }
        self.note_confirmed(&mut tx, actor, session, methods::PASSWORD_AND_CODE).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    /// The question to a browser that shall show a passkey of the actor.
    pub async fn begin_confirming(&self, actor: &Actor) -> Result<String> {
        session_of(actor)?;
        self.ask_for_passkey(Some(actor.viewer.id)).await
    }

    /// Takes a passkey of the actor; from now on they showed lately who they are.
    pub async fn confirm_with_passkey(&self, actor: &Actor, answer: &str) -> Result<()> {
        let session = session_of(actor)?;
        let user = actor.viewer.id;
        let Proved { row, moved, copied } = self.check_passkey(Some(user), answer).await?;
        let mut tx = self.0.database.begin().await?;
        if row.user_id != user || !tx.note_passkey_used(&row, &moved, self.now()).await? {
            return Err(super::ceremony::refused());
        }
        self.note_confirmed(&mut tx, actor, session, methods::with_passkey(false, copied)).await?;
        Ok(tx.commit().await?)
    }

    async fn note_confirmed(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        session: SessionId,
        how: &str,
    ) -> Result<()> {
        let user = actor.viewer.id;
        let noted = tx.set_session_authenticated(session, user, self.now()).await?
            && tx.set_session_methods(session, user, how).await?;
        if noted { Ok(()) } else { Err(Error::NotFound) }
    }

    /// What every change of somebody's own factors ends in: recovery codes go with the last factor, whoever is half in begins
    /// again, and the person is told. `passkey` is its name; without one it was the app.
    pub(super) async fn factor_changed(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        event: MailEvent,
        passkey: Option<String>,
    ) -> Result<()> {
        let user = actor.viewer.id;
        if !super::has_one(&tx.factors_of_user(user).await?) {
            tx.delete_recovery_codes(user).await?;
        }
        tx.delete_pending_sign_ins_of_user(user).await?;
        let action = if event == MailEvent::SecondFactorAdded {
            AuditAction::SecondFactorAdded
        } else {
            AuditAction::SecondFactorRemoved
        };
        let what = passkey.clone().map(|name| (AuditField::Passkey, name.into()));
        let deed = Deed::new(action, About::themselves(actor)).with(told(what.into_iter().collect()));
        self.record(tx, actor, deed).await?;
        self.tell_factor_changed(tx, user, actor.viewer.organization.id, event, passkey).await
    }
}
