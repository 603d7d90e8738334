//! What can be chosen for an owner's applications.

use super::owner::Owner;
use crate::{Actor, Error, Office, Result};
use model::{Action, FormOptions, Level, OrganizationRef, Side, UserId, fold};

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

impl Office {
    /// The organizations that the grid of all applications spans. Column, filter and field are shown if there is more than
    /// one.
    pub async fn index_organizations(&self, actor: &Actor, side: Side) -> Result<Vec<OrganizationRef>> {
        require_index(actor, side)?;
        self.organizations_in_reach(actor, super::subject(side)).await
    }

    /// What the form of a new application of a side offers.
    pub async fn index_form_options(&self, actor: &Actor, side: Side) -> Result<FormOptions> {
        if !actor.may_create_of_side(side) {
            return Err(Error::Forbidden);
        }
        let mut organizations = self.organizations_of_nobodys(actor, side).await?;
        if organizations.len() < 2 {
            organizations.clear();
        }
        Ok(FormOptions { organizations, apis: side.api_types().to_vec() })
    }
}

/// Refuses those to whom the page of all applications of a side is not open: one's own are on one's own page.
pub(super) fn require_index(actor: &Actor, side: Side) -> Result<()> {
    let level = actor.level(super::subject(side), Action::View);
    if level > Level::Own { Ok(()) } else { Err(Error::Forbidden) }
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
