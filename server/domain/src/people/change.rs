//! Changes what was typed of a person: names, address, customer, organizations, roles.

use super::{
    create::{address_refused, roles_to_give},
    found::Found,
    manager::replace_manager,
};
use crate::{Actor, Error, Office, Record, Result};
use model::{
    Action, CustomerId, Invalid, OrganizationId, Problem, Side, Subject, Timestamp, User, UserForm, UserId,
    UserInput,
};
use store::{Concerned, RoleRow, Transaction};

impl Office {
    /// Changes a person. [`Error::Conflict`] if the form was made for an older version.
    ///
    /// Of their organizations only those change in which the actor may edit people; where that is one, none does.
    pub async fn change_user(&self, actor: &Actor, id: UserId, form: &UserForm) -> Result<User> {
        let found = self.found_user(id).await?;
        found.require_changeable(actor)?;
        let input = form.validate(found.row.side)?;
        self.change_to(actor, found, input).await
    }

    /// Makes a person what was typed, and the actor may change.
    pub(crate) async fn change_to(&self, actor: &Actor, found: Found, input: UserInput) -> Result<User> {
        let (id, side) = (found.row.id, found.row.side);
        // Asked before the transaction, which must not wait for a second connection while it holds one.
        let choosable: Vec<OrganizationId> =
            self.organizations_for_people(actor, Action::Edit).await?.into_iter().map(|one| one.id).collect();
        let manager = self.manager_of(actor, &found.row, &input.manager).await?;
        let mut change = self.begin_administration().await?;
        let mut found = self.locked_user(&mut change.tx, id).await?;
        found.require_changeable(actor)?;
        if input.version.is_some_and(|version| version != found.row.version) {
            return Err(Error::Conflict);
        }
        let before = found.clone();
        let roles = roles_to_give(&mut change.tx, actor, side, &input.roles).await?;
        let organizations = match side {
            Side::BackOffice => organizations_after(&found, &choosable, &input.organizations)?,
            Side::Customer => {
                vec![self.customer_after(&mut change.tx, actor, &mut found, input.customer).await?]
            }
        };
        self.move_user(&mut change.tx, &found, &organizations).await?;
        replace_roles(&mut change.tx, &found, &roles, self.now()).await?;
        replace_manager(&mut change.tx, &found.row, manager).await?;
        let UserInput { email, first_name, last_name, .. } = input;
        if email != found.row.email {
            // Those in mails to the old address are no longer theirs.
            change.tx.delete_password_links_of_user(id).await?;
        }
        (found.row.email, found.row.first_name, found.row.last_name) = (email, first_name, last_name);
        change.tx.save_user(&mut found.row, self.now()).await.map_err(address_refused)?;
        let after = self.locked_user(&mut change.tx, id).await?;
        self.record_changed(&mut change.tx, actor, &before, &after).await?;
        self.commit_administration(change).await?;
        Ok(self.found_user(id).await?.shown(actor))
    }

    /// Puts a customer user where they belong, and says in which organization that is.
    async fn customer_after(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        found: &mut Found,
        chosen: Option<CustomerId>,
    ) -> Result<OrganizationId> {
        let unknown = || Error::from(Invalid::one("customer", Problem::UnknownChoice));
        let customer = tx.find_customer(chosen.ok_or_else(unknown)?).await?.ok_or_else(unknown)?;
        let organization = customer.organization_id;
        let record = Record { owner: None, customer: Some(customer.id), organization };
        let stays = found.row.customer_id == Some(customer.id);
        if !stays && !actor.may(Subject::CustomerUsers, Action::Edit, &record) {
            return Err(unknown());
        }
        found.row.customer_id = Some(customer.id);
        Ok(organization)
    }

    /// Lets a person enter exactly these organizations. Where they may work no more, what they are in the middle of ends.
    async fn move_user(&self, tx: &mut Transaction, found: &Found, to: &[OrganizationId]) -> Result<()> {
        let id = found.row.id;
        for left in found.organizations.iter().filter(|one| !to.contains(&one.id)) {
            tx.remove_user_from_organization(id, left.id).await?;
            self.end_access(tx, Concerned::Member(id, left.id)).await?;
        }
        for organization in to {
            tx.add_user_to_organization(id, *organization).await?;
        }
        Ok(())
    }
}

/// The organizations a user may enter afterwards: those chosen, and those the actor has no say in.
fn organizations_after(
    found: &Found,
    choosable: &[OrganizationId],
    chosen: &[OrganizationId],
) -> Result<Vec<OrganizationId>> {
    let current: Vec<OrganizationId> = found.organizations.iter().map(|one| one.id).collect();
    if choosable.len() <= 1 {
        return Ok(current);
    }
    if chosen.iter().any(|one| !choosable.contains(one) && !current.contains(one)) {
        return Err(Invalid::one("organizations", Problem::UnknownOrganization).into());
    }
    let stays = current.into_iter().filter(|one| !choosable.contains(one) && !chosen.contains(one));
    let after: Vec<OrganizationId> = chosen.iter().copied().chain(stays).collect();
    if after.is_empty() {
        return Err(Invalid::one("organizations", Problem::NoOrganization).into());
    }
    Ok(after)
}

async fn replace_roles(tx: &mut Transaction, found: &Found, roles: &[RoleRow], at: Timestamp) -> Result<()> {
    for old in &found.roles {
        if !roles.iter().any(|role| role.id == old.id) {
            tx.take_role(found.row.id, old.id, at).await?;
        }
    }
    for role in roles {
        tx.give_role(found.row.id, role.id, at).await?;
    }
    Ok(())
}
