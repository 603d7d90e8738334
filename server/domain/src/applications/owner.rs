//! The person an application acts as, and the organizations in which it can.

use crate::{Actor, Error, Office, Record, Result};
use model::{OrganizationId, OrganizationRef, Side, Subject, UserId};
use store::PersonRow;

/// An owner, enabled or not.
pub(super) struct Owner {
    person: PersonRow,
    /// The enabled organizations they may enter, A–Z.
    pub(super) organizations: Vec<OrganizationRef>,
}

impl Owner {
    pub(super) const fn id(&self) -> UserId {
        self.person.id
    }

    pub(super) const fn side(&self) -> Side {
        self.person.side
    }

    pub(super) const fn enabled(&self) -> bool {
        self.person.enabled
    }

    pub(super) const fn subject(&self) -> Subject {
        super::subject(self.person.side)
    }

    /// What permissions ask of an application of theirs in this organization.
    pub(super) const fn record(&self, organization: OrganizationId) -> Record {
        Record { owner: Some(self.person.id), customer: self.person.customer_id, organization }
    }

    /// The organizations whose applications of this owner the actor deals with: those the owner may enter while the
    /// actor works in one with global access, else only the one the actor works in.
    pub(super) fn organizations_for(&self, actor: &Actor) -> Vec<OrganizationRef> {
        if actor.viewer.organization.global {
            self.organizations.clone()
        } else {
            vec![actor.viewer.organization.clone()]
        }
    }

    /// Whether the owner may enter this organization, so that an application of theirs can act there.
    pub(super) fn may_enter(&self, organization: OrganizationId) -> bool {
        self.organizations.iter().any(|one| one.id == organization)
    }
}

impl Office {
    /// Somebody who can own applications.
    pub(super) async fn application_owner(&self, id: UserId) -> Result<Owner> {
        let person = self.0.database.find_person(id).await?.ok_or(Error::NotFound)?;
        let organizations = self.0.database.enabled_organizations_of_user(id).await?;
        Ok(Owner { person, organizations: organizations.into_iter().map(Into::into).collect() })
    }

    /// The same, if the actor may see applications of theirs at all. Else there is no such person.
    pub(super) async fn visible_owner(&self, actor: &Actor, id: UserId) -> Result<Owner> {
        let owner = self.application_owner(id).await?;
        owner.require_visible(actor)?;
        Ok(owner)
    }
}

impl Owner {
    /// Refuses those who may not see any application of this owner.
    pub(super) fn require_visible(&self, actor: &Actor) -> Result<()> {
        let may = |organization: &OrganizationRef| {
            actor.may(self.subject(), model::Action::View, &self.record(organization.id))
        };
        let organizations = self.organizations_for(actor);
        // Somebody who may enter no organization still looks at their own empty list.
        if organizations.iter().any(may) || may(&actor.viewer.organization) {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
