//! One filter, three answers: what SQLite selects, what PostgreSQL selects, and what `matching` finds in the resources as they are
//! shown. They are the same, for any filter.

use super::super::{filter::Unreadable, matching::matches, user_resource::resources};
use super::*;
use crate::scim::error::ScimType;
use domain::testing::TestOffice;
use model::{Direction, UserForm};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use std::{collections::HashSet, time::Duration};
use store::testing::Engine;

/// First name, last name, external id, roles, whether they may come in.
type Person = (&'static str, &'static str, &'static str, &'static [&'static str], bool);

const PEOPLE: [Person; 9] = [
    ("Ärne", "Öberg", "E-1", &["User"], true),
    ("ärne", "öberg", "e-1", &["User", "Administrator"], true),
    ("İpek", "ΟΔΥΣΣΕΥΣ", "", &[], true),
    ("Anna Maria", "O'Malley", "100%", &["Organization Administrator"], false),
    ("Annamaria", "O_Malley", "", &["User"], true),
    ("a\\b", "100%", "a\\b", &["Customer User Manager"], true),
    ("\u{212a}elvin", "Ⅷ", "\u{212a}", &[], false),
    ("Zoe", "\u{1f511} Key", "E-10", &["User", "Customer User Manager"], true),
    ("\"Q\"", "e\u{301}", "null", &["User"], true),
];

/// An office with these people, and what a filter can speak of there.
struct Evaluator {
    test: TestOffice,
    actor: Actor,
    known: Known,
    resources: Vec<Value>,
}

impl Evaluator {
    /// The same on every engine, down to the ids: clock and randomness are those of tests.
    async fn on(engine: Engine) -> Self {
        let test = TestOffice::demo(engine).await;
        let actor = test.actor("admin@example.com", "Acme").await;
        let office = &test.office;
        let roles = office.user_filter_options(&actor, Side::BackOffice).await.unwrap().roles;
        for (index, (first, last, external_id, names, enabled)) in PEOPLE.into_iter().enumerate() {
            test.clock.advance(Duration::from_secs(1));
            let id = |name: &&str| roles.iter().find(|role| role.name == *name).unwrap().id.to_string();
            let form = UserForm {
                email: format!("P{index}_%@Example.com"),
                first_name: first.into(),
                last_name: last.into(),
                organizations: vec![actor.viewer.organization.id.to_string()],
                roles: names.iter().map(id).collect(),
                ..UserForm::default()
            };
            let user = office.provision_user(&actor, &form).await.unwrap();
            test.clock.advance(Duration::from_secs(1));
            office.set_external_id_of_user(&actor, user.id, Some(external_id)).await.unwrap();
            if !enabled {
                office.disable_user(&actor, user.id).await.unwrap();
            }
        }
        let organization = actor.viewer.organization.id;
        let known = Known { base: user_resource::base(office), organization, roles };
        let users = select_users(&test, &actor, &Filter::everything()).await;
        let resources = resources(office, &actor, &users).await.unwrap();
        Self { test, actor, known, resources }
    }

    async fn selected(&self, asked: &Asked) -> Result<HashSet<String>, Refusal> {
        let filter = translate(asked, &self.known)?;
        let users = select_users(&self.test, &self.actor, &filter).await;
        Ok(users.into_iter().map(|user| user.id.to_string()).collect())
    }
}

async fn select_users(test: &TestOffice, actor: &Actor, filter: &Users) -> Vec<model::User> {
    let sort = Sort { field: UserField::Id, direction: Direction::Ascending };
    test.office.search_users(actor, Side::BackOffice, filter, sort, (0, 1_000)).await.unwrap().1
}

fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts_of).collect(),
        Value::Object(members) => members.values().flat_map(texts_of).collect(),
        _ => Vec::new(),
    }
}

/// Texts that occur, parts of them, and what is special to somebody.
fn texts(resources: &[Value]) -> impl Strategy<Value = String> + use<> {
    let occurring: Vec<String> = resources.iter().flat_map(texts_of).collect();
    let whole = select(occurring.clone());
    let part = (select(occurring), 0..8_usize, 0..8_usize)
        .prop_map(|(text, from, length)| text.chars().skip(from).take(length).collect::<String>());
    let special = select(vec![
        "",
        " ",
        "%",
        "_",
        "\\",
        "\0",
        "a\0b",
        "null",
        "True",
        "FALSE",
        "'",
        "2026-11-23T09:30:05.5Z",
    ]);
    prop_oneof![3 => whole, 4 => part, 2 => special.prop_map(str::to_owned), 1 => "\\PC{0,3}"]
        .prop_flat_map(|text| select(vec![text.clone(), text.to_uppercase(), text.to_lowercase()]))
}

const TEXTS: &[&str] = &[
    "userName",
    "USERNAME",
    "emails",
    "emails.value",
    "name.givenName",
    "name.familyName",
    "name.formatted",
    "displayName",
    "urn:ietf:params:scim:schemas:core:2.0:User:userName",
    "emails.type",
    "schemas",
    "meta.resourceType",
    "roles",
    "roles.value",
    "roles.display",
    "groups",
    "groups.value",
    "groups.display",
    "groups.type",
    "groups.$ref",
];
const OTHERS: &[&str] = &[
    "externalId",
    "id",
    "active",
    "emails.primary",
    "meta.created",
    "meta.lastModified",
    "name",
    "meta",
    "title",
    "roles.type",
    "urn:x:User:userName",
];

fn comparisons(names: Vec<&'static str>, resources: &[Value]) -> BoxedStrategy<Asked> {
    let attribute = select(names).prop_map(|name| Attribute::read(name).unwrap());
    let literal = prop_oneof![
        8 => texts(resources).prop_map(Literal::Text),
        1 => Just(Literal::Null),
        1 => any::<bool>().prop_map(Literal::Bool),
        1 => any::<i8>().prop_map(|number| Literal::Number(number.to_string())),
    ];
    prop_oneof![
        1 => attribute.clone().prop_map(Asked::Present),
        8 => (attribute, select(&Operator::ALL[..]), literal)
            .prop_map(|(attribute, operator, literal)| Asked::Compare(attribute, operator, literal)),
    ]
    .boxed()
}

fn trees(leaves: BoxedStrategy<Asked>) -> BoxedStrategy<Asked> {
    let deeper = leaves.prop_recursive(3, 10, 3, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            some().prop_map(Asked::And),
            some().prop_map(Asked::Or),
            inner.clone().prop_map(|one| Asked::Not(Box::new(one))),
        ]
    });
    deeper.boxed()
}

fn filters(resources: &[Value]) -> BoxedStrategy<Asked> {
    let within = |name: &'static str, parts: Vec<&'static str>| {
        let attribute = Attribute::read(name).unwrap();
        trees(comparisons(parts, resources))
            .prop_map(move |filter| Asked::Values(attribute.clone(), Box::new(filter)))
    };
    // What is refused anywhere is refused as a whole, so those are rare.
    trees(
        prop_oneof![
            12 => comparisons(TEXTS.to_vec(), resources),
            3 => comparisons(OTHERS.to_vec(), resources),
            2 => within("emails", vec!["value", "type", "primary"]),
            2 => within("roles", vec!["value", "display"]),
            1 => within("Groups", vec!["value", "display", "type", "$ref"]),
        ]
        .boxed(),
    )
}

#[test]
fn any_filter_selects_the_same_in_both_databases_and_in_memory() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (sqlite, postgres) = runtime
        .block_on(async { (Evaluator::on(Engine::Sqlite).await, Evaluator::on(Engine::Postgres).await) });
    assert_eq!(sqlite.resources, postgres.resources);
    assert_eq!(sqlite.resources.len(), PEOPLE.len() + 3);
    let mut runner = TestRunner::new(Config {
        cases: 600,
        max_global_rejects: 6_000,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&filters(&sqlite.resources), |asked| {
        let text = asked.to_string();
        match text.parse::<Asked>() {
            Ok(read) => prop_assert_eq!(&read, &asked),
            Err(Unreadable(why)) => {
                // Only what is beyond a limit does not read as it was printed.
                prop_assert!(why.contains("or less") || why.contains("more than"), "{text}: {why}");
                return Ok(());
            }
        }
        let answers =
            runtime.block_on(async { (sqlite.selected(&asked).await, postgres.selected(&asked).await) });
        match answers {
            (Ok(in_sqlite), Ok(in_postgres)) => {
                let found = sqlite.resources.iter().filter(|resource| matches(&asked, resource));
                let found: HashSet<String> =
                    found.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
                prop_assert_eq!(&in_sqlite, &found, "SQLite: {}", text);
                prop_assert_eq!(&in_postgres, &found, "PostgreSQL: {}", text);
            }
            (Err(one), Err(other)) => {
                prop_assert_eq!(one.scim_type, Some(ScimType::InvalidFilter));
                prop_assert_eq!(one, other);
                return Err(TestCaseError::reject("refused"));
            }
            (one, other) => prop_assert!(false, "{}: {:?} {:?}", text, one, other),
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
