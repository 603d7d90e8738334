//! Links the account of somebody who is signed in with who they are at a provider.

use super::{arrive::lets_in, claims::Told, identities::linked, refusal::Stop, settings::IdentityProvider};
use crate::{Actor, Error, Office, Result, audit::About};
use model::{ProviderProblem, Side};

impl Office {
    /// Whether this person may link an account now: whoever gave their password lately, so that a browser left alone does not
    /// let anybody in for good.
    pub async fn require_may_link(&self, actor: &Actor) -> Result<()> {
        if actor.viewer.side != Side::BackOffice {
            return Err(Error::Forbidden);
        }
        self.require_recent_sign_in(actor).await
    }

    /// Links it. What is linked already stays as it is.
    pub(super) async fn link(
        &self,
        actor: &Actor,
        provider: &IdentityProvider,
        told: &Told,
    ) -> Result<(), Stop> {
        if actor.viewer.side != Side::BackOffice || !lets_in(provider, told) {
            return Err(ProviderProblem::NotAllowed.into());
        }
        let user = actor.viewer.id;
        if let Some(found) = self.0.database.find_identity(&provider.issuer, &told.subject).await? {
            return if found.user_id == user { Ok(()) } else { Err(ProviderProblem::Taken.into()) };
        }
        let row = self.identity_of(provider, told, user);
        let mut change = self.begin_administration().await?;
        match change.tx.add_identity(&row).await {
            Ok(()) => {}
            Err(store::Error::Unique(_)) => return Err(ProviderProblem::Taken.into()),
            Err(error) => return Err(error.into()),
        }
        let deed = linked(About::themselves(actor), &provider.name, &row);
        self.record(&mut change.tx, actor, deed).await?;
        change.tx.commit().await?;
        tracing::info!(provider = provider.id, user = %user, "somebody linked their account");
        Ok(())
    }
}
