//! `GET /people`: who is behind an address, as far as the pages would show them.

use super::{BRIAN, MARIA, PEOPLE, Panel, not_found, problem};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::{Value, json};

/// The addresses of the people in an answer.
fn emails(answer: &crate::support::Answer) -> Vec<String> {
    let people = answer.json()["people"].as_array().expect("people").clone();
    people.iter().map(|one| one["email"].as_str().expect("an address").to_owned()).collect()
}

store::on_both_engines! {
    async fn an_address_leads_to_the_person_with_customer_and_organization(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, MARIA).await;
        let id = app.user(BRIAN).await;
        let answer = panel.get(&format!("{PEOPLE}?email=Brian.Fox@EXAMPLE.com")).await.expect(200);
        let northwind = app.actor(BRIAN).await.customer.expect("a customer");
        let brian = json!({
            "id": id,
            "side": "customer",
            "name": "Brian Fox",
            "email": BRIAN,
            "active": true,
            "customer": { "id": northwind, "name": "Northwind" },
            "organizations": [{ "id": app.acme().await, "name": "Acme" }],
            "roles": ["Customer User"],
            "page": format!("http://127.0.0.1:3000/customer-users/{id}"),
            "messages": format!("http://127.0.0.1:3000{PEOPLE}/{id}/messages"),
        });
        assert_eq!(answer.json(), json!({ "people": [brian] }));
        assert_eq!(panel.get(&format!("{PEOPLE}/{id}")).await.expect(200).json(), brian);
    }

    async fn all_addresses_of_a_mail_are_asked_at_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asked = format!("{PEOPLE}?email={BRIAN},{JOHN},nobody@example.com,{MARIA},{BRIAN}");
        let admin = Panel::new(&app, ADMIN).await.get(&asked).await.expect(200);
        assert_eq!(emails(&admin), [JOHN, MARIA, BRIAN]);
        // Maria sees customer users and herself; her page is My User.
        let maria = Panel::new(&app, MARIA).await.get(&asked).await.expect(200);
        assert_eq!(emails(&maria), [BRIAN, MARIA]);
        assert_eq!(maria.json()["people"][1]["page"], "http://127.0.0.1:3000/my-user");
        assert_eq!(emails(&Panel::new(&app, JOHN).await.get(&asked).await.expect(200)), [JOHN]);
    }

    async fn nobody_is_an_empty_answer_and_somebody_out_of_sight_is_not_found(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Panel::new(&app, JOHN).await;
        let nobody = john.get(&format!("{PEOPLE}?email={BRIAN}")).await.expect(200);
        assert_eq!(nobody.json(), json!({ "people": [] }));
        let brian = format!("{PEOPLE}/{}", app.user(BRIAN).await);
        for path in [brian, format!("{PEOPLE}/01890a5d-ac96-774b-bcce-b302099a8057"), format!("{PEOPLE}/x")] {
            assert_eq!(problem(&john.get(&path).await), not_found(), "{path}");
        }
    }

    async fn what_is_no_address_or_too_many_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let addresses = |count: usize| (0..count).map(|n| format!("u{n}@example.com")).collect::<Vec<_>>().join(",");
        panel.get(&format!("{PEOPLE}?email={}", addresses(100))).await.expect(200);
        let many = format!("email={}", addresses(101));
        for query in ["", "email=", "email=ada", "email=a@b.example,", "email=%00@b.example", many.as_str()] {
            let answer = panel.get(&format!("{PEOPLE}?{query}")).await;
            assert_eq!(problem(&answer), (400, "invalid_query_parameter".into(), vec!["email".into()]), "{query:.30}");
        }
        for (query, name) in [("email=a@b.example&name=x", "name"), ("email=a@b.example&email=c@d.example", "email")] {
            assert_eq!(problem(&panel.get(&format!("{PEOPLE}?{query}")).await).2, [name]);
        }
    }

    async fn somebody_who_is_disabled_is_still_somebody(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let id = app.user(BRIAN).await;
        app.office.disable_user(&app.actor(ADMIN).await, id).await.expect("to be disabled");
        let panel = Panel::new(&app, MARIA).await;
        let answer = panel.get(&format!("{PEOPLE}?email={BRIAN}")).await.expect(200);
        assert_eq!(answer.json()["people"][0]["active"], Value::Bool(false));
    }
}
