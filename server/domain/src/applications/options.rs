//! What can be chosen for an owner's applications.

use super::owner::Owner;
use crate::{Actor, Office, Result};
use model::{Action, FormOptions, OrganizationRef, UserId, fold};

impl Office {
    /// The organizations an owner's list spans. Column, filter and field are shown if there is more than one.
    pub async fn application_organizations(
        &self,
        actor: &Actor,
        owner: UserId,
    ) -> Result<Vec<OrganizationRef>> {
        Ok(self.visible_owner(actor, owner).await?.organizations_for(actor))
    }

    /// Whether the actor may add an application of this owner, in some organization.
    pub async fn may_create_application(&self, actor: &Actor, owner: UserId) -> Result<bool> {
        let owner = self.visible_owner(actor, owner).await?;
        Ok(owner.enabled()
            && !owner.organizations_to_choose(actor).is_empty()
            && self.holds_no_more_than(actor, Some(owner.id())).await?)
    }

    /// What the form of an owner's application offers.
    pub async fn application_form_options(&self, actor: &Actor, owner: UserId) -> Result<FormOptions> {
        let owner = self.visible_owner(actor, owner).await?;
        let mut organizations = owner.organizations_to_choose(actor);
        if organizations.iter().all(|one| one.id == actor.viewer.organization.id) {
            organizations.clear();
        }
        Ok(FormOptions { organizations, apis: owner.side().api_types().to_vec() })
    }
}

impl Owner {
    /// The organizations in which the actor may create an application of this owner: the current one first, the others A–Z.
    pub(super) fn organizations_to_choose(&self, actor: &Actor) -> Vec<OrganizationRef> {
        let mut organizations = self.organizations_for(actor);
        organizations.retain(|one| {
            self.may_enter(one.id) && actor.may(self.subject(), Action::Create, &self.record(one.id))
        });
        organizations.sort_by_key(|one| (one.id != actor.viewer.organization.id, fold(&one.name)));
        organizations
    }
}
