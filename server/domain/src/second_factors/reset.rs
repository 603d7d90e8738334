//! Taking away all second factors of somebody who lost them, by who may edit them, or on the command line.

use crate::{
    Actor, Error, Office, Result, Via,
    audit::{About, Deed},
};
use model::{AuditAction, MailEvent, SecondFactors, UserId};

impl Office {
    /// What somebody else has, and whether the actor may take it away. For those who may see the person.
    pub async fn second_factors_of_person(
        &self,
        actor: &Actor,
        user: UserId,
    ) -> Result<(SecondFactors, bool)> {
        let person = self.find_user(actor, user).await?;
        Ok((self.second_factors_of(user, false).await?, person.may.edit && user != actor.viewer.id))
    }

    /// Takes them all away, with the recovery codes; every session of theirs ends, and they are told. For those who may edit the
    /// person, after they showed again who they are; never for oneself, who has *Sign-In and Security* for it.
    pub async fn reset_second_factors(&self, actor: &Actor, user: UserId) -> Result<()> {
        let person = self.find_user(actor, user).await?;
        let may = matches!(actor.via, Via::Operator) || person.may.edit;
        if !may || user == actor.viewer.id {
            return Err(Error::Forbidden);
        }
        self.require_recent_sign_in(actor).await?;
        let organization = self.first_organization_of(user).await?.map(|first| first.id);
        let mut tx = self.0.database.begin().await?;
        let had = tx.factors_of_user(user).await?;
        tx.delete_authenticator_app(user).await?;
        tx.delete_passkeys_of_user(user).await?;
        tx.delete_recovery_codes(user).await?;
        tx.delete_pending_sign_ins_of_user(user).await?;
        if !super::has_one(&had) {
            return Ok(tx.commit().await?);
        }
        let about = About::person(user, person.side, person.name());
        self.record(&mut tx, actor, Deed::new(AuditAction::SecondFactorsReset, about)).await?;
        let organization = organization.unwrap_or(actor.viewer.organization.id);
        self.tell_factor_changed(&mut tx, user, organization, MailEvent::SecondFactorRemoved, None).await?;
        let ended = tx.delete_sessions_of_user(user, None).await?;
        let ended = self.sessions_ended(&mut tx, &ended).await?;
        self.commit_ended(tx, ended).await?;
        self.wake_mail_worker();
        Ok(())
    }
}
