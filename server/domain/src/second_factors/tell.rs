//! Tells people what became of their second factors: nobody shall get a new one unnoticed, nor lose one.

use crate::{
    Office, Result,
    audit::{Audited, By, Deed, called},
    mail::{Fact, FactorFacts, SecondFactor, With},
};
use model::{AuditAction, MailEvent, OrganizationId, UserId};
use store::Transaction;

impl Office {
    /// That one was added or removed. `passkey` is its name; without one it was the app, or everything at once.
    pub(super) async fn tell_factor_changed(
        &self,
        tx: &mut Transaction,
        user: UserId,
        organization: OrganizationId,
        event: MailEvent,
        passkey: Option<String>,
    ) -> Result<()> {
        self.tell_of_factors(tx, user, organization, event, FactorFacts { passkey, codes_left: None }).await
    }

    /// That a recovery code was used, and how many are left; recorded, too.
    pub(super) async fn tell_recovery_code_used(
        &self,
        tx: &mut Transaction,
        user: UserId,
        organization: OrganizationId,
        left: i64,
    ) -> Result<()> {
        if let Some(person) = self.0.database.find_person(user).await? {
            let deed = Deed::new(AuditAction::RecoveryCodeUsed, person.about());
            self.record(tx, By::Person(user, &called(&person)), deed).await?;
        }
        let facts = FactorFacts { passkey: None, codes_left: Some(left) };
        self.tell_of_factors(tx, user, organization, MailEvent::RecoveryCodeUsed, facts).await
    }

    async fn tell_of_factors(
        &self,
        tx: &mut Transaction,
        user: UserId,
        organization: OrganizationId,
        event: MailEvent,
        facts: FactorFacts,
    ) -> Result<()> {
        let Some(person) = tx.find_addressee(user).await? else { return Ok(()) };
        let of = SecondFactor { user, side: person.side, organization, facts };
        self.tell(tx, Fact { event, by: None, with: With::SecondFactor(of) }).await
    }
}
