//! Adding users to the back office.

use super::passwords::check_new;
use crate::{Actor, Error, Office, Record, Result, Sensitive, Via};
use model::{
    Action, Invalid, NAME_MAX_LENGTH, OrganizationId, Problem, Side, Subject, UserId, normalize_email,
};
use store::{NewUserRow, RoleRow, Transaction};

/// A user to be added.
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
    /// Where they may work; the actor's current organization if none is named.
    pub organizations: Vec<OrganizationId>,
}

impl Office {
    /// Whose address this is; nobody's if it is no address.
    pub async fn find_user_by_email(&self, email: &str) -> Result<Option<UserId>> {
        match normalize_email("email", email) {
            Ok(email) => Ok(self.0.database.find_user_by_email(&email).await?),
            Err(_) => Ok(None),
        }
    }

    /// Adds a user. Nobody can give a role that allows more than their own do.
    pub async fn create_user(&self, actor: &Actor, new: NewUser) -> Result<UserId> {
        let organizations = self.organizations_of_new_user(actor, &new).await?;
        let new = checked(new)?;
        let password_hash = match &new.password {
            Some(password) => Some(self.hash_password(password).await?),
            None => None,
        };
        let row = NewUserRow {
            id: self.new_id(),
            customer: None,
            email: new.email,
            first_name: new.first_name,
            last_name: new.last_name,
            password_hash,
            created_at: self.now(),
        };
        let mut tx = self.0.database.begin().await?;
        let roles = roles_to_give(&mut tx, actor, &new.roles).await?;
        add_person(&mut tx, &row, &organizations, &roles).await?;
        tx.commit().await?;
        Ok(row.id)
    }

    /// The hash to store of a password, with a salt of its own.
    pub(crate) async fn hash_password(&self, password: &Sensitive) -> Result<String> {
        let mut salt = [0; 16];
        self.0.random.fill(&mut salt);
        self.0.passwords.hash(password, salt).await
    }

    async fn organizations_of_new_user(&self, actor: &Actor, new: &NewUser) -> Result<Vec<OrganizationId>> {
        let mut organizations = new.organizations.clone();
        if organizations.is_empty() {
            organizations.push(actor.viewer.organization.id);
        }
        let operator = actor.via == Via::Operator;
        for organization in &organizations {
            let record = Record { owner: None, customer: None, organization: *organization };
            if !operator && !actor.may(Subject::Users, Action::Create, &record) {
                return Err(Error::Forbidden);
            }
            if self.0.database.find_organization(*organization).await?.is_none() {
                return Err(Invalid::one("organizations", Problem::UnknownOrganization).into());
            }
        }
        Ok(organizations)
    }
}

/// Writes a person with their organizations and roles. An address that is taken is refused as such, also in a race.
pub(crate) async fn add_person(
    tx: &mut Transaction,
    row: &NewUserRow,
    organizations: &[OrganizationId],
    roles: &[RoleRow],
) -> Result<()> {
    match tx.create_user(row).await {
        Err(store::Error::Unique(index)) if index.contains("email") => {
            return Err(Invalid::one("email", Problem::DuplicateEmail).into());
        }
        other => other?,
    }
    for organization in organizations {
        tx.add_user_to_organization(row.id, *organization).await?;
    }
    for role in roles {
        tx.give_role(row.id, role.id).await?;
    }
    Ok(())
}

async fn roles_to_give(tx: &mut Transaction, actor: &Actor, names: &[String]) -> Result<Vec<RoleRow>> {
    let mut roles = Vec::with_capacity(names.len());
    for name in names {
        // PostgreSQL takes no NUL, not even to say that there is no such role.
        let known = if name.contains('\0') { None } else { tx.find_role_by_name(name.trim()).await? };
        let Some(role) = known.filter(|role| role.side == Side::BackOffice) else {
            return Err(Invalid::one("roles", Problem::UnknownChoice).into());
        };
        if actor.via != Via::Operator && !role.permissions.within(&actor.viewer.permissions) {
            return Err(Error::Forbidden);
        }
        roles.push(role);
    }
    Ok(roles)
}

fn checked(mut new: NewUser) -> Result<NewUser, Invalid> {
    let mut invalid = Invalid::default();
    match normalize_email("email", &new.email) {
        Ok(email) => new.email = email,
        Err(problems) => invalid.0.extend(problems.0),
    }
    for (field, name) in [("first_name", &mut new.first_name), ("last_name", &mut new.last_name)] {
        *name = name.trim().to_owned();
        if name.is_empty() {
            invalid.add(field, Problem::Blank);
        } else if name.chars().count() > NAME_MAX_LENGTH {
            invalid.add(field, Problem::TooLong { limit: 255 });
        } else if name.chars().any(char::is_control) {
            invalid.add(field, Problem::ControlCharacters);
        }
    }
    if let Some(Err(problems)) = new.password.as_ref().map(|password| check_new(password, &new.email)) {
        invalid.0.extend(problems.0);
    }
    if invalid.is_empty() { Ok(new) } else { Err(invalid) }
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
