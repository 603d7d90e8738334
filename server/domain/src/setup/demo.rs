//! `latchkey init --demo`: two organizations, a customer and five people to look around with.
//!
//! Their password stands in the README, so demo data is refused on a server that more than this machine reaches.

use super::roles::{ADMINISTRATOR, CUSTOMER_ADMINISTRATOR, CUSTOMER_USER, CUSTOMER_USER_MANAGER, USER};
use crate::{Error, Office, Result, Sensitive, audit::By, people};
use model::CustomerId;
use std::net::{Ipv4Addr, Ipv6Addr};
use store::{CustomerRow, NewUserRow, OrganizationRow, Transaction};

/// Everybody's, fixed by the README and the tests.
const PASSWORD: &str = "admin-demo-password";

/// A person of the demo.
struct Somebody {
    first_name: &'static str,
    last_name: &'static str,
    email: &'static str,
    role: &'static str,
    /// Whether they may enter Globex too.
    both: bool,
}

const PEOPLE: [Somebody; 5] = [
    somebody("Ada", "Admin", "admin@example.com", ADMINISTRATOR, true),
    somebody("John", "Doe", "john.doe@example.com", USER, false),
    somebody("Maria", "Lopez", "maria.lopez@example.com", CUSTOMER_USER_MANAGER, false),
    somebody("Amanda", "Cole", "amanda.cole@example.com", CUSTOMER_ADMINISTRATOR, false),
    somebody("Brian", "Fox", "brian.fox@example.com", CUSTOMER_USER, false),
];

const fn somebody(
    first_name: &'static str,
    last_name: &'static str,
    email: &'static str,
    role: &'static str,
    both: bool,
) -> Somebody {
    Somebody { first_name, last_name, email, role, both }
}

impl Office {
    /// Adds what is missing of the demo data; whoever is there already stays as they are. One transaction.
    pub async fn add_demo_data(&self) -> Result<()> {
        require_loopback(&self.settings().public_url)?;
        // Before the transaction, so that nobody waits for the hashing; those who are there already cost nothing.
        let mut hashes = Vec::with_capacity(PEOPLE.len());
        for person in &PEOPLE {
            let known = self.0.database.find_user_by_email(person.email).await?.is_some();
            hashes.push(if known {
                None
            } else {
                Some(self.hash_password(&Sensitive::new(PASSWORD)).await?)
            });
        }
        let mut tx = self.0.database.begin().await?;
        tx.lock_people().await?;
        self.add_shipped_roles(&mut tx).await?;
        let acme = self.add_organization(&mut tx, "Acme", true).await?;
        let globex = self.add_organization(&mut tx, "Globex", false).await?;
        let northwind = self.add_customer(&mut tx, &acme, "Northwind").await?;
        for (person, hash) in PEOPLE.iter().zip(hashes) {
            let Some(hash) = hash else { continue };
            if tx.find_user_by_email(person.email).await?.is_some() {
                continue;
            }
            let is_customers = matches!(person.role, CUSTOMER_ADMINISTRATOR | CUSTOMER_USER);
            let row = NewUserRow {
                id: self.new_id(),
                customer: is_customers.then_some(northwind),
                email: person.email.to_owned(),
                first_name: person.first_name.to_owned(),
                last_name: person.last_name.to_owned(),
                password_hash: Some(hash),
                created_at: self.now(),
            };
            let role = tx.find_role_by_name(person.role).await?.ok_or(Error::NotFound)?;
            let organizations = [acme.id, globex.id];
            let organizations = if person.both { &organizations[..] } else { &organizations[..1] };
            people::add_person(&mut tx, &row, organizations, &[role]).await?;
            let found = self.locked_user(&mut tx, row.id).await?;
            self.record_created(&mut tx, By::Operator, &found).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn add_customer(
        &self,
        tx: &mut Transaction,
        organization: &OrganizationRow,
        name: &str,
    ) -> Result<CustomerId> {
        if let Some(there) = tx.find_customer_by_name(organization.id, name).await? {
            return Ok(there.id);
        }
        let row = CustomerRow {
            id: self.new_id(),
            organization_id: organization.id,
            name: name.to_owned(),
            enabled: true,
            created_at: self.now(),
        };
        tx.create_customer(&row).await?;
        self.record_created(tx, By::Operator, &row).await?;
        Ok(row.id)
    }
}

/// Refuses demo data where more than this machine reaches the server.
pub(super) fn require_loopback(public_url: &str) -> Result<()> {
    if is_loopback(public_url) { Ok(()) } else { Err(Error::DemoNotOnLoopback(public_url.to_owned())) }
}

/// Whether only this machine reaches that URL. Anything that cannot be read for certain is not.
fn is_loopback(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return false;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => match v6.split_once(']') {
            Some((host, port)) => (host, port),
            None => return false,
        },
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port_is_fine = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok());
    let host_is_here = if authority.starts_with('[') {
        host.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
    } else {
        host.eq_ignore_ascii_case("localhost")
            || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
    };
    port_is_fine && host_is_here
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FirstAdministrator, testing::TestOffice};
    use model::{Action, Level, Subject};
    use store::testing::{Engine, TestDatabase};

    async fn counts(test: &TestOffice) -> Vec<i64> {
        let mut counts = Vec::new();
        for table in ["users", "organizations", "customers", "roles", "user_roles", "user_organizations"] {
            counts.push(test.db.count(table).await);
        }
        counts
    }

    store::on_both_engines! {
        async fn everybody_of_the_demo_can_sign_in(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            test.office.add_demo_data().await.unwrap();
            for (email, name, organizations) in [
                ("admin@example.com", "Ada Admin", &["Acme", "Globex"][..]),
                ("john.doe@example.com", "John Doe", &["Acme"]),
                ("maria.lopez@example.com", "Maria Lopez", &["Acme"]),
                ("amanda.cole@example.com", "Amanda Cole", &["Acme"]),
                ("brian.fox@example.com", "Brian Fox", &["Acme"]),
            ] {
                let (_, actor) = test.signed_in(email, "admin-demo-password").await;
                assert_eq!(actor.viewer.name, name);
                let names: Vec<_> = actor.viewer.organizations.iter().map(|one| one.name.as_str()).collect();
                assert_eq!(names, organizations, "{email}");
                let global: Vec<_> = actor.viewer.organizations.iter().map(|one| one.global).collect();
                assert_eq!(global, [true, false][..organizations.len()]);
            }
            let john = test.actor("john.doe@example.com", "Acme").await;
            assert_eq!(john.level(Subject::Applications, Action::Delete), Level::Own);
            assert_eq!(john.level(Subject::Users, Action::View), Level::None);
        }

        async fn the_demo_comes_once_also_when_two_bring_it(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let both = [test.office.clone(), test.office.clone()]
                .map(|office| tokio::spawn(async move { office.add_demo_data().await }));
            for one in both {
                one.await.unwrap().unwrap();
            }
            assert_eq!(counts(&test).await, [5, 2, 1, 6, 5, 6]);
            test.office.add_demo_data().await.unwrap();
            let init = test.office.initialize(FirstAdministrator::default()).await.unwrap();
            assert!(init.administrator.is_none(), "the demo has an administrator");
            assert_eq!(counts(&test).await, [5, 2, 1, 6, 5, 6]);
        }

        async fn the_demo_joins_what_is_there(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let init = test.office.initialize(FirstAdministrator::default()).await.unwrap();
            let (email, password) = init.administrator.unwrap();
            test.office.add_demo_data().await.unwrap();
            assert_eq!(counts(&test).await, [6, 3, 1, 6, 6, 7]);
            test.signed_in(&email, password.unwrap().reveal()).await;
        }
    }

    #[tokio::test]
    async fn the_demo_is_refused_where_others_could_reach_it() {
        let db = TestDatabase::new(Engine::Sqlite).await;
        let test =
            TestOffice::with(db, |settings| settings.public_url = "https://id.example.com".into()).await;
        let Err(refused) = test.office.add_demo_data().await else { panic!("refused") };
        assert!(refused.to_string().ends_with("and it is https://id.example.com"), "{refused}");
        assert_eq!(counts(&test).await, [0; 6]);
    }

    #[test]
    fn only_this_machine_counts_as_loopback() {
        for url in [
            "http://localhost",
            "http://LOCALHOST:3000",
            "http://127.0.0.1:3000",
            "https://127.8.9.10/x",
            "http://[::1]:3000",
            "http://[::1]",
        ] {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "",
            "localhost",
            "ftp://localhost",
            "http://",
            "http://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "http://localhost:80@example.com",
            "http://128.0.0.1",
            "http://0.0.0.0:3000",
            "http://[::]:3000",
            "http://[::1",
            "http://[localhost]",
            "http://192.168.0.1",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
