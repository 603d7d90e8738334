//! Adding users and customer users.

use super::{found::may_put_into, full_name, invitation::Invited, passwords::check_new};
use crate::{Actor, Error, Office, Record, Result, Sensitive, Via};
use model::{
    Action, CustomerId, Invalid, OrganizationId, Problem, RoleId, Side, Subject, User, UserForm, UserId,
    UserInput, check_email, check_name, normalize_email,
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
        let (invite, version) = (false, None);
        let input =
            UserInput { email, first_name, last_name, customer, organizations, roles, invite, version };
        self.add_user(actor, side, input, password).await
    }

    /// Adds a person, who chooses a password by the mail they get if they are invited.
    pub async fn create_person(&self, actor: &Actor, side: Side, form: &UserForm) -> Result<User> {
        if !actor.may_create_user(side) {
            return Err(Error::Forbidden);
        }
        let mut input = form.validate(side)?;
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
        if invited {
            let name = full_name(&row.first_name, &row.last_name);
            let invited = Invited { id: row.id, name: &name, email: &row.email };
            self.write_invitation(&mut change.tx, &invited).await?;
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
        tx.give_role(row.id, role.id).await?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{PASSWORD, TestOffice};
    use store::testing::TestDatabase;

    async fn office(db: TestDatabase) -> (TestOffice, OrganizationId, OrganizationId) {
        let test = TestOffice::on(db).await;
        let acme = test.organization("Acme", true).await;
        let globex = test.organization("Globex", false).await;
        (test, acme, globex)
    }

    fn jane() -> NewUser {
        NewUser {
            email: " Jane@Example.com".into(),
            first_name: " Jane ".into(),
            last_name: "Roe".into(),
            password: Some(Sensitive::new("jane's own password")),
            roles: vec!["User".into()],
            organizations: Vec::new(),
            customer: None,
        }
    }

    fn problems(outcome: Result<UserId>) -> Vec<(String, Problem)> {
        match outcome {
            Err(Error::Invalid(invalid)) => invalid.0,
            other => panic!("{other:?}"),
        }
    }

    store::on_both_engines! {
        async fn a_new_user_can_sign_in(db: TestDatabase) {
            let (test, acme, globex) = office(db).await;
            test.user("root", &["Administrator"], &[acme]).await;
            let root = test.actor("root@example.com", "Acme").await;
            let twice = vec![acme, globex, acme];
            let id = test.office.create_user(&root, NewUser { organizations: twice, ..jane() }).await.unwrap();
            let (_, actor) = test.signed_in("jane@example.com", "jane's own password").await;
            assert_eq!((actor.viewer.id, actor.viewer.name.as_str()), (id, "Jane Roe"));
            assert_eq!(actor.viewer.organizations.len(), 2);
            assert_eq!(test.office.find_user_by_email("JANE@example.com").await.unwrap(), Some(id));
            assert_eq!(test.office.find_user_by_email("no\0body").await.unwrap(), None);
        }

        async fn every_refusal_names_its_field_and_adds_nobody(db: TestDatabase) {
            let (test, acme, _) = office(db).await;
            test.user("root", &["Administrator"], &[acme]).await;
            let root = test.actor("root@example.com", "Acme").await;
            let office = &test.office;
            let blank = NewUser { email: " ".into(), first_name: "\u{a0}".into(), last_name: "a\0b".into(),
                password: Some(Sensitive::new("too short")), ..jane() };
            assert_eq!(problems(office.create_user(&root, blank).await), [
                ("email".into(), Problem::Blank),
                ("first_name".into(), Problem::Blank),
                ("last_name".into(), Problem::ControlCharacters),
                ("password".into(), Problem::TooShort { limit: 12 }),
            ]);
            for (role, problem) in [("Emperor", Problem::UnknownChoice), ("a\0b", Problem::UnknownChoice),
                ("Customer User", Problem::UnknownChoice)] {
                let new = NewUser { roles: vec!["User".into(), role.into()], ..jane() };
                assert_eq!(problems(office.create_user(&root, new).await), [("roles".into(), problem)]);
            }
            let elsewhere = NewUser { organizations: vec![OrganizationId(uuid::Uuid::nil())], ..jane() };
            assert_eq!(problems(office.create_user(&root, elsewhere).await),
                [("organizations".into(), Problem::UnknownOrganization)]);
            let taken = NewUser { email: "ROOT@example.com".into(), ..jane() };
            assert_eq!(problems(office.create_user(&root, taken).await), [("email".into(), Problem::DuplicateEmail)]);
            assert_eq!(test.db.count("users").await, 1);
            assert_eq!(test.db.count("user_roles").await, 1);
        }

        async fn of_many_at_the_same_instant_one_gets_the_address(db: TestDatabase) {
            let (test, _, _) = office(db).await;
            let operator = test.office.operator(None).await.unwrap();
            let all: Vec<_> = (0..8).map(|_| {
                let (office, operator) = (test.office.clone(), operator.clone());
                tokio::spawn(async move { office.create_user(&operator, jane()).await })
            }).collect();
            let mut added = 0;
            for one in all {
                match one.await.unwrap() {
                    Ok(_) => added += 1,
                    refused => assert_eq!(problems(refused), [("email".into(), Problem::DuplicateEmail)]),
                }
            }
            assert_eq!((added, test.db.count("users").await), (1, 1));
        }

        async fn levels_decide_where_users_are_added_and_what_they_get(db: TestDatabase) {
            let (test, acme, globex) = office(db).await;
            test.user("root", &["Administrator"], &[acme, globex]).await;
            test.user("chief", &["Organization Administrator"], &[acme, globex]).await;
            test.user("plain", &["User"], &[acme]).await;
            let chief = test.actor("chief@example.com", "Globex").await;
            let office = &test.office;

            let plain = test.actor("plain@example.com", "Acme").await;
            assert!(matches!(office.create_user(&plain, jane()).await, Err(Error::Forbidden)));
            let elsewhere = NewUser { organizations: vec![acme], ..jane() };
            assert!(matches!(office.create_user(&chief, elsewhere.clone()).await, Err(Error::Forbidden)));
            let too_much = NewUser { roles: vec!["User".into(), "Administrator".into()], ..jane() };
            assert!(matches!(office.create_user(&chief, too_much.clone()).await, Err(Error::Forbidden)));
            let outside = test.actor("root@example.com", "Globex").await;
            assert!(matches!(office.create_user(&outside, elsewhere.clone()).await, Err(Error::Forbidden)),
                "Global reaches across organizations from one with global access only");
            assert_eq!(test.db.count("users").await, 3);

            assert!(office.create_user(&chief, NewUser { email: "a@example.com".into(), ..jane() }).await.is_ok());
            assert_eq!(test.actor("a@example.com", "Globex").await.viewer.organizations.len(), 1);
            let root = test.actor("root@example.com", "Acme").await;
            let there = NewUser { organizations: vec![globex], email: "b@example.com".into(), ..too_much.clone() };
            assert!(office.create_user(&root, there).await.is_ok());
            let operator = office.operator(Some("globex")).await.unwrap();
            let anywhere = NewUser { organizations: vec![acme], email: "c@example.com".into(), ..too_much };
            assert!(office.create_user(&operator, anywhere).await.is_ok(), "the operator holds the database anyway");
        }

        async fn without_a_password_nobody_signs_in(db: TestDatabase) {
            let (test, _, _) = office(db).await;
            let operator = test.office.operator(None).await.unwrap();
            test.office.create_user(&operator, NewUser { password: None, ..jane() }).await.unwrap();
            let outcome = test.office.sign_in("jane@example.com", &Sensitive::new(PASSWORD), &crate::Origin::default()).await;
            assert!(matches!(outcome, Err(Error::BadCredentials)));
        }
    }
}
