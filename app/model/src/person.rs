//! Users and customer users: what is shown of them, what is typed for them, and the rules between the two.

use crate::{
    CustomerId, CustomerRef, Invalid, May, OrganizationId, OrganizationRef, PersonRef, Problem, RoleId,
    RoleRef, Side, Timestamp, UserId,
    name::{check_id, check_name},
    normalize_email,
};
use serde::{Deserialize, Serialize};

/// The most organizations or roles that one form gives.
const CHOICES_MAX: usize = 1_000;

/// A user or customer user as pages show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Back office or customer side.
    pub side: Side,
    /// Primary e-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Whether they themselves are enabled.
    pub enabled: bool,
    /// Whether they may come in: on the customer side their customer and its organization are enabled, too.
    pub active: bool,
    /// Their customer, if they are a customer user.
    pub customer: Option<CustomerRef>,
    /// The organizations they may enter, A–Z, as far as the actor who asked sees them.
    pub organizations: Vec<OrganizationRef>,
    /// Their roles, A–Z.
    pub roles: Vec<RoleRef>,
    /// Who is told about their applications as well, where a rule says so; as far as the actor who asked sees managers.
    pub manager: Option<PersonRef>,
    /// Whether they can sign in with a password.
    pub has_password: bool,
    /// When they were added.
    pub created_at: Timestamp,
    /// When they were last changed.
    pub changed_at: Timestamp,
    /// When an identity provider removed them, for whom they are not there any more.
    pub removed_at: Option<Timestamp>,
    /// When they last signed in.
    pub last_login_at: Option<Timestamp>,
    /// Until when they cannot sign in from one place at least, after too many failures; where one person was asked for.
    pub locked_until: Option<Timestamp>,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with them.
    pub may: May,
}

impl User {
    /// First and last name, where there are both.
    pub fn name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// First and last name, where there are both.
pub fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// The form of a person exactly as typed, also what is shown again when it was refused.
///
/// Field names are the names of the inputs: `email`, `first_name`, `last_name`, `customer`, `organizations[]`, `roles[]`,
/// `manager`, `invite`, `version`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// Primary e-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The id of a customer user's customer.
    pub customer: String,
    /// The ids of the organizations a user may enter; none where there is no choice to make.
    pub organizations: Vec<String>,
    /// The ids of their roles.
    pub roles: Vec<String>,
    /// Their manager, by e-mail address or name; empty: nobody.
    pub manager: String,
    /// Whether a new person is told by mail how to choose a password.
    pub invite: bool,
    /// The version the change is made to; empty for a new person.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserInput {
    /// Primary e-mail address, as it is stored.
    pub email: String,
    /// First name, trimmed.
    pub first_name: String,
    /// Last name, trimmed.
    pub last_name: String,
    /// A customer user's customer.
    pub customer: Option<CustomerId>,
    /// The organizations a user may enter, each once.
    pub organizations: Vec<OrganizationId>,
    /// Their roles, each once.
    pub roles: Vec<RoleId>,
    /// Their manager as typed, trimmed; empty: nobody.
    pub manager: String,
    /// Whether a new person is told by mail how to choose a password.
    pub invite: bool,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl UserForm {
    /// A new person as the page first shows them.
    pub fn new(options: &UserOptions) -> Self {
        let customer = match options.customers.as_slice() {
            [only] => only.id.to_string(),
            _ => String::new(),
        };
        let here = options.organizations.first().map(|one| one.id.to_string());
        Self {
            customer,
            organizations: here.into_iter().collect(),
            invite: options.may_invite,
            ..Self::default()
        }
    }

    /// The form of an existing person.
    pub fn of(user: &User) -> Self {
        Self {
            email: user.email.clone(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            customer: user.customer.as_ref().map(|customer| customer.id.to_string()).unwrap_or_default(),
            organizations: user.organizations.iter().map(|one| one.id.to_string()).collect(),
            roles: user.roles.iter().map(|one| one.id.to_string()).collect(),
            manager: user.manager.as_ref().map(|manager| manager.email.clone()).unwrap_or_default(),
            invite: false,
            version: user.version.to_string(),
        }
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    ///
    /// Whether an organization must be chosen depends on whether there is a choice, so the office says that
    /// ([`Problem::NoOrganization`]).
    pub fn validate(&self, side: Side) -> Result<UserInput, Invalid> {
        let checked = self.validate_with_any_roles(side);
        if !self.roles.is_empty() {
            return checked;
        }
        let mut invalid = checked.err().unwrap_or_default();
        invalid.add("roles", Problem::NoRole);
        Err(invalid)
    }

    /// The same, but for that a person may be left without a role, as identity providers leave them.
    pub fn validate_with_any_roles(&self, side: Side) -> Result<UserInput, Invalid> {
        let mut invalid = Invalid::default();
        let email = check_email(&self.email, &mut invalid);
        let first_name = check_name("first_name", &self.first_name, &mut invalid);
        let last_name = check_name("last_name", &self.last_name, &mut invalid);
        let (mut customer, mut organizations) = (None, Vec::new());
        match side {
            Side::BackOffice => {
                let problem = Problem::UnknownOrganization;
                organizations = check_ids("organizations", &self.organizations, problem, &mut invalid);
            }
            Side::Customer => {
                if self.customer.trim().is_empty() {
                    invalid.add("customer", Problem::Blank);
                }
                customer = check_id("customer", &self.customer, Problem::UnknownChoice, &mut invalid);
            }
        }
        let roles: Vec<RoleId> = check_ids("roles", &self.roles, Problem::UnknownChoice, &mut invalid);
        let (invite, version) = (self.invite, self.version.trim().parse().ok());
        let manager = self.manager.trim().to_owned();
        if !invalid.is_empty() {
            return Err(invalid);
        }
        Ok(UserInput {
            email,
            first_name,
            last_name,
            customer,
            organizations,
            roles,
            manager,
            invite,
            version,
        })
    }
}

/// The address as it is stored. What is wrong with it is added to `invalid`.
pub fn check_email(typed: &str, invalid: &mut Invalid) -> String {
    normalize_email("email", typed).unwrap_or_else(|problems| {
        invalid.0.extend(problems.0);
        String::new()
    })
}

/// The ids that were chosen, each once.
pub(crate) fn check_ids<T: std::str::FromStr + Ord>(
    field: &str,
    typed: &[String],
    problem: Problem,
    invalid: &mut Invalid,
) -> Vec<T> {
    let ids: Result<Vec<T>, _> = typed.iter().map(|id| id.trim().parse()).collect();
    match ids {
        Ok(mut ids) if ids.len() <= CHOICES_MAX => {
            ids.sort_unstable();
            ids.dedup();
            ids
        }
        _ => {
            invalid.add(field, problem);
            Vec::new()
        }
    }
}

/// What the form of a person may offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserOptions {
    /// The organizations to choose from, the current one first, the others A–Z; empty where there is no choice to make.
    pub organizations: Vec<OrganizationRef>,
    /// The roles the actor may give, A–Z.
    pub roles: Vec<RoleRef>,
    /// The customers a customer user can belong to, A–Z.
    pub customers: Vec<CustomerRef>,
    /// Whether an invitation can be offered.
    pub may_invite: bool,
    /// Whether a manager can be named.
    pub may_name_manager: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn form(change: impl FnOnce(&mut UserForm)) -> UserForm {
        let mut form = UserForm {
            email: " Ada@Example.com".into(),
            first_name: " Ada".into(),
            last_name: "Lovelace ".into(),
            customer: ID.into(),
            roles: vec![ID.into(), ID.into()],
            ..UserForm::default()
        };
        change(&mut form);
        form
    }

    #[test]
    fn what_was_typed_is_cleaned() {
        let input = form(|form| form.organizations = vec![ID.into()]).validate(Side::BackOffice).unwrap();
        assert_eq!((input.email.as_str(), input.first_name.as_str()), ("ada@example.com", "Ada"));
        assert_eq!(input.last_name, "Lovelace");
        assert_eq!((input.organizations.len(), input.roles.len(), input.customer), (1, 1, None));
        let input = form(|_| {}).validate(Side::Customer).unwrap();
        assert_eq!(
            (input.customer.map(|id| id.to_string()).as_deref(), input.organizations.len()),
            (Some(ID), 0)
        );
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |side, change: fn(&mut UserForm)| form(change).validate(side).unwrap_err().0;
        let one = |field: &str, problem| vec![(field.to_owned(), problem)];
        let office = |change| refused(Side::BackOffice, change);
        assert_eq!(office(|f| f.email = "ada".into()), one("email", Problem::NotAnEmail));
        assert_eq!(office(|f| f.first_name = " ".into()), one("first_name", Problem::Blank));
        assert_eq!(office(|f| f.last_name = "\0".into()), one("last_name", Problem::ControlCharacters));
        assert_eq!(office(|f| f.roles.clear()), one("roles", Problem::NoRole));
        assert_eq!(office(|f| f.roles.push("x".into())), one("roles", Problem::UnknownChoice));
        assert_eq!(
            office(|f| f.organizations.push("x".into())),
            one("organizations", Problem::UnknownOrganization)
        );
        let customer = |change| refused(Side::Customer, change);
        assert_eq!(customer(|f| f.customer = " ".into()), one("customer", Problem::Blank));
        assert_eq!(customer(|f| f.customer = "x".into()), one("customer", Problem::UnknownChoice));
        let all = refused(Side::Customer, |f| *f = UserForm::default());
        let fields: Vec<_> = all.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["email", "first_name", "last_name", "customer", "roles"]);
    }
}
