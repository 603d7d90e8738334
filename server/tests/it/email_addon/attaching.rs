//! `POST /people/{id}/messages`: once by its Message-ID, by whoever may edit the person, and nothing of what is refused.

use super::{BRIAN, MARIA, PEOPLE, Panel, message, messages_of, not_found, problem};
use crate::support::{ADMIN, JOHN, TestApp};
use http::{Method, header};
use serde_json::{Value, json};

store::on_both_engines! {
    async fn a_message_is_attached_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, MARIA).await;
        let path = messages_of(&app, BRIAN).await;
        let created = panel.post(&path, &message(1)).await.expect(201);
        let shown = created.json();
        let url = format!("http://127.0.0.1:3000{path}/{}", shown["id"].as_str().expect("an id"));
        assert_eq!(created.header("location"), url);
        assert_eq!(
            shown,
            json!({
                "id": shown["id"],
                "message_id": "m1@mail.example.com",
                "subject": "Message 1",
                "from": { "name": "Ada Lovelace", "address": "ada@example.com" },
                "to": [{ "name": "Brian Fox", "address": BRIAN }],
                "cc": [],
                "date": "2026-11-20T09:00:00Z",
                "snippet": "Dear Brian,",
                "attached_at": "2026-11-23T09:30:00Z",
                "attached_by": { "id": app.user(MARIA).await, "name": "Maria Lopez", "application": "Mail Panel" },
                "may_delete": true,
                "url": url,
            })
        );
        // The same again, with other words, and by somebody else: it stays as it was.
        let mut other = message(1);
        (other["subject"], other["message_id"]) = (json!("Forged"), json!("m1@mail.example.com"));
        for (panel, sent) in [(&panel, &message(1)), (&panel, &other), (&Panel::new(&app, ADMIN).await, &other)] {
            let again = panel.post(&path, sent).await.expect(200);
            assert_eq!((again.json(), again.header("location")), (shown.clone(), ""));
        }
        assert_eq!(panel.get(&path).await.json()["messages"], json!([shown]));
    }

    async fn no_markup_is_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let mut sent = message(1);
        sent["snippet"] = json!("<p>Dear <b>Brian</b>,</p>\n<script src=\"https://evil.example/x.js\"></script>1 < 2");
        let shown = panel.post(&messages_of(&app, BRIAN).await, &sent).await.expect(201).json();
        assert_eq!(shown["snippet"], "Dear Brian, 1 < 2");
    }

    async fn it_takes_the_right_to_edit_the_person(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (maria, john) = (Panel::new(&app, MARIA).await, Panel::new(&app, JOHN).await);
        let (johns, brians) = (messages_of(&app, JOHN).await, messages_of(&app, BRIAN).await);
        assert_eq!(problem(&maria.post(&johns, &message(1)).await), not_found());
        assert_eq!(problem(&john.post(&brians, &message(1)).await), not_found());
        // To oneself everybody attaches.
        john.post(&johns, &message(1)).await.expect(201);
        // Whoever may see but not edit is told so.
        let admin = app.actor(ADMIN).await;
        let form = model::RoleForm {
            name: "Reader".into(),
            side: "back_office".into(),
            levels: ["applications.view", "applications.create", "users.view"]
                .map(|key| (key.to_owned(), "organization".to_owned()))
                .into(),
            ..model::RoleForm::default()
        };
        app.office.create_role(&admin, &form).await.expect("a role");
        let new = domain::NewUser { email: "reader@example.com".into(), first_name: "R".into(), last_name: "R".into(),
            roles: vec!["Reader".into()], ..domain::NewUser::default() };
        app.office.create_user(&admin, new).await.expect("a person");
        let reader = Panel::new(&app, "reader@example.com").await;
        assert_eq!(reader.get(&johns).await.expect(200).json()["messages"][0]["may_delete"], false);
        assert_eq!(problem(&reader.post(&johns, &message(2)).await), (403, "forbidden".into(), vec![]));
        assert_eq!(reader.get(&johns).await.json()["messages"].as_array().map(Vec::len), Some(1));
    }

    async fn everything_wrong_is_told_where_it_is_and_nothing_is_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let path = messages_of(&app, BRIAN).await;
        let with = |member: &str, value: Value| {
            let mut sent = message(1);
            sent[member] = value;
            sent
        };
        let mailbox = |address: &str| json!({ "address": address });
        for (sent, code, places) in [
            (with("message_id", json!("m1")), "not_a_message_id", vec!["/message_id"]),
            (with("message_id", json!("")), "blank", vec!["/message_id"]),
            (with("date", json!("yesterday")), "not_a_time", vec!["/date"]),
            (with("subject", json!("x".repeat(999))), "too_long", vec!["/subject"]),
            (with("snippet", json!("x".repeat(1_001))), "too_long", vec!["/snippet"]),
            (with("snippet", json!("a\u{0}b")), "control_characters", vec!["/snippet"]),
            (with("from", mailbox("ada")), "not_an_email", vec!["/from/address"]),
            (with("to", json!([mailbox("a@b.example"), mailbox("b")])), "not_an_email", vec!["/to/1/address"]),
            (with("cc", json!(vec![mailbox("a@b.example"); 101])), "too_many", vec!["/cc"]),
            (with("cc", json!([mailbox(""), mailbox("x")])), "several_problems", vec!["/cc/0/address", "/cc/1/address"]),
            (with("body", json!("<html>")), "malformed_message", vec![""]),
            (with("from", json!("ada@example.com")), "malformed_message", vec![""]),
            (with("from", json!({ "address": "a@b.example", "photo": "x" })), "malformed_message", vec![""]),
            (json!([]), "malformed_message", vec![""]),
            (json!({}), "malformed_message", vec![""]),
        ] {
            let answer = panel.post(&path, &sent).await;
            let places = places.into_iter().map(str::to_owned).collect();
            assert_eq!(problem(&answer), (422, code.to_owned(), places), "{}", answer.text());
        }
        assert_eq!(panel.get(&path).await.json()["messages"], json!([]));
    }

    async fn a_body_is_json_and_has_its_limit(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, ADMIN).await;
        let path = messages_of(&app, BRIAN).await;
        let send = async |media_type: &str, body: String| {
            let headers = [(header::CONTENT_TYPE, media_type)];
            let answer = panel.send(Method::POST, &path, &headers, body).await;
            let (status, code, _) = problem(&answer);
            (status, code)
        };
        let json = "application/json; charset=utf-8";
        assert_eq!(send(json, "{".into()).await, (400, "malformed_json".into()));
        assert_eq!(send(json, "[".repeat(10_000)).await, (422, "malformed_message".into()));
        assert_eq!(send(json, " ".repeat(256 * 1024 + 1)).await, (413, "too_large".into()));
        assert_eq!(send("text/plain", message(1).to_string()).await, (415, "unsupported_media_type".into()));
        assert_eq!(send("application/x-www-form-urlencoded", "a=b".into()).await.0, 415);
        // The longest of everything fits.
        let mailbox = json!({ "name": "\u{10ffff}".repeat(255), "address": format!("{}@example.com", "a".repeat(200)) });
        let mut longest = message(1);
        (longest["to"], longest["cc"]) = (json!(vec![&mailbox; 100]), json!(vec![&mailbox; 100]));
        longest["snippet"] = json!("\u{10ffff}".repeat(1_000));
        let sent = panel.post(&path, &longest).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        assert_eq!(panel.post(&format!("{PEOPLE}/x/messages"), &message(1)).await.status, 404);
    }
}
