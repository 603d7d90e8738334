//! OAuth Client ID Metadata Document: applications that nobody registered, described by a document at their Client ID.

use super::{
    authorizing::{REDIRECT, VERIFIER, challenge, returned, text, value},
    post,
    publisher::Publisher,
};
use crate::support::{ADMIN, Answer, FORM, JOHN, TestApp, form};
use model::{ApplicationId, escape};
use serde_json::{Value, json};
use std::time::Duration;

/// A server that believes the documents of loopback.
async fn believing(db: store::testing::TestDatabase) -> TestApp {
    TestApp::with(db, |config| {
        config.client_id_metadata.allowed_hosts = vec!["127.0.0.1".parse().unwrap()];
        config.client_id_metadata.organization = "Acme".into();
    })
    .await
}

/// A good document.
fn document(url: &str) -> Value {
    json!({
        "client_id": url,
        "client_name": "Notes",
        "redirect_uris": [REDIRECT],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "none",
    })
}

fn query(client_id: &str) -> String {
    let challenge = challenge();
    let pairs = [
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", REDIRECT),
        ("scope", "openid offline_access"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    pairs.map(|(name, value)| format!("{name}={}", escape(value))).join("&")
}

async fn ask(app: &TestApp, client_id: &str) -> Answer {
    app.signed_in(JOHN).await.get(&format!("/oauth2/authorize?{}", query(client_id))).await
}

/// That the person is asked.
async fn is_asked(app: &TestApp, client_id: &str) {
    let answer = ask(app, client_id).await.expect(303);
    assert!(answer.header("location").starts_with("/consent?"), "{answer:?}");
    let page = app.signed_in(JOHN).await.get(&format!("/consent?{}", query(client_id))).await;
    page.expect(200);
}

/// That the person is shown an error, and sent nowhere else.
async fn is_refused(app: &TestApp, client_id: &str, what: &str) {
    let answer = ask(app, client_id).await;
    let location = answer.header("location");
    assert!(location.is_empty() || location.starts_with("/consent?"), "{what}: {answer:?}");
    let page = app.signed_in(JOHN).await.get(&format!("/consent?{}", query(client_id))).await;
    assert_eq!(page.status, 400, "{what}");
}

async fn id_of(app: &TestApp, client_id: &str) -> ApplicationId {
    app.office.database().live_application(client_id).await.unwrap().expect("an application").id
}

store::on_both_engines! {
    async fn cimd_4_an_application_is_taken_in_and_gets_tokens(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        publisher.publish("/client.json", &document(&url).to_string());
        let browser = app.signed_in(JOHN).await;
        let query = query(&url);
        browser.get(&format!("/oauth2/authorize?{query}")).await.expect(303);
        let page = browser.get(&format!("/consent?{query}")).await.expect(200);
        let page = page.text();
        assert!(page.contains("Notes") && page.contains("document at 127.0.0.1"), "{page}");
        let fields = json!({"form": {"query": query, "answer": "grant"}});
        let answer = browser.rpc("consent/answer", &fields).await.expect(200);
        let code = value(&returned(answer.json().as_str().unwrap()), "code");
        let fields = form(&[
            ("grant_type", "authorization_code"), ("client_id", &url), ("redirect_uri", REDIRECT),
            ("code", &code), ("code_verifier", VERIFIER),
        ]);
        let tokens = post(&app, "/oauth2/token", None, FORM, fields).await.expect(200).json();
        let fields = form(&[
            ("grant_type", "refresh_token"), ("client_id", &url), ("refresh_token", text(&tokens, "refresh_token")),
        ]);
        post(&app, "/oauth2/token", None, FORM, fields).await.expect(200);
        assert_eq!(publisher.asked("/client.json"), 1);
        // No API was configured, so it can only know who people are.
        let row = app.office.database().find_application(id_of(&app, &url).await).await.unwrap().unwrap();
        assert_eq!((row.apis, row.skip_consent), (model::ApiAccess::Only(Vec::new()), false));
        let metadata = app.get("/.well-known/oauth-authorization-server").await.expect(200).json();
        assert_eq!(metadata["client_id_metadata_document_supported"], true);
    }

    async fn cimd_4_it_can_push_its_request(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        publisher.publish("/client.json", &document(&url).to_string());
        post(&app, "/oauth2/par", None, FORM, query(&url)).await.expect(201);
        publisher.publish("/other.json", &document(&url).to_string());
        post(&app, "/oauth2/par", None, FORM, query(&publisher.url("/other.json"))).await.expect(401);
    }

    async fn cimd_3_off_and_other_hosts_are_never_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        publisher.publish("/client.json", &document(&url).to_string());
        is_refused(&app, &url, "off").await;
        assert_eq!(publisher.asked("/client.json"), 0);
        let metadata = app.get("/.well-known/oauth-authorization-server").await.expect(200).json();
        assert!(metadata.get("client_id_metadata_document_supported").is_none());
    }

    async fn cimd_3_every_flaw_ends_at_a_page(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = |path: &str| publisher.url(path);
        publisher.answer("/moved", 302, "application/json", "", &document(&url("/moved")).to_string());
        publisher.answer("/html", 200, "text/html", "", &document(&url("/html")).to_string());
        publisher.publish("/large", &format!("{}{}", document(&url("/large")), " ".repeat(64 * 1024)));
        publisher.publish("/deep", &format!("{{\"a\":{}", "[".repeat(60_000)));
        publisher.publish("/other", &document(&url("/another")).to_string());
        let mut secret = document(&url("/secret"));
        secret["token_endpoint_auth_method"] = "client_secret_basic".into();
        publisher.publish("/secret", &secret.to_string());
        for path in ["/missing", "/moved", "/html", "/large", "/deep", "/other", "/secret"] {
            is_refused(&app, &url(path), path).await;
            assert_eq!(publisher.asked(path), 1, "{path}");
        }
        assert_eq!(publisher.asked("/good"), 0, "a redirect was followed");
        let elsewhere = url("/x").replace("127.0.0.1", "localhost");
        for shape in [elsewhere, url("/a/../x"), url("/x#y"), url("/x").replace("://", "://u@")] {
            is_refused(&app, &shape, &shape).await;
        }
        assert_eq!(publisher.asked("/x"), 0);
    }

    async fn cimd_5_a_change_of_the_document_is_followed_when_its_time_is_over(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        publisher.publish("/client.json", &document(&url).to_string());
        is_asked(&app, &url).await;
        let mut changed = document(&url);
        changed["redirect_uris"] = json!(["https://elsewhere.example/cb"]);
        publisher.publish("/client.json", &changed.to_string());
        app.clock.advance(Duration::from_secs(599));
        is_asked(&app, &url).await;
        app.clock.advance(Duration::from_secs(1));
        is_refused(&app, &url, "another address").await;
        assert_eq!(publisher.asked("/client.json"), 2);
        // A failure that passes lets it stand, for a day.
        publisher.publish("/client.json", &document(&url).to_string());
        app.clock.advance(Duration::from_mins(10));
        is_asked(&app, &url).await;
        publisher.answer("/client.json", 503, "text/plain", "", "");
        app.clock.advance(Duration::from_mins(10));
        is_asked(&app, &url).await;
        app.clock.advance(Duration::from_hours(24));
        is_refused(&app, &url, "down for a day").await;
    }

    async fn cimd_5_what_is_gone_is_refused_until_it_is_back(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        for status in [404, 410] {
            publisher.publish("/client.json", &document(&url).to_string());
            app.clock.advance(Duration::from_mins(10));
            is_asked(&app, &url).await;
            publisher.answer("/client.json", status, "text/plain", "", "");
            app.clock.advance(Duration::from_mins(10));
            is_refused(&app, &url, "gone").await;
            // A failure that passes does not bring it back.
            publisher.answer("/client.json", 503, "text/plain", "", "");
            app.clock.advance(Duration::from_mins(1));
            is_refused(&app, &url, "gone and down").await;
        }
    }

    async fn cimd_what_an_administrator_deleted_stays_so(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let url = publisher.url("/client.json");
        publisher.publish("/client.json", &document(&url).to_string());
        is_asked(&app, &url).await;
        let id = id_of(&app, &url).await;
        let admin = app.actor(ADMIN).await;
        app.office.delete_application(&admin, id).await.unwrap();
        app.clock.advance(Duration::from_mins(10));
        is_refused(&app, &url, "deleted").await;
        // Not even when what was deleted long ago is cleaned up.
        app.clock.advance(Duration::from_hours(24 * 400));
        app.office.cleanup().await.unwrap();
        is_refused(&app, &url, "deleted long ago").await;
        assert_eq!(publisher.asked("/client.json"), 1);
    }

    /// Two documents may say the same name.
    async fn cimd_a_name_that_is_taken_gets_something_behind_it(db: TestDatabase) {
        let app = believing(db).await;
        let publisher = Publisher::start().await;
        let mut names = Vec::new();
        for path in ["/a", "/b", "/c"] {
            let url = publisher.url(path);
            publisher.publish(path, &document(&url).to_string());
            is_asked(&app, &url).await;
            names.push(app.office.database().live_application(&url).await.unwrap().unwrap().name);
        }
        assert_eq!(names[..2], ["Notes", "Notes (127.0.0.1)"]);
        assert!(names[2].starts_with("Notes (") && names[2] != names[1], "{names:?}");
    }
}
