//! Lists: filters, order and pages, the same on both engines.

use super::*;
use crate::ApplicationList;
use model::{
    ApplicationField, Asked, Condition, Direction, Filter, GridQuery, Page, Part, Sort, TextOperator,
    TextOperator::{Contains, EndsWith, Equals, NotContains, StartsWith},
};
use std::time::Duration;

type Query = GridQuery<ApplicationField>;

fn names(page: &Page<Application>) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

impl Demo {
    async fn list(&self, actor: &Actor, query: &Query) -> Page<Application> {
        let list = ApplicationList::of(actor.viewer.id, query, self.office.now());
        self.office.list_applications(actor, &list).await.unwrap()
    }

    async fn named(&self, operator: TextOperator, name: &str) -> Vec<String> {
        let asked = (!name.is_empty()).then(|| (ApplicationField::Name, Asked::Text(operator, name.into())));
        let query =
            Query { asked: asked.into_iter().collect(), sort: Sort::parse("name"), ..GridQuery::default() };
        names(&self.list(&self.john, &query).await).into_iter().map(ToOwned::to_owned).collect()
    }
}

store::on_both_engines! {
    async fn names_are_compared_as_typed_without_regard_to_case(db: TestDatabase) {
        let demo = Demo::on(db).await;
        for name in ["100% Öl", "100 Oel", "a_b", "axb", r"back\slash", "ÖLTANK", "plain"] {
            demo.create(&demo.john, name).await;
        }
        let all = ["100 Oel", "100% Öl", "a_b", "axb", r"back\slash", "plain", "ÖLTANK"];
        assert_eq!(demo.named(Contains, "").await, all);
        assert_eq!(demo.named(Contains, "öl").await, ["100% Öl", "ÖLTANK"]);
        assert_eq!(demo.named(Contains, "%").await, ["100% Öl"]);
        assert_eq!(demo.named(Contains, "_").await, ["a_b"]);
        assert_eq!(demo.named(Contains, r"\").await, [r"back\slash"]);
        assert_eq!(demo.named(Contains, "'; DROP TABLE applications; --").await, [""; 0]);
        assert_eq!(demo.named(NotContains, "ÖL").await, ["100 Oel", "a_b", "axb", r"back\slash", "plain"]);
        assert_eq!(demo.named(NotContains, "_").await.len(), 6);
        assert_eq!(demo.named(Equals, "A_B").await, ["a_b"]);
        assert_eq!(demo.named(Equals, "öltank").await, ["ÖLTANK"]);
        assert_eq!(demo.named(Equals, "%").await, [""; 0]);
        assert_eq!(demo.named(StartsWith, "100%").await, ["100% Öl"]);
        assert_eq!(demo.named(StartsWith, "Öl").await, ["ÖLTANK"]);
        assert_eq!(demo.named(EndsWith, "ÖL").await, ["100% Öl"]);
        assert_eq!(demo.named(EndsWith, r"\Slash").await, [r"back\slash"]);
        assert_eq!(demo.test.mails().await.len(), 7);
    }

    async fn a_nul_in_a_filter_finds_nothing(db: TestDatabase) {
        let demo = Demo::on(db).await;
        demo.create(&demo.john, "plain").await;
        for operator in [Contains, Equals, StartsWith, EndsWith] {
            assert_eq!(demo.named(operator, "pl\0ain").await, [""; 0], "{operator:?}");
        }
        assert_eq!(demo.named(NotContains, "pl\0ain").await, ["plain"]);
    }

    async fn status_organization_and_the_others_filter(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let globex = demo.organization("Globex").await;
        let here = demo.create(&demo.admin, "Here").await.application;
        let there = ApplicationForm { organization: globex.to_string(), active: false, all_apis: false, apis: vec!["scim".into()], ..form("There") };
        demo.office.create_application(&demo.admin, demo.admin.viewer.id, &there).await.unwrap();
        let johns = demo.create(&demo.john, "Johns").await.application;
        demo.test.db.execute("UPDATE applications SET last_used_at = 5 WHERE name = 'Johns'").await;
        let asked = |field, asked| Query { asked: vec![(field, asked)], ..Query::default() };
        let status = |active| asked(ApplicationField::Active, Asked::Is(active));
        assert_eq!(names(&demo.list(&demo.admin, &status(true)).await), ["Here"]);
        assert_eq!(names(&demo.list(&demo.admin, &status(false)).await), ["There"]);
        let in_globex = asked(ApplicationField::Organization, Asked::AnyOf(vec![globex.0]));
        assert_eq!(names(&demo.list(&demo.admin, &in_globex).await), ["There"]);
        let any = async |field, condition| {
            let list = ApplicationList {
                owner: None,
                side: None,
                filter: Filter::Field(field, condition),
                sort: vec![Sort { field: ApplicationField::Name, direction: Direction::Ascending }],
                part: Part::Numbered { number: 1, size: 25 },
            };
            let page = demo.office.list_applications(&demo.admin, &list).await.unwrap();
            page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        let text = |operator, text: &str| Condition::Text(operator, text.into());
        let words = |words: &[&str]| Condition::Words(words.iter().map(ToString::to_string).collect());
        assert_eq!(any(ApplicationField::Apis, words(&["scim"])).await, ["Here", "Johns", "There"]);
        assert_eq!(any(ApplicationField::Apis, words(&["email_addon", "json_api"])).await, ["Here", "Johns"]);
        assert_eq!(any(ApplicationField::Apis, words(&["json"])).await, [""; 0]);
        assert_eq!(any(ApplicationField::Grant, words(&["client_credentials"])).await.len(), 3);
        assert_eq!(any(ApplicationField::Grant, words(&["device", "password"])).await, [""; 0]);
        assert_eq!(any(ApplicationField::Owner, text(Contains, "DOE JOHN.doe@")).await, ["Johns"]);
        assert_eq!(any(ApplicationField::Owner, text(NotContains, "john")).await, ["Here", "There"]);
        assert_eq!(any(ApplicationField::LastUsed, Condition::Before(model::Timestamp(6))).await, ["Johns"]);
        assert_eq!(any(ApplicationField::LastUsed, Condition::Before(model::Timestamp(5))).await, [""; 0]);
        assert_eq!(any(ApplicationField::LastUsed, Condition::NotBefore(model::Timestamp(5))).await, ["Johns"]);
        assert_eq!(any(ApplicationField::ClientId, text(Equals, &here.client_id)).await, ["Here"]);
        assert_eq!(any(ApplicationField::ClientId, text(StartsWith, &here.client_id[..12].to_uppercase())).await, ["Here"]);
        assert_eq!(any(ApplicationField::OwnerId, Condition::AnyOf(vec![johns.owner.unwrap().id.0])).await, ["Johns"]);
        assert_eq!(any(ApplicationField::LastUsed, Condition::Is(false)).await, ["Here", "There"]);
        // What does not fit is no error and finds nothing.
        assert_eq!(any(ApplicationField::Created, text(Contains, "2026")).await, [""; 0]);
        assert_eq!(any(ApplicationField::Active, text(Contains, "true")).await, [""; 0]);
        assert_eq!(any(ApplicationField::Organization, text(Contains, "acme")).await, [""; 0]);
        assert_eq!(demo.test.mails().await.len(), 3);
    }

    async fn unused_counts_from_the_last_use_or_else_from_the_creation(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let day = Duration::from_hours(24);
        demo.create(&demo.john, "Old").await;
        demo.create(&demo.john, "Old but used").await;
        demo.test.clock.advance(day * 100);
        demo.create(&demo.john, "New").await;
        let then = (demo.office.now() - day * 89).0;
        demo.test.db.execute(&format!("UPDATE applications SET last_used_at = {then} WHERE name = 'Old but used'")).await;
        let unused = async |days| {
            let asked = vec![(ApplicationField::LastUsed, Asked::Time(model::TimeAsked::Unused(days)))];
            let query = Query { asked, sort: Sort::parse("name"), ..Query::default() };
            names(&demo.list(&demo.john, &query).await).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(unused(101).await, [""; 0]);
        assert_eq!(unused(90).await, ["Old"]);
        assert_eq!(unused(88).await, ["Old", "Old but used"]);
    }

    async fn every_column_sorts_both_ways_and_the_same_everywhere(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let globex = demo.organization("Globex").await.to_string();
        let add = async |name: &str, organization: &str, active: bool, apis: &[&str]| {
            let form = ApplicationForm {
                organization: organization.into(),
                active,
                all_apis: apis.is_empty(),
                apis: apis.iter().map(ToString::to_string).collect(),
                ..form(name)
            };
            demo.office.create_application(&demo.admin, demo.admin.viewer.id, &form).await.unwrap();
            demo.test.clock.advance(Duration::from_secs(1));
        };
        add("b", "", true, &["scim"]).await;
        add("C", &globex, false, &[]).await;
        add("_a", &globex, true, &["json_api", "scim"]).await;
        add("ä", "", false, &["json_api"]).await;
        demo.test.db.execute("UPDATE applications SET last_used_at = 5 WHERE name = 'C'").await;
        demo.test.db.execute("UPDATE applications SET last_used_at = 9 WHERE name = 'b'").await;
        for (sort, expected) in [
            ("name", ["_a", "b", "C", "ä"]),
            ("organization", ["b", "ä", "C", "_a"]),
            ("apis", ["C", "ä", "_a", "b"]),
            ("active", ["C", "ä", "b", "_a"]),
            ("last_used_at", ["_a", "ä", "C", "b"]),
            ("created_at", ["b", "C", "_a", "ä"]),
            // The same for all of them, so that they come as they were made.
            ("owner", ["b", "C", "_a", "ä"]),
            ("grant", ["b", "C", "_a", "ä"]),
        ] {
            let ascending = Query { sort: Sort::parse(sort), ..GridQuery::default() };
            assert_eq!(names(&demo.list(&demo.admin, &ascending).await), expected, "{sort}");
            let descending = Query { sort: Sort::parse(&format!("-{sort}")), ..GridQuery::default() };
            let mut reversed = expected;
            reversed.reverse();
            assert_eq!(names(&demo.list(&demo.admin, &descending).await), reversed, "-{sort}");
        }
        // Where the list spans organizations it is in their order, else the newest come first.
        assert_eq!(names(&demo.list(&demo.admin, &GridQuery::default()).await), ["b", "ä", "_a", "C"]);
        let local = demo.test.actor(ADMIN, "Globex").await;
        assert_eq!(names(&demo.list(&local, &GridQuery::default()).await), ["_a", "C"]);
        assert_eq!(demo.test.mails().await.len(), 4);
    }

    async fn pages_hold_every_row_once_and_end_with_the_last(db: TestDatabase) {
        let demo = Demo::on(db).await;
        for number in 0..23 {
            demo.create(&demo.john, &format!("App {number:02}")).await;
        }
        let page = async |page, page_size| {
            demo.list(&demo.john, &Query { page, page_size, sort: Sort::parse("active"), ..GridQuery::default() }).await
        };
        let mut seen = Vec::new();
        for number in 1..=3 {
            let page = page(number, 10).await;
            assert_eq!((page.number, page.total, page.size, page.count()), (number, 23, 10, 3));
            seen.extend(page.rows.into_iter().map(|row| row.name));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 23);
        for beyond in [4, 1000, u32::MAX] {
            let page = page(beyond, 10).await;
            assert_eq!((page.number, page.rows.len()), (3, 3), "{beyond}");
        }
        let whole = page(0, u32::MAX).await;
        assert_eq!((whole.number, whole.size, whole.rows.len()), (1, 100, 23));
        assert_eq!(page(1, 0).await.size, 1);
        let none = demo.list(&demo.admin, &Query { page: 7, ..GridQuery::default() }).await;
        assert_eq!((none.number, none.total, none.rows.len()), (1, 0, 0));
        assert_eq!(demo.test.mails().await.len(), 23);
    }
}
