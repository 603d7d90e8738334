//! What is attached: listed newest first, in parts, found and removed.

use super::{BRIAN, MARIA, PEOPLE, Panel, message, messages_of, not_found, problem};
use crate::support::{ADMIN, Answer, JOHN, TestApp};
use serde_json::{Value, json};
use std::time::Duration;

fn subjects(answer: &Answer) -> Vec<String> {
    let messages = answer.json()["messages"].as_array().expect("messages").clone();
    messages.iter().map(|one| one["subject"].as_str().expect("a subject").to_owned()).collect()
}

/// The path of a URL that was answered.
fn path(url: &Value) -> String {
    url.as_str().expect("a URL").strip_prefix("http://127.0.0.1:3000").expect("one of here").to_owned()
}

store::on_both_engines! {
    async fn they_come_newest_first_and_each_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let list = messages_of(&app, BRIAN).await;
        for number in 0..5 {
            let mut sent = message(number);
            sent["date"] = json!(format!("2026-11-2{}T08:00:00Z", number % 3));
            panel.post(&list, &sent).await.expect(201);
            app.clock.advance(Duration::from_secs(1));
        }
        let expected = ["Message 2", "Message 4", "Message 1", "Message 3", "Message 0"];
        let all = panel.get(&list).await.expect(200);
        assert_eq!((subjects(&all), &all.json()["next"]), (expected.map(str::to_owned).to_vec(), &Value::Null));
        let (mut seen, mut next) = (Vec::new(), format!("{list}?limit=2"));
        loop {
            let part = panel.get(&next).await.expect(200);
            seen.extend(subjects(&part));
            // What is attached meanwhile does not move what is still to come.
            if seen.len() == 2 {
                let mut newest = message(9);
                newest["date"] = json!("2026-11-23T08:00:00Z");
                panel.post(&list, &newest).await.expect(201);
            }
            if part.json()["next"].is_null() { break }
            next = path(&part.json()["next"]);
        }
        assert_eq!(seen, expected);
    }

    async fn parameters_are_read_strictly(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let list = messages_of(&app, BRIAN).await;
        for (query, name) in [
            ("limit=0", "limit"),
            ("limit=101", "limit"),
            ("limit=x", "limit"),
            ("after=", "after"),
            ("after=1", "after"),
            ("after=9999999999999999999999_01890a5d-ac96-774b-bcce-b302099a8057", "after"),
            ("page=2", "page"),
        ] {
            let expected = (400, "invalid_query_parameter".to_owned(), vec![name.to_owned()]);
            assert_eq!(problem(&panel.get(&format!("{list}?{query}")).await), expected, "{query}");
        }
        // Where nothing is asked for, nothing is passed over.
        for path in [format!("{PEOPLE}/{}", app.user(BRIAN).await), format!("{list}/01890a5d-ac96-774b-bcce-b302099a8057")] {
            let expected = (400, "invalid_query_parameter".to_owned(), vec!["x".to_owned()]);
            assert_eq!(problem(&panel.get(&format!("{path}?x=y")).await), expected, "{path}");
        }
        panel.get(&format!("{list}?limit=100&after=0_01890a5d-ac96-774b-bcce-b302099a8057")).await.expect(200);
    }

    async fn one_is_found_at_its_person_only(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (admin, maria, john) =
            (Panel::new(&app, ADMIN).await, Panel::new(&app, MARIA).await, Panel::new(&app, JOHN).await);
        let created = admin.post(&messages_of(&app, BRIAN).await, &message(1)).await.expect(201).json();
        let one = path(&created["url"]);
        assert_eq!(maria.get(&one).await.expect(200).json(), created, "she may delete customer users, too");
        assert_eq!(problem(&john.get(&one).await), not_found());
        assert_eq!(problem(&john.delete(&one).await), not_found());
        let id = created["id"].as_str().expect("an id");
        let elsewhere = format!("{}/{id}", messages_of(&app, JOHN).await);
        for path in [elsewhere, format!("{PEOPLE}/{id}/messages/{id}"), format!("{PEOPLE}/x/messages/{id}"), format!("{one}x")] {
            assert_eq!(problem(&admin.get(&path).await), not_found(), "{path}");
            assert_eq!(problem(&admin.delete(&path).await), not_found(), "{path}");
        }
        assert_eq!(admin.get(&one).await.status, 200);
    }

    async fn who_attached_it_and_who_may_delete_the_person_remove_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (admin, maria, john) =
            (Panel::new(&app, ADMIN).await, Panel::new(&app, MARIA).await, Panel::new(&app, JOHN).await);
        let brians = messages_of(&app, BRIAN).await;
        for (attaches, removes, list) in [
            (&maria, &maria, brians.clone()),
            (&maria, &admin, brians),
            (&admin, &john, messages_of(&app, JOHN).await),
        ] {
            let one = path(&attaches.post(&list, &message(1)).await.expect(201).json()["url"]);
            assert_eq!(removes.delete(&one).await.expect(204).text(), "");
            assert_eq!(problem(&removes.delete(&one).await), not_found());
            assert_eq!(subjects(&attaches.get(&list).await), [""; 0]);
        }
    }

    async fn disabling_the_person_keeps_them(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let list = messages_of(&app, BRIAN).await;
        panel.post(&list, &message(1)).await.expect(201);
        app.office.disable_user(&app.actor(ADMIN).await, app.user(BRIAN).await).await.expect("to be disabled");
        assert_eq!(subjects(&panel.get(&list).await), ["Message 1"]);
    }
}
