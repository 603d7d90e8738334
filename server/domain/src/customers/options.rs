//! What can be chosen for a customer.

use crate::{Actor, Office, Result};
use model::{Action, Invalid, OrganizationId, OrganizationRef, Problem, fold};

impl Office {
    /// The organizations a customer's form offers: the current one first, the others A–Z; none where there is no choice.
    pub async fn customer_form_options(&self, actor: &Actor) -> Result<Vec<OrganizationRef>> {
        let here = &actor.viewer.organization;
        if !here.global {
            return Ok(Vec::new());
        }
        let mut organizations: Vec<OrganizationRef> =
            self.0.database.enabled_organizations().await?.into_iter().map(Into::into).collect();
        organizations.retain(|one| {
            let may = |action| actor.may_with_customers_in(action, one.id);
            may(Action::Create) || may(Action::Edit)
        });
        if organizations.len() < 2 {
            organizations.clear();
        }
        organizations.sort_by_key(|one| (one.id != here.id, fold(&one.name)));
        Ok(organizations)
    }

    /// The organization that was chosen, if it is one in which the actor may do this with customers.
    pub(super) async fn organization_for_customer(
        &self,
        actor: &Actor,
        action: Action,
        chosen: OrganizationId,
    ) -> Result<OrganizationId> {
        let found = self.0.database.find_organization(chosen).await?;
        let may = actor.may_with_customers_in(action, chosen);
        if found.is_some_and(|organization| organization.enabled) && may {
            Ok(chosen)
        } else {
            Err(Invalid::one("organization", Problem::UnknownOrganization).into())
        }
    }
}
