//! `latchkey init`: what must be there before anybody can sign in. It can be run again and again, also twice at once.

use super::roles::ADMINISTRATOR;
use crate::{Error, Office, Result, Sensitive, audit::By, people};
use model::{Invalid, NAME_MAX_LENGTH, Problem, normalize_email};
use store::{NewUserRow, OrganizationRow, Transaction};

/// Who is to be the first administrator. What is left out gets a default.
#[derive(Clone, Debug, Default)]
pub struct FirstAdministrator {
    /// E-mail address; `admin@localhost` unless told otherwise.
    pub email: Option<String>,
    /// Password; made up unless told otherwise.
    pub password: Option<Sensitive>,
    /// Their organization, with global access where it is new; `Main` unless told otherwise or one is there.
    pub organization: Option<String>,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Initialized {
    /// The administrator who was added, with the password that was made up for them; `None` if there was one already.
    pub administrator: Option<(String, Option<Sensitive>)>,
}

impl Office {
    /// Adds what is missing: the shipped roles, the first organization, the first administrator. One transaction.
    pub async fn initialize(&self, administrator: FirstAdministrator) -> Result<Initialized> {
        let email = normalize_email("email", administrator.email.as_deref().unwrap_or("admin@localhost"))?;
        let organization = administrator.organization.as_deref().map(checked_name).transpose()?;
        let (password, generated) = if let Some(password) = administrator.password {
            (password, None)
        } else {
            let password = self.generate_password();
            (password.clone(), Some(password))
        };
        people::check_new(&password, &email)?;
        // Before the transaction, so that nobody waits for the hashing; and after a look whether it is needed at all.
        let done = self.0.database.is_role_given(ADMINISTRATOR).await?;
        let hash = if done { None } else { Some(self.hash_password(&password).await?) };

        let mut tx = self.0.database.begin().await?;
        tx.lock_people().await?;
        self.add_shipped_roles(&mut tx).await?;
        let role = tx.find_role_by_name(ADMINISTRATOR).await?.ok_or(Error::NotFound)?;
        let added = match hash {
            Some(hash) if !tx.is_role_given(ADMINISTRATOR).await? => {
                let home = self.home_of_administrator(&mut tx, organization.as_deref()).await?;
                let row = NewUserRow {
                    id: self.new_id(),
                    customer: None,
                    email: email.clone(),
                    first_name: "System".into(),
                    last_name: "Administrator".into(),
                    password_hash: Some(hash),
                    created_at: self.now(),
                };
                people::add_person(&mut tx, &row, &[home.id], &[role]).await?;
                let found = self.locked_user(&mut tx, row.id).await?;
                self.record_created(&mut tx, By::Operator, &found).await?;
                true
            }
            _ => false,
        };
        tx.commit().await?;
        Ok(Initialized { administrator: added.then_some((email, generated)) })
    }

    /// The organization that was asked for, or else the first with global access, or else a new one.
    async fn home_of_administrator(
        &self,
        tx: &mut Transaction,
        asked: Option<&str>,
    ) -> Result<OrganizationRow> {
        if let Some(name) = asked {
            return self.add_organization(tx, name, true).await;
        }
        match tx.enabled_organizations().await?.into_iter().find(|one| one.global) {
            Some(there) => Ok(there),
            None => self.add_organization(tx, "Main", true).await,
        }
    }

    /// The organization of this name, made if it is missing.
    pub(super) async fn add_organization(
        &self,
        tx: &mut Transaction,
        name: &str,
        global: bool,
    ) -> Result<OrganizationRow> {
        if let Some(there) = tx.find_organization_by_name(name).await? {
            return Ok(there);
        }
        let row = OrganizationRow {
            id: self.new_id(),
            name: name.to_owned(),
            global,
            enabled: true,
            second_factor: false,
            created_at: self.now(),
        };
        tx.create_organization(&row).await?;
        self.ship_mail_settings_to(tx, row.id).await?;
        self.record_created(tx, By::Operator, &row).await?;
        Ok(row)
    }

    /// An organization and the shipped roles, before there are pages to make organizations with.
    #[cfg(feature = "testing")]
    pub(crate) async fn add_organization_for_test(
        &self,
        name: &str,
        global: bool,
    ) -> Result<model::OrganizationId> {
        let mut tx = self.0.database.begin().await?;
        self.add_shipped_roles(&mut tx).await?;
        let organization = self.add_organization(&mut tx, name, global).await?;
        tx.commit().await?;
        Ok(organization.id)
    }

    /// 120 random bits, easy to read out and to type: four groups of six, without letters that look like others.
    fn generate_password(&self) -> Sensitive {
        const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let mut bytes = [0_u8; 24];
        self.0.random.fill(&mut bytes);
        let mut password = String::with_capacity(27);
        for (index, byte) in bytes.into_iter().enumerate() {
            if index > 0 && index % 6 == 0 {
                password.push('-');
            }
            password.push(char::from(ALPHABET[usize::from(byte % 32)]));
        }
        Sensitive::new(password)
    }
}

fn checked_name(name: &str) -> Result<String, Invalid> {
    let name = name.trim();
    let problem = if name.is_empty() {
        Problem::Blank
    } else if name.chars().count() > NAME_MAX_LENGTH {
        Problem::TooLong { limit: 255 }
    } else if name.chars().any(char::is_control) {
        Problem::ControlCharacters
    } else {
        return Ok(name.to_owned());
    };
    Err(Invalid::one("organization", problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{PASSWORD, TestOffice};

    store::on_both_engines! {
        async fn the_first_day_gives_one_administrator_with_a_password_shown_once(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let first = test.office.initialize(FirstAdministrator::default()).await.unwrap();
            assert!(!format!("{first:?}").contains('-'), "the password does not let itself be printed");
            let (email, password) = first.administrator.unwrap();
            let password = password.unwrap();
            assert_eq!((email.as_str(), password.reveal().len()), ("admin@localhost", 27));
            let (_, actor) = test.signed_in(&email, password.reveal()).await;
            assert!(actor.viewer.organization.global && actor.viewer.organization.name == "Main");
            assert_eq!(actor.viewer.permissions, model::Permissions::everything());

            let again = test.office.initialize(FirstAdministrator::default()).await.unwrap();
            assert!(again.administrator.is_none());
            let other = FirstAdministrator { email: Some("other@example.com".into()), ..FirstAdministrator::default() };
            assert!(test.office.initialize(other).await.unwrap().administrator.is_none());
            let counts = [test.db.count("users").await, test.db.count("organizations").await, test.db.count("roles").await];
            assert_eq!(counts, [1, 1, 6]);
        }

        async fn what_is_given_is_used_and_not_said_again(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let given = FirstAdministrator {
                email: Some("Root@Example.com".into()),
                password: Some(Sensitive::new(PASSWORD)),
                organization: Some(" Initech ".into()),
            };
            let (email, generated) = test.office.initialize(given).await.unwrap().administrator.unwrap();
            assert_eq!((email.as_str(), generated), ("root@example.com", None));
            let (_, actor) = test.signed_in("root@example.com", PASSWORD).await;
            assert_eq!(actor.viewer.organization.name, "Initech");
        }

        async fn the_first_administrator_goes_where_there_is_global_access_already(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            test.organization("Acme", false).await;
            test.organization("Globex", true).await;
            let given = FirstAdministrator { password: Some(Sensitive::new(PASSWORD)), ..FirstAdministrator::default() };
            test.office.initialize(given).await.unwrap();
            let (_, actor) = test.signed_in("admin@localhost", PASSWORD).await;
            assert_eq!(actor.viewer.organization.name, "Globex");
            assert_eq!(test.db.count("organizations").await, 2);
        }

        async fn what_is_given_badly_is_refused_and_nothing_is_done(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let refused = async |given: FirstAdministrator| match test.office.initialize(given).await {
                Err(Error::Invalid(invalid)) => invalid.0,
                other => panic!("{other:?}"),
            };
            let default = FirstAdministrator::default;
            assert_eq!(
                refused(FirstAdministrator { email: Some("nobody".into()), ..default() }).await,
                [("email".into(), Problem::NotAnEmail)]
            );
            assert_eq!(
                refused(FirstAdministrator { password: Some(Sensitive::new("short")), ..default() }).await,
                [("password".into(), Problem::TooShort { limit: 12 })]
            );
            assert_eq!(
                refused(FirstAdministrator { organization: Some(" ".into()), ..default() }).await,
                [("organization".into(), Problem::Blank)]
            );
            assert_eq!(test.db.count("roles").await, 0);
        }

        async fn two_at_the_same_time_give_one_administrator(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let both = [test.office.clone(), test.office.clone()]
                .map(|office| tokio::spawn(async move { office.initialize(FirstAdministrator::default()).await }));
            let mut added = 0;
            for one in both {
                added += usize::from(one.await.unwrap().unwrap().administrator.is_some());
            }
            assert_eq!((added, test.db.count("users").await, test.db.count("organizations").await), (1, 1, 1));
        }

        async fn roles_that_were_changed_stay_changed(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            test.office.initialize(FirstAdministrator::default()).await.unwrap();
            test.db.execute("UPDATE roles SET permissions = '{}' WHERE name = 'User'").await;
            test.office.initialize(FirstAdministrator::default()).await.unwrap();
            assert_eq!(test.db.execute("UPDATE roles SET name = name WHERE permissions = '{}'").await, 1);
        }
    }
}
