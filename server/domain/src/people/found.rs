//! A person with what decides who may deal with them: their organizations and their roles.

use crate::{Actor, Error, Office, Record, Result, Via};
use model::{
    Action, CustomerRef, May, OrganizationId, OrganizationRef, Permissions, PersonRef, RoleRef, Side,
    Subject, User, UserId, full_name,
};
use std::collections::HashMap;
use store::{OrganizationRow, RoleRow, Transaction, UserRow};

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) row: UserRow,
    /// Every organization they may enter, A–Z, also disabled ones.
    pub(crate) organizations: Vec<OrganizationRow>,
    /// Their roles, A–Z.
    pub(crate) roles: Vec<RoleRow>,
}

/// What permissions call the people of a side.
pub(crate) const fn subject(side: Side) -> Subject {
    match side {
        Side::BackOffice => Subject::Users,
        Side::Customer => Subject::CustomerUsers,
    }
}

impl Found {
    /// Whether the action is allowed on this person: in any of their organizations.
    fn may(&self, actor: &Actor, action: Action) -> bool {
        let (owner, customer) = (Some(self.row.id), self.row.customer_id);
        let allowed = |organization| {
            actor.may(subject(self.row.side), action, &Record { owner, customer, organization })
        };
        if self.organizations.is_empty() {
            return allowed(Record::shared().organization);
        }
        self.organizations.iter().any(|organization| allowed(organization.id))
    }

    /// Not found for whom one may not see, forbidden for whom one may see but not do this with.
    pub(crate) fn require(&self, actor: &Actor, action: Action) -> Result<()> {
        if self.may(actor, action) {
            Ok(())
        } else if self.may(actor, Action::View) {
            Err(Error::Forbidden)
        } else {
            Err(Error::NotFound)
        }
    }

    /// Refuses those who may not edit this person, and those who may themselves do less than this person: whoever changes an
    /// address or a role could otherwise get hold of what they do not have.
    pub(crate) fn require_changeable(&self, actor: &Actor) -> Result<()> {
        self.require(actor, Action::Edit)?;
        if self.is_beyond(actor) { Err(Error::Forbidden) } else { Ok(()) }
    }

    /// Whether this person may do more than the actor, or work where the actor has no business.
    fn is_beyond(&self, actor: &Actor) -> bool {
        if self.row.id == actor.viewer.id || actor.via == Via::Operator {
            return false;
        }
        let permissions =
            self.roles.iter().fold(Permissions::none(), |all, role| all.union(&role.permissions));
        let reaches = |organization: OrganizationId| {
            actor.viewer.organizations.iter().any(|one| one.id == organization)
                || may_put_into(actor, self.row.side, Action::Edit, organization)
        };
        let mut enabled = self.organizations.iter().filter(|organization| organization.enabled);
        !permissions.within(&actor.viewer.permissions) || !enabled.all(|one| reaches(one.id))
    }

    /// What the actor may do with this person.
    fn may_be(&self, actor: &Actor) -> May {
        let edit = self.may(actor, Action::Edit) && !self.is_beyond(actor);
        May { edit, switch: edit && self.row.id != actor.viewer.id, delete: false }
    }

    /// A person as this actor is shown them: of their organizations only those the actor sees.
    pub(crate) fn shown(self, actor: &Actor) -> User {
        let may = self.may_be(actor);
        let manager = manager(&self.row).filter(|_| actor.sees_managers());
        let Self { row, organizations, roles } = self;
        let here = actor.viewer.organization.id;
        let seen = organizations.into_iter().filter(|one| actor.viewer.organization.global || one.id == here);
        User {
            id: row.id,
            side: row.side,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            enabled: row.enabled,
            active: row.active,
            customer: row.customer_id.zip(row.customer_name).map(|(id, name)| CustomerRef { id, name }),
            organizations: seen.map(OrganizationRef::from).collect(),
            roles: role_refs(roles),
            manager,
            has_password: row.has_password,
            created_at: row.created_at,
            changed_at: row.changed_at,
            removed_at: row.removed_at,
            last_login_at: row.last_login_at,
            locked_until: None,
            version: row.version,
            may,
        }
    }
}

fn manager(row: &UserRow) -> Option<PersonRef> {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    row.manager_id.map(|id| PersonRef {
        id,
        name: full_name(&part(&row.manager_first_name), &part(&row.manager_last_name)),
        email: part(&row.manager_email),
        customer: None,
    })
}

/// Whether the actor may do this with people in an organization, whoever they are.
pub(crate) fn may_put_into(actor: &Actor, side: Side, action: Action, organization: OrganizationId) -> bool {
    actor.may(subject(side), action, &Record { owner: None, customer: None, organization })
}

impl Office {
    /// A person, whoever asks.
    pub(crate) async fn found_user(&self, id: UserId) -> Result<Found> {
        let row = self.0.database.find_user(id).await?.ok_or(Error::NotFound)?;
        let side = row.side;
        let mut found = self.found_users(side, vec![row]).await?;
        found.pop().ok_or(Error::NotFound)
    }

    /// These people of one side, in their order.
    pub(crate) async fn found_users(&self, side: Side, rows: Vec<UserRow>) -> Result<Vec<Found>> {
        let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
        let mut organizations: HashMap<UserId, Vec<OrganizationRow>> = HashMap::new();
        for (user, organization) in self.0.database.organizations_of_users(&ids).await? {
            organizations.entry(user).or_default().push(organization);
        }
        let given = self.0.database.roles_of_users(&ids).await?;
        let known = self.0.database.roles_of_side(side).await?;
        let roles = |user| {
            let has = |role: &&RoleRow| given.contains(&(user, role.id));
            known.iter().filter(has).cloned().collect()
        };
        let found = |row: UserRow| Found {
            organizations: organizations.remove(&row.id).unwrap_or_default(),
            roles: roles(row.id),
            row,
        };
        Ok(rows.into_iter().map(found).collect())
    }

    /// The same person as they are now, and as they stay until the transaction ends.
    pub(crate) async fn locked_user(&self, tx: &mut Transaction, id: UserId) -> Result<Found> {
        let row = tx.lock_user(id).await?.ok_or(Error::NotFound)?;
        let (organizations, roles) = (tx.organizations_of_user(id).await?, tx.roles_of_user(id).await?);
        Ok(Found { row, organizations, roles })
    }
}

/// Roles as pages name them.
pub(super) fn role_refs(roles: Vec<RoleRow>) -> Vec<RoleRef> {
    roles.into_iter().map(|role| RoleRef { id: role.id, name: role.name }).collect()
}
