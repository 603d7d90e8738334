//! Who may do what in the pages of people and applications, past the browser: every kind of person against every
//! function, page, form and export.
//!
//! Each table has a line per question and a status per person, in the order of [`PEOPLE`]. What is refused is asked first
//! and changes nothing; `-` is not asked.

mod exports;
mod forms;
mod functions;
mod nonsense;
mod outbox;
mod pages;
mod rules;
mod sides;
mod templates;

use crate::support::{ADMIN, Browser, JOHN, PASSWORD, TestApp};
use domain::{NewUser, Sensitive};
use model::{ApplicationForm, CreatedApplication, CustomerForm, RoleForm, Side, UserId};
use serde_json::{Value, json};
use store::testing::TestDatabase;

/// Administrator, organization administrator, customer-user manager, user, customer administrator, customer user, and
/// somebody whose role allows nothing.
pub const PEOPLE: [&str; 7] = [
    ADMIN,
    "chief@example.com",
    "maria.lopez@example.com",
    JOHN,
    "amanda.cole@example.com",
    "brian.fox@example.com",
    "idle@example.com",
];

/// A line of a table: what is asked, with what, and the status for each person.
pub type Line = (&'static str, &'static str, &'static str);

/// The demo data and some more: in Northwind a `buyer`, in Contoso a `stranger`, in Acme a `target`, each with an
/// application, and a `spare` role.
pub struct World {
    /// The server.
    pub app: TestApp,
    /// Ids by the words that stand for them.
    words: Vec<(&'static str, String)>,
    /// The application of the buyer.
    pub buyers: CreatedApplication,
}

impl World {
    /// One on this database.
    pub async fn on(db: TestDatabase) -> Self {
        let app = TestApp::on(db).await;
        let operator = app.actor(ADMIN).await;
        let office = app.office.clone();
        let role = async |name: &str| {
            let form = RoleForm { name: name.into(), ..RoleForm::new(Side::BackOffice) };
            office.create_role(&operator, &form).await.expect("a role").id
        };
        let (spare, _) = (role("Spare").await, role("Nothing").await);
        let contoso = CustomerForm { name: "Contoso".into(), ..CustomerForm::default() };
        let contoso = office.create_customer(&operator, &contoso).await.expect("a customer").id;
        let northwind = office.find_user(&operator, app.user(PEOPLE[5]).await).await.expect("Brian");
        let northwind = northwind.customer.expect("a customer").id;
        let add = async |name: &str, role: &str, customer| {
            let new = NewUser {
                email: format!("{name}@example.com"),
                first_name: name.into(),
                last_name: "Test".into(),
                password: Some(Sensitive::new(PASSWORD)),
                roles: vec![role.into()],
                organizations: Vec::new(),
                customer,
            };
            office.create_user(&operator, new).await.expect("a person")
        };
        add("chief", "Organization Administrator", None).await;
        add("idle", "Nothing", None).await;
        let target = add("target", "User", None).await;
        let buyer = add("buyer", "Customer User", Some(northwind)).await;
        let stranger = add("stranger", "Customer User", Some(contoso)).await;
        let boss = app.user(ADMIN).await;
        let owned = async |owner: UserId| {
            let form = ApplicationForm { name: format!("Of {owner}"), ..ApplicationForm::new() };
            office.create_application(&operator, owner, &form).await.expect("an application")
        };
        let buyers = owned(buyer).await;
        let words = vec![
            ("$targets_app", owned(target).await.application.id.to_string()),
            ("$strangers_app", owned(stranger).await.application.id.to_string()),
            ("$buyers_app", buyers.application.id.to_string()),
            ("$boss_app", owned(boss).await.application.id.to_string()),
            ("$target", target.to_string()),
            ("$buyer", buyer.to_string()),
            ("$stranger", stranger.to_string()),
            ("$boss", boss.to_string()),
            ("$northwind", northwind.to_string()),
            ("$contoso", contoso.to_string()),
            ("$acme", app.acme().await.to_string()),
            ("$globex", app.organization("Globex").await.to_string()),
            ("$spare", spare.to_string()),
            ("$nobody", "01890a5d-ac96-774b-bcce-b302099a8057".into()),
        ];
        app.clear_mails().await;
        Self { app, words, buyers }
    }

    /// The text with ids in the places of their words.
    pub fn fill(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, (word, id)| text.replace(word, id))
    }

    /// The session of each of the [`PEOPLE`].
    pub async fn sessions(&self) -> Vec<Browser<'_>> {
        let mut sessions = Vec::new();
        for email in PEOPLE {
            sessions.push(self.app.signed_in(email).await);
        }
        sessions
    }

    /// Everything an administrator sees, and how many rows there are.
    pub async fn seen_by_the_administrator(&self) -> Value {
        let administrator = self.app.signed_in(ADMIN).await;
        let mut seen = Vec::new();
        for side in ["back_office", "customer"] {
            let asked = json!({ "side": side, "customer": null, "query": [] });
            seen.push(administrator.rpc("users/list", &asked).await.expect(200).json());
            seen.push(administrator.rpc("applications/all", &asked).await.expect(200).json());
        }
        for function in ["customers/list", "organizations/list", "roles/list", "notification-rules/list"] {
            seen.push(administrator.rpc(function, &json!({ "query": [] })).await.expect(200).json());
        }
        for table in
            ["application_secrets", "saved_views", "password_links", "outbox_mails", "notification_rules"]
        {
            seen.push(self.app.db.count(table).await.into());
        }
        // When somebody last signed in changes by looking.
        without(Value::from(seen), "last_login_at")
    }
}

/// The same without this field, wherever it is.
fn without(value: Value, field: &str) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.into_iter().filter(|(name, _)| name != field);
            Value::Object(kept.map(|(name, value)| (name, without(value, field))).collect())
        }
        Value::Array(all) => all.into_iter().map(|one| without(one, field)).collect(),
        other => other,
    }
}

/// Whether this status is a refusal for want of permission.
pub fn is_refusal(status: &str) -> bool {
    matches!(status, "403" | "404")
}

/// Goes through a table twice: first what is refused, after which everything is as before, then what is not.
pub async fn walk(world: &World, table: &[Line], ask: impl AsyncFn(&Browser<'_>, &str, &str) -> u16) {
    let sessions = world.sessions().await;
    let before = world.seen_by_the_administrator().await;
    let mails = world.app.mails().await.len();
    let mut wrong = Vec::new();
    for refusals in [true, false] {
        for (what, with, expected) in table {
            let expected: Vec<_> = expected.split_whitespace().collect();
            assert_eq!(expected.len(), PEOPLE.len(), "{what}");
            for ((status, session), email) in expected.into_iter().zip(&sessions).zip(PEOPLE) {
                if status == "-" || is_refusal(status) != refusals {
                    continue;
                }
                let answered = ask(session, &world.fill(what), &world.fill(with)).await;
                if answered.to_string() != status {
                    wrong.push(format!("{what} {with}: {answered} instead of {status} for {email}"));
                }
            }
        }
        if refusals {
            assert_eq!(world.seen_by_the_administrator().await, before, "what was refused was done");
            assert_eq!(world.app.mails().await.len(), mails, "what was refused was told");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
