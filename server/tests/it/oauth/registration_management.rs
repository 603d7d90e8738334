//! Applications that registered themselves look after themselves (RFC 7592).

use super::{
    authorizing::{Asking, REDIRECT, text},
    basic, post,
    registering::{Registered, least, manage, refusal, with},
};
use crate::support::{ADMIN, FORM, TestApp};
use http::Method;
use model::{ApplicationForm, ApplicationId, NewApplication};
use serde_json::json;
use std::time::Duration;

const INVALID: (u16, &str) = (401, "invalid_token");

/// The status and the code as they are compared.
fn short(refusal: &(u16, String)) -> (u16, &str) {
    (refusal.0, &refusal.1)
}

/// The application as the office knows it.
async fn found(app: &TestApp, client_id: &str) -> model::Application {
    let admin = app.actor(ADMIN).await;
    let list = domain::ApplicationList {
        owner: None,
        side: Some(model::Side::BackOffice),
        filter: model::Filter::everything(),
        sort: Vec::new(),
        part: model::Part::Numbered { number: 1, size: 100 },
    };
    let page = app.office.list_applications(&admin, &list).await.unwrap();
    page.rows.into_iter().find(|one| one.client_id == client_id).expect("the application")
}

async fn id_of(registered: &Registered<'_>) -> ApplicationId {
    found(registered.app, registered.client_id()).await.id
}

store::on_both_engines! {
    /// RFC 7592 §2.1: what is registered, as an administrator may have changed it, and never the secret again.
    async fn rfc7592_2_1_it_reads_itself(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let registered = Registered::on(&app, &with(json!({ "client_name": "Notes", "scope": "json_api scim" }))).await;
        let answer = registered.read().await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let mut expected = registered.told.clone();
        expected.as_object_mut().unwrap().retain(|name, _| !name.starts_with("client_secret"));
        assert_eq!(answer.json(), expected, "with the token it showed");
        let admin = app.actor(ADMIN).await;
        let form = ApplicationForm { name: "Renamed".into(), ..ApplicationForm::of(&found(&app, registered.client_id()).await) };
        app.office.change_application(&admin, id_of(&registered).await, &form).await.unwrap();
        assert_eq!(registered.read().await.expect(200).json()["client_name"], "Renamed");
    }

    /// RFC 7592 §2.1, RFC 6750 §3.1: every token but its own is refused alike, also for applications that never were.
    async fn rfc7592_2_1_only_its_own_token_opens_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let one = Registered::on(&app, &with(json!({ "client_name": "One" }))).await;
        let other = Registered::on(&app, &with(json!({ "client_name": "Other" }))).await;
        let by_hand = app.application(ADMIN, "By hand").await;
        let unknown = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
        for (client_id, token) in [
            (one.client_id(), other.token.as_str()),
            (one.client_id(), one.secret()),
            (one.client_id(), ""),
            (unknown, &one.token),
            ("%00", &one.token),
            (&by_hand.application.client_id, &one.token),
            (&by_hand.application.client_id, ""),
        ] {
            for method in [Method::GET, Method::PUT, Method::DELETE] {
                let answer = manage(&app, method, client_id, token, Some(&least())).await;
                // As many as fit into a minute.
                app.clock.advance(Duration::from_secs(10));
                assert_eq!(short(&refusal(&answer)), INVALID, "{client_id} {token}");
            }
        }
        let answer = app.get(&format!("/oauth2/register/{}", one.client_id())).await;
        assert_eq!((short(&refusal(&answer)), answer.header("www-authenticate")), (INVALID, "Bearer realm=\"Latchkey\""));
        assert!(one.read().await.status == 200 && other.read().await.status == 200);
    }

    /// RFC 7592 §2.2: what is sent takes the place of what was; the token is followed by another.
    async fn rfc7592_2_2_it_changes_itself(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let said = with(json!({
            "client_name": "Notes", "scope": "json_api scim", "post_logout_redirect_uris": ["https://app.example.com/bye"],
        }));
        let mut registered = Registered::on(&app, &said).await;
        let first = registered.token.clone();
        let answer = registered.change(json!({
            "client_name": "Better Notes", "redirect_uris": ["https://app.example.com/new"], "scope": "scim email",
        })).await.expect(200);
        let told = answer.json();
        assert_eq!(told["client_name"], "Better Notes");
        assert_eq!(told["redirect_uris"], json!(["https://app.example.com/new"]));
        assert_eq!(told["scope"], "scim openid profile email offline_access");
        assert_eq!(told.get("post_logout_redirect_uris"), None, "what was left out is gone");
        assert_eq!(told.get("client_secret"), None);
        assert_ne!(registered.token, first);
        assert_eq!(short(&refusal(&manage(&app, Method::GET, registered.client_id(), &first, None).await)), INVALID);
        registered.read().await.expect(200);
        // What it needs stays where it says nothing; that is no change, but the token is another one again.
        let before = found(&app, registered.client_id()).await;
        app.clear_mails().await;
        let told = registered.change(json!({ "redirect_uris": ["https://app.example.com/new"] })).await.expect(200).json();
        assert_eq!((&told["client_name"], &told["scope"]), (&json!("Better Notes"), &json!("scim openid profile email offline_access")));
        assert_eq!(found(&app, registered.client_id()).await, before);
        // Its secret is the same all the time.
        let basic = basic(registered.client_id(), registered.secret());
        assert_eq!(post(&app, "/oauth2/introspect", Some(&basic), FORM, "token=x").await.status, 200);
    }

    /// RFC 7592 §2.2: with its Client ID, with its secret or none, and without what only the server says.
    async fn rfc7592_2_2_a_change_names_the_application(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        let id = registered.client_id().to_owned();
        let secret = registered.secret().to_owned();
        let token = registered.token.clone();
        let change = async |said: serde_json::Value| manage(&app, Method::PUT, &id, &token, Some(&said)).await;
        for said in [
            least(),
            with(json!({ "client_id": "another" })),
            with(json!({ "client_id": null })),
            with(json!({ "client_id": id, "client_secret": "lk_chosen" })),
            with(json!({ "client_id": id, "client_secret": 1 })),
            with(json!({ "client_id": id, "registration_access_token": token })),
            with(json!({ "client_id": id, "registration_client_uri": "https://a.example" })),
            with(json!({ "client_id": id, "client_id_issued_at": 1 })),
            with(json!({ "client_id": id, "client_secret_expires_at": 0 })),
            with(json!({ "client_id": id, "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"], "redirect_uris": [] })),
            with(json!({ "client_id": id, "jwks_uri": "ftp://a.example/jwks" })),
        ] {
            assert_eq!(short(&refusal(&change(said.clone()).await)), (400, "invalid_client_metadata"), "{said}");
        }
        let nowhere = with(json!({ "client_id": id, "redirect_uris": [] }));
        assert_eq!(short(&refusal(&change(nowhere).await)), (400, "invalid_redirect_uri"));
        // None of it changed anything, not even the token.
        registered.change(json!({ "client_secret": secret })).await.expect(200);
    }

    /// What an administrator took away stays away, and what they set stays, but for whom people are not asked about.
    async fn it_takes_nothing_that_an_administrator_took(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        let admin = app.actor(ADMIN).await;
        let id = id_of(&registered).await;
        let form = ApplicationForm::of(&found(&app, registered.client_id()).await);
        let stale = form.clone();
        let less = ApplicationForm { apis: vec!["json_api".into()], skip_consent: true, ..form };
        app.office.change_application(&admin, id, &less).await.unwrap();
        for scope in ["json_api scim", "scim", "email_addon"] {
            let answer = registered.change(json!({ "scope": scope })).await;
            assert_eq!(short(&refusal(&answer)), (400, "invalid_client_metadata"), "{scope}");
        }
        registered.change(json!({ "client_name": "Same places" })).await.expect(200);
        assert!(found(&app, registered.client_id()).await.skip_consent);
        registered.change(json!({ "redirect_uris": ["https://evil.example/cb"] })).await.expect(200);
        let now = found(&app, registered.client_id()).await;
        assert!(!now.skip_consent, "people are asked about a place that nobody looked at");
        assert_eq!(now.apis, model::ApiAccess::Only(vec![model::ApiType::JsonApi]));
        // Who has an old form open is told so, with a new one it goes on.
        let refused = app.office.change_application(&admin, id, &stale).await;
        assert!(matches!(refused, Err(domain::Error::Conflict)));
        app.office.change_application(&admin, id, &ApplicationForm::of(&now)).await.unwrap();
    }

    /// People are asked again before they are sent to a new place, and not before they are sent to fewer.
    async fn a_new_place_is_one_that_nobody_agreed_to(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let said = with(json!({ "client_name": "Notes", "redirect_uris": [REDIRECT, "https://app.example.com/cb"] }));
        let mut registered = Registered::on(&app, &said).await;
        let application = found(&app, registered.client_id()).await;
        let secret = registered.secret().to_owned();
        let asking = Asking { app: &app, new: NewApplication { application, client_secret: Some(secret), token: None } };
        let tokens = asking.tokens().await;
        let browser = app.signed_in(crate::support::JOHN).await;
        let query = asking.query(&[]);
        let is_asked = async || asking.ask(&browser, &query).await.expect(303).header("location").starts_with("/consent?");
        assert!(!is_asked().await);
        registered.change(json!({ "redirect_uris": [REDIRECT] })).await.expect(200);
        assert!(!is_asked().await);
        registered.change(json!({ "redirect_uris": [REDIRECT, "https://elsewhere.example/"] })).await.expect(200);
        assert!(is_asked().await);
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 200, "what they agreed to goes on");
    }

    /// From a secret to none, to a key and back: what is weaker ends, and a new secret is in one answer.
    async fn it_changes_how_it_shows_who_it_is(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        let id = registered.client_id().to_owned();
        let introspects = async |secret: &str| {
            post(&app, "/oauth2/introspect", Some(&basic(&id, secret)), FORM, "token=x").await.status.as_u16()
        };
        let first = registered.secret().to_owned();
        assert_eq!(introspects(&first).await, 200);
        let told = registered.change(json!({ "token_endpoint_auth_method": "none" })).await.expect(200).json();
        assert_eq!((&told["token_endpoint_auth_method"], told.get("client_secret")), (&json!("none"), None));
        assert_eq!(introspects(&first).await, 401);
        let told = registered.change(json!({ "token_endpoint_auth_method": "client_secret_post" })).await.expect(200).json();
        let second = text(&told, "client_secret").to_owned();
        assert_eq!((&told["client_secret_expires_at"], introspects(&first).await, introspects(&second).await), (&json!(0), 401, 200));
        let told = registered.change(json!({ "client_name": "Still" })).await.expect(200).json();
        assert_eq!((&told["token_endpoint_auth_method"], told.get("client_secret")), (&json!("client_secret_post"), None));
        let refused = registered.change(json!({ "client_secret": first })).await;
        assert_eq!(short(&refusal(&refused)), (400, "invalid_client_metadata"), "one that ended");
        let keys = json!({ "keys": [{
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        }] });
        let told = registered.change(json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": keys })).await.expect(200).json();
        assert_eq!((&told["jwks"], introspects(&second).await), (&keys, 401));
        let refused = registered.change(json!({})).await;
        assert_eq!(short(&refusal(&refused)), (400, "invalid_client_metadata"), "it signs, so it needs keys");
        let told = registered.change(json!({ "token_endpoint_auth_method": "client_secret_basic" })).await.expect(200).json();
        assert_eq!((told.get("jwks"), introspects(text(&told, "client_secret")).await), (None, 200));
    }

    /// RFC 7592 §2.3: gone at once, with every token of it; restored, it does not look after itself any more.
    async fn rfc7592_2_3_it_deletes_itself(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let registered = Registered::on(&app, &with(json!({ "client_name": "Notes", "redirect_uris": [REDIRECT] }))).await;
        let application = found(&app, registered.client_id()).await;
        let (id, secret) = (application.id, registered.secret().to_owned());
        let asking = Asking { app: &app, new: NewApplication { application, client_secret: Some(secret), token: None } };
        let tokens = asking.tokens().await;
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);
        let answer = registered.delete().await.expect(204);
        assert!(answer.body.is_empty() && answer.header("cache-control") == "no-store");
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        assert_eq!(asking.refresh(text(&tokens, "refresh_token")).await.status, 401);
        assert_eq!(short(&refusal(&registered.read().await)), INVALID);
        assert_eq!(short(&refusal(&registered.delete().await)), INVALID);
        let admin = app.actor(ADMIN).await;
        assert!(app.office.restore_application(&admin, id).await.unwrap().active);
        assert_eq!(short(&refusal(&registered.read().await)), INVALID);
    }

    /// Switched off or deleted by an administrator, it does nothing any more; switched on again it goes on.
    async fn it_is_silent_while_it_is_switched_off(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        let (admin, id) = (app.actor(ADMIN).await, id_of(&registered).await);
        app.office.deactivate_application(&admin, id).await.unwrap();
        for answer in [registered.read().await, registered.change(json!({})).await, registered.delete().await] {
            assert_eq!(short(&refusal(&answer)), INVALID);
        }
        app.office.activate_application(&admin, id).await.unwrap();
        registered.change(json!({})).await.expect(200);
        app.office.delete_application(&admin, id).await.unwrap();
        assert_eq!(short(&refusal(&registered.read().await)), INVALID);
    }

    /// Of two changes at the same instant one is done, and the other one is told that its token is over.
    async fn a_token_changes_an_application_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        let (one, other) = (registered.said(json!({ "client_name": "A" })), registered.said(json!({ "client_name": "B" })));
        let change = async |said| manage(&app, Method::PUT, registered.client_id(), &registered.token, Some(said)).await;
        let (one, other) = tokio::join!(change(&one), change(&other));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    }

    /// What an application does to itself is told as if somebody did it, without a name.
    async fn rules_tell_of_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = app.actor(ADMIN).await;
        let templates = app.office.database().templates_for_rules(app.acme().await).await.unwrap();
        for event in ["application_changed", "application_deleted"] {
            let template = templates.iter().find(|row| row.shipped.as_deref() == Some(event)).unwrap();
            let rule = model::RuleForm {
                name: format!("Security {event}"),
                event: event.into(),
                template: template.id.to_string(),
                addresses: "security@example.com".into(),
                ..model::RuleForm::new()
            };
            app.office.create_notification_rule(&admin, &rule).await.unwrap();
        }
        let mut registered = Registered::on(&app, &with(json!({ "client_name": "Notes" }))).await;
        app.clear_mails().await;
        registered.change(json!({ "client_name": "Other Notes" })).await.expect(200);
        registered.change(json!({})).await.expect(200);
        registered.delete().await.expect(204);
        let mut events: Vec<_> = app.mails().await.into_iter().map(|mail| (mail.event, mail.to_address)).collect();
        events.sort();
        let told = |event: &str| (event.to_owned(), "security@example.com".to_owned());
        assert_eq!(events, [told("application_changed"), told("application_deleted")]);
    }
}
