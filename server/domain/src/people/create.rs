//! Adding users and customer users.

#[cfg(test)]
mod tests;

use super::{found::may_put_into, passwords::check_new};
use crate::{
    Actor, Error, Office, Record, Result, Sensitive, Via,
    audit::{Audited, Deed},
};
use model::{
    Action, AuditAction, CustomerId, Invalid, OrganizationId, Problem, RoleId, Side, Subject, User, UserForm,
    UserId, UserInput, check_email, check_name, normalize_email,
};
use store::{NewUserRow, RoleRow, Transaction};

/// A user to be added on the command line.
#[derive(Clone, Debug, Default)]
pub struct NewUser {
    /// Primary e-mail address, which they sign in with.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Without one they cannot sign in with a password.
    pub password: Option<Sensitive>,
    /// The names of their roles.
    pub roles: Vec<String>,
    /// Where they may work; the actor's current organization if none is named. A customer user works where their
    /// customer belongs.
    pub organizations: Vec<OrganizationId>,
    /// The customer of a customer user; without one it is a user of the back office.
    pub customer: Option<CustomerId>,
}

impl Office {
    /// Whose address this is; nobody's if it is no address.
    pub async fn find_user_by_email(&self, email: &str) -> Result<Option<UserId>> {
        match normalize_email("email", email) {
            Ok(email) => Ok(self.0.database.find_user_by_email(&email).await?),
            Err(_) => Ok(None),
        }
    }

    /// Adds a user, with a password if one is given. Nobody can give a role that allows more than their own do.
    pub async fn create_user(&self, actor: &Actor, new: NewUser) -> Result<UserId> {
        let NewUser { password, roles, mut organizations, customer, .. } = new;
        let side = if customer.is_some() { Side::Customer } else { Side::BackOffice };
        if organizations.is_empty() {
            organizations.push(actor.viewer.organization.id);
        }
        self.require_may_add(actor, side, customer, &organizations).await?;
        let mut invalid = Invalid::default();
        let email = check_email(&new.email, &mut invalid);
        let first_name = check_name("first_name", &new.first_name, &mut invalid);
        let last_name = check_name("last_name", &new.last_name, &mut invalid);
        if let Some(Err(problems)) = password.as_ref().map(|password| check_new(password, &email)) {
            invalid.0.extend(problems.0);
        }
        if !invalid.is_empty() {
            return Err(invalid.into());
        }
        let roles = self.roles_by_name(side, &roles).await?;
        let (manager, invite, version) = (String::new(), false, None);
        let input = UserInput {
            email,
            first_name,
            last_name,
            customer,
            organizations,
            roles,
            manager,
            invite,
            version,
        };
        self.add_user(actor, side, input, password).await
    }

    /// Adds a person, who chooses a password by the mail they get if they are invited.
    pub async fn create_person(&self, actor: &Actor, side: Side, form: &UserForm) -> Result<User> {
        if !actor.may_create_user(side) {
            return Err(Error::Forbidden);
        }
        let input = form.validate(side)?;
        self.create_as(actor, side, input).await
    }

    /// Adds a person as they were typed, for an actor who may add somebody.
    pub(crate) async fn create_as(&self, actor: &Actor, side: Side, mut input: UserInput) -> Result<User> {
        if side == Side::BackOffice && input.organizations.is_empty() {
            match self.organizations_for_people(actor, Action::Create).await?.as_slice() {
                [only] => input.organizations.push(only.id),
                _ => return Err(Invalid::one("organizations", Problem::NoOrganization).into()),
            }
        }
        self.require_may_add(actor, side, input.customer, &input.organizations).await?;
        let id = self.add_user(actor, side, input, None).await?;
        Ok(self.found_user(id).await?.shown(actor))
    }

    /// The hash to store of a password, with a salt of its own.
    pub(crate) async fn hash_password(&self, password: &Sensitive) -> Result<String> {
        let mut salt = [0; 16];
        self.0.random.fill(&mut salt);
        self.0.passwords.hash(password, salt).await
    }

    async fn add_user(
        &self,
        actor: &Actor,
        side: Side,
        input: UserInput,
        password: Option<Sensitive>,
    ) -> Result<UserId> {
        let invited = input.invite && password.is_none();
        let password_hash = match &password {
            Some(password) => Some(self.hash_password(password).await?),
            None => None,
        };
        let manager = self.manager_of_new(actor, &input.manager).await?;
        let UserInput { email, first_name, last_name, customer, mut organizations, roles, .. } = input;
        let (id, created_at) = (self.new_id(), self.now());
        let row = NewUserRow { id, customer, email, first_name, last_name, password_hash, created_at };
        let mut change = self.begin_administration().await?;
        if let Some(customer) = customer {
            // As it is now: a customer without users can be moved.
            let customer = change.tx.find_customer(customer).await?.ok_or(Error::NotFound)?;
            organizations = vec![customer.organization_id];
        }
        let roles = roles_to_give(&mut change.tx, actor, side, &roles).await?;
        add_person(&mut change.tx, &row, &organizations, &roles).await?;
        if manager.is_some() {
            change.tx.set_manager(row.id, manager).await?;
        }
        let found = self.locked_user(&mut change.tx, row.id).await?;
        self.record_created(&mut change.tx, actor, &found).await?;
        if password.is_some() {
            let deed = Deed::new(AuditAction::PasswordSet, found.about());
            self.record(&mut change.tx, actor, deed).await?;
        }
        if invited {
            self.write_invitation(&mut change.tx, row.id).await?;
            self.record(&mut change.tx, actor, Deed::new(AuditAction::Invited, found.about())).await?;
        }
        self.commit_administration(change).await?;
        self.wake_mail_worker();
        Ok(row.id)
    }

    /// Refuses those who may not add people there, and places that do not exist.
    async fn require_may_add(
        &self,
        actor: &Actor,
        side: Side,
        customer: Option<CustomerId>,
        organizations: &[OrganizationId],
    ) -> Result<()> {
        if let Some(customer) = customer {
            return self.require_may_add_to_customer(actor, customer).await;
        }
        for organization in organizations {
            let may = may_put_into(actor, side, Action::Create, *organization);
            if !may && actor.via != Via::Operator {
                return Err(Error::Forbidden);
            }
            if self.0.database.find_organization(*organization).await?.is_none() {
                return Err(Invalid::one("organizations", Problem::UnknownOrganization).into());
            }
        }
        Ok(())
    }

    async fn require_may_add_to_customer(&self, actor: &Actor, id: CustomerId) -> Result<()> {
        let customer = self.0.database.find_customer(id).await?;
        let permitted = customer.filter(|customer| {
            let organization = customer.organization_id;
            let record = Record { owner: None, customer: Some(id), organization };
            actor.via == Via::Operator || actor.may(Subject::CustomerUsers, Action::Create, &record)
        });
        match permitted {
            Some(_) => Ok(()),
            None => Err(Invalid::one("customer", Problem::UnknownChoice).into()),
        }
    }

    async fn roles_by_name(&self, side: Side, names: &[String]) -> Result<Vec<RoleId>, Error> {
        let known = self.0.database.roles_of_side(side).await?;
        let id = |name: &String| known.iter().find(|role| role.name == name.trim()).map(|role| role.id);
        let ids: Option<Vec<RoleId>> = names.iter().map(id).collect();
        ids.ok_or_else(|| Invalid::one("roles", Problem::UnknownChoice).into())
    }
}

/// Writes a person with their organizations and roles. An address that is taken is refused as such, also in a race.
pub(crate) async fn add_person(
    tx: &mut Transaction,
    row: &NewUserRow,
    organizations: &[OrganizationId],
    roles: &[RoleRow],
) -> Result<()> {
    tx.create_user(row).await.map_err(address_refused)?;
    for organization in organizations {
        tx.add_user_to_organization(row.id, *organization).await?;
    }
    for role in roles {
        tx.give_role(row.id, role.id, row.created_at).await?;
    }
    Ok(())
}

/// An address that is taken is a refusal of what was typed, decided by the index.
pub(super) fn address_refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(index) if index.contains("email") => {
            Invalid::one("email", Problem::DuplicateEmail).into()
        }
        error => error.into(),
    }
}

/// The roles of these ids, if the actor may give them.
pub(super) async fn roles_to_give(
    tx: &mut Transaction,
    actor: &Actor,
    side: Side,
    ids: &[RoleId],
) -> Result<Vec<RoleRow>> {
    let known = tx.roles_of_side(side).await?;
    let mut roles = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(role) = known.iter().find(|role| role.id == *id) else {
            return Err(Invalid::one("roles", Problem::UnknownChoice).into());
        };
        if !actor.may_give(&role.permissions) {
            return Err(Error::Forbidden);
        }
        roles.push(role.clone());
    }
    Ok(roles)
}
