//! What can be chosen for a person.

use super::found::{may_put_into, subject};
use crate::{Actor, Error, Office, Record, Result, reach::reach_of};
use model::{
    Action, CustomerField, CustomerId, CustomerRef, Direction, Filter, Level, OrganizationRef, RoleRef, Side,
    Sort, UserId, UserOptions, fold,
};
use store::{Reach, RoleRow, Wished};

/// The most customers that one form offers.
const CUSTOMERS_MAX: u64 = 1_000;

impl Actor {
    /// Whether there is anybody of this side that the actor may add.
    pub fn may_create_user(&self, side: Side) -> bool {
        let organization = self.viewer.organization.id;
        let record = Record { owner: None, customer: self.customer, organization };
        self.may(subject(side), Action::Create, &record)
    }

    /// Whether the actor may give a role to anybody, or make one like it: not if it allows more than they may themselves.
    pub(crate) fn may_give(&self, role: &model::Permissions) -> bool {
        self.via == crate::Via::Operator || role.within(&self.viewer.permissions)
    }
}

impl Office {
    /// What the form of a new person offers; with a customer given, for that customer only.
    pub async fn user_form_options(
        &self,
        actor: &Actor,
        side: Side,
        customer: Option<CustomerId>,
    ) -> Result<UserOptions> {
        let level = |action| actor.level(subject(side), action);
        // Whoever may not add people but change them is offered what they may change.
        let action = if level(Action::Create) >= level(Action::Edit) { Action::Create } else { Action::Edit };
        let mut options = self.user_options(actor, side, action).await?;
        if let Some(customer) = customer {
            options.customers.retain(|one| one.id == customer);
        }
        Ok(options)
    }

    /// What the form of an existing person offers.
    pub async fn user_form_options_of(&self, actor: &Actor, id: UserId) -> Result<UserOptions> {
        let found = self.found_user(id).await?;
        found.require_changeable(actor)?;
        let mut options = self.user_options(actor, found.row.side, Action::Edit).await?;
        options.may_invite = false;
        // Whoever may change them but not their customer is still shown it.
        if let Some((id, name)) = found.row.customer_id.zip(found.row.customer_name)
            && !options.customers.iter().any(|one| one.id == id)
        {
            options.customers.push(CustomerRef { id, name });
            options.customers.sort_by_key(|one| fold(&one.name));
        }
        Ok(options)
    }

    /// What the filters of the grid of a side's people offer: every role, and where there are several every organization.
    pub async fn user_filter_options(&self, actor: &Actor, side: Side) -> Result<UserOptions> {
        if actor.level(subject(side), Action::View) == Level::None {
            return Err(Error::Forbidden);
        }
        let mut organizations = self.organizations_in_reach(actor, subject(side)).await?;
        if organizations.len() < 2 {
            organizations.clear();
        }
        let roles = self.0.database.roles_of_side(side).await?;
        Ok(UserOptions {
            organizations,
            roles: roles.into_iter().map(reference).collect(),
            ..UserOptions::default()
        })
    }

    async fn user_options(&self, actor: &Actor, side: Side, action: Action) -> Result<UserOptions> {
        if actor.level(subject(side), action) == Level::None {
            return Err(Error::Forbidden);
        }
        let mut roles = self.0.database.roles_of_side(side).await?;
        roles.retain(|role| actor.may_give(&role.permissions));
        let mut options = UserOptions {
            roles: roles.into_iter().map(reference).collect(),
            may_invite: true,
            may_name_manager: actor.sees_managers(),
            ..UserOptions::default()
        };
        match side {
            Side::BackOffice => {
                let organizations = self.organizations_for_people(actor, action).await?;
                if organizations.len() > 1 {
                    options.organizations = organizations;
                }
            }
            Side::Customer => options.customers = self.customers_for_people(actor, action).await?,
        }
        Ok(options)
    }

    /// The enabled organizations in which the actor may do this with users: the current one first, the others A–Z.
    pub(super) async fn organizations_for_people(
        &self,
        actor: &Actor,
        action: Action,
    ) -> Result<Vec<OrganizationRef>> {
        let here = actor.viewer.organization.clone();
        let mut organizations: Vec<OrganizationRef> = if here.global {
            self.0.database.enabled_organizations().await?.into_iter().map(Into::into).collect()
        } else {
            vec![here.clone()]
        };
        organizations.retain(|one| may_put_into(actor, Side::BackOffice, action, one.id));
        organizations.sort_by_key(|one| (one.id != here.id, fold(&one.name)));
        Ok(organizations)
    }

    /// The customers with whose users the actor may do this, A–Z.
    async fn customers_for_people(&self, actor: &Actor, action: Action) -> Result<Vec<CustomerRef>> {
        let subject = subject(Side::Customer);
        let Some(reach) = reach_of(actor, subject, action) else { return Ok(Vec::new()) };
        let by_name = Sort { field: CustomerField::Name, direction: Direction::Ascending };
        let wished: Wished<'_, CustomerField> = Wished {
            reach: &reach as &Filter<Reach>,
            filter: &Filter::everything(),
            sort: &[by_name],
            offset: 0,
            limit: CUSTOMERS_MAX,
        };
        let rows = self.0.database.list_customers(&wished).await?;
        Ok(rows.into_iter().map(|row| CustomerRef { id: row.id, name: row.name }).collect())
    }
}

fn reference(role: RoleRow) -> RoleRef {
    RoleRef { id: role.id, name: role.name }
}
