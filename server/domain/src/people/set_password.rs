//! Setting a password with the link from a mail: the first one, or another instead of a forgotten one.

use super::{Entrance, Origin, check_new};
use crate::{
    Error, Office, Result, Sensitive,
    audit::{Audited, By, Deed, called},
    login_attempts::Tried,
    mail,
    second_factors::methods,
};
use model::{AuditAction, LoginSource};
use store::{PersonRow, Transaction};

impl Office {
    /// Sets the password and signs in; whoever has a second factor is asked for it then, and whoever has to come through the
    /// provider of their company goes there. Every link and every session from before ends, and the person is told.
    pub async fn set_password(&self, token: &str, new: &Sensitive, origin: &Origin) -> Result<Entrance> {
        let (link, person) = self.living_link(token).await?;
        check_new(new, &person.email)?;
        let hash = self.hash_password(new).await?;
        let session = self.new_session(person.id, origin, methods::PASSWORD).await?.ok_or(Error::NotFound)?;
        let asked = self.has_second_factor(person.id).await?;
        let elsewhere = self.has_to_come_through_provider(person.id).await?;
        let mut tx = self.0.database.begin().await?;
        // Now it is decided who uses it: meanwhile somebody else may have.
        if !tx.use_password_link(link.id, self.now()).await? {
            return Err(Error::NotFound);
        }
        tx.set_password_hash(person.id, &hash).await?;
        tx.delete_password_links_of_user(person.id).await?;
        let deed = Deed::new(AuditAction::PasswordSet, person.about());
        self.record(&mut tx, By::Person(person.id, &called(&person)), deed).await?;
        tx.forget_sign_in_failures(person.id).await?;
        let ended = tx.delete_sessions_of_user(person.id, None).await?;
        let ended = self.sessions_ended(&mut tx, &ended).await?;
        self.write_password_changed(&mut tx, &person).await?;
        tx.delete_pending_sign_ins_of_user(person.id).await?;
        if elsewhere {
            self.commit_ended(tx, ended).await?;
            self.wake_mail_worker();
            return Ok(Entrance::Elsewhere);
        }
        if asked {
            let entrance = self.ask_for_second_factor(&mut tx, person.id, LoginSource::Link).await?;
            self.commit_ended(tx, ended).await?;
            self.wake_mail_worker();
            return Ok(entrance);
        }
        let organization = session.row.organization_id;
        let signed_in = session.begin(&mut tx).await?;
        self.note_place(&mut tx, person.id, organization, origin).await?;
        let (email, user) = (Some(person.email.as_str()), Some(person.id));
        let tried =
            Tried { email, user, application: None, source: LoginSource::Link, failure: None, origin };
        self.note_login_attempt(&mut tx, &tried).await?;
        self.commit_ended(tx, ended).await?;
        self.wake_mail_worker();
        Ok(Entrance::Session(signed_in))
    }

    /// Tells somebody that their password is another one now.
    pub(super) async fn write_password_changed(
        &self,
        tx: &mut Transaction,
        person: &PersonRow,
    ) -> Result<()> {
        self.write_to_person(tx, person.id, mail::PASSWORD_CHANGED, mail::About::PasswordChanged, None).await
    }
}
