//! Changing one's own password, for who knows the one before.

use super::{check_new, sessions::session_of};
use crate::{
    Actor, Error, Office, Result, Sensitive,
    audit::{Audited, Deed},
};
use model::{AuditAction, Invalid, Problem};

impl Office {
    /// Changes it. Every other session and every link ends, and the person is told.
    pub async fn change_password(&self, actor: &Actor, current: &Sensitive, new: &Sensitive) -> Result<()> {
        let session = session_of(actor)?;
        let user = actor.viewer.id;
        check_typed(current, new, &actor.viewer.email)?;
        if !self.is_own_password(actor, session, current).await? {
            return Err(Invalid::one("current", Problem::WrongPassword).into());
        }
        let person = self.0.database.find_person(user).await?.ok_or(Error::NotFound)?;
        let hash = self.hash_password(new).await?;
        let mut tx = self.0.database.begin().await?;
        // A session that has ended in the meantime, perhaps because its owner set another password, changes nothing.
        if !tx.set_session_authenticated(session, user, self.now()).await? {
            return Err(Error::NotFound);
        }
        tx.set_password_hash(user, &hash).await?;
        tx.delete_password_links_of_user(user).await?;
        tx.delete_pending_sign_ins_of_user(user).await?;
        self.record(&mut tx, actor, Deed::new(AuditAction::PasswordChanged, person.about())).await?;
        let ended = tx.delete_sessions_of_user(user, Some(session)).await?;
        let ended = self.sessions_ended(&mut tx, &ended).await?;
        self.write_password_changed(&mut tx, &person).await?;
        self.commit_ended(tx, ended).await?;
        self.wake_mail_worker();
        Ok(())
    }
}

fn check_typed(current: &Sensitive, new: &Sensitive, email: &str) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    if current.reveal().is_empty() {
        invalid.add("current", Problem::Blank);
    }
    if let Err(problems) = check_new(new, email) {
        invalid.0.extend(problems.0);
    }
    if invalid.is_empty() { Ok(()) } else { Err(invalid) }
}
