//! The password grant (RFC 6749 §4.3): where both switches are on, with the rules of the sign-in page.

use super::{
    authorizing::{Asking, text},
    refusal,
};
use crate::support::{ADMIN, Answer, JOHN, PASSWORD, TestApp};
use domain::Sensitive;
use model::{
    ApplicationId, ApplicationSettingsForm, GridQuery, LoginAttempt, LoginFailure, LoginSource, Side,
};
use std::time::Duration;
use store::testing::TestDatabase;

const AMANDA: &str = "amanda.cole@example.com";

async fn server(db: TestDatabase, on: bool) -> TestApp {
    TestApp::with(db, |config| config.tokens.password_grant = on).await
}

/// What the switch of the application's settings page does.
async fn allow(app: &TestApp, id: ApplicationId, on: bool) {
    let admin = app.actor(ADMIN).await;
    let settings = app.office.find_application_settings(&admin, id).await.unwrap();
    let form = ApplicationSettingsForm { password_grant: on, ..ApplicationSettingsForm::of(&settings) };
    app.office.change_application_settings(&admin, id, &form).await.unwrap();
}

async fn allowed(app: &TestApp) -> Asking<'_> {
    let asking = Asking::confidential(app).await;
    allow(app, asking.new.application.id, true).await;
    asking
}

async fn ask(asking: &Asking<'_>, name: &str, password: &str) -> Answer {
    asking.token(&[("grant_type", "password"), ("username", name), ("password", password)]).await
}

async fn attempts(app: &TestApp) -> Vec<LoginAttempt> {
    let query = GridQuery { page_size: 100, ..GridQuery::default() };
    let rows = app.office.list_login_attempts(&app.actor(ADMIN).await, &query).await.unwrap().rows;
    rows.into_iter().filter(|one| one.source == LoginSource::Token).collect()
}

fn refused() -> (u16, String) {
    (400, "invalid_grant".into())
}

store::on_both_engines! {
    /// RFC 6749 §4.3.2, §4.3.3: only with both switches on.
    async fn rfc6749_4_3_it_is_there_only_where_both_switches_are_on(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = Asking::confidential(&app).await;
        let id = asking.new.application.id;
        assert_eq!(refusal(&ask(&asking, JOHN, PASSWORD).await), (400, "unauthorized_client".into()));
        allow(&app, id, true).await;
        let tokens = ask(&asking, JOHN, PASSWORD).await.expect(200).json();
        assert_eq!((text(&tokens, "token_type"), text(&tokens, "scope")), ("Bearer", "json_api email_addon scim"));
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);

        // The same database, with the server's switch off: the application's own stays as it was, and nobody sees or uses it.
        let mut settings = app.office.settings().clone();
        settings.password_grant = false;
        let off = app.with_settings(app.db.another().await, settings);
        let there = Asking { app: &off, new: asking.new.clone() };
        assert_eq!(refusal(&ask(&there, JOHN, PASSWORD).await), (400, "unsupported_grant_type".into()));
        let admin = off.actor(ADMIN).await;
        assert_eq!(off.office.find_application_settings(&admin, id).await.unwrap().password_grant, None);
        let refreshed = there.refresh(text(&tokens, "refresh_token")).await.expect(200).json();
        assert_eq!(there.call(text(&refreshed, "access_token")).await, 200, "what was given goes on");
        allow(&off, id, false).await;
        assert_eq!(app.office.find_application_settings(&admin, id).await.unwrap().password_grant, Some(true));
        allow(&app, id, false).await;
        app.clock.advance(Duration::from_secs(2));
        assert_eq!(refusal(&ask(&there, JOHN, PASSWORD).await), (400, "unsupported_grant_type".into()));
        assert_eq!(refusal(&ask(&asking, JOHN, PASSWORD).await), (400, "unauthorized_client".into()));
    }

    /// RFC 8414 §2.
    async fn rfc6749_4_3_the_metadata_names_it_only_where_it_is_there(db: TestDatabase) {
        let app = server(db, true).await;
        let mut settings = app.office.settings().clone();
        settings.password_grant = false;
        let off = app.with_settings(app.db.another().await, settings);
        for (app, there) in [(&app, true), (&off, false)] {
            for path in ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"] {
                let grants = app.get(path).await.expect(200).json()["grant_types_supported"].clone();
                assert_eq!(grants.as_array().unwrap().contains(&"password".into()), there, "{grants}");
            }
        }
    }

    /// RFC 6749 §4.3.2: only of applications that can keep a secret and that people let in.
    async fn rfc6749_4_3_2_other_applications_cannot_have_it(db: TestDatabase) {
        let app = server(db, true).await;
        let public = Asking::public(&app).await;
        allow(&app, public.new.application.id, true).await;
        assert_eq!(refusal(&ask(&public, JOHN, PASSWORD).await), (400, "unauthorized_client".into()));
        let television = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Television".into();
            form.grant = "device".into();
        })
        .await;
        allow(&app, television.new.application.id, true).await;
        assert_eq!(refusal(&ask(&television, JOHN, PASSWORD).await), (400, "unauthorized_client".into()));
        let admin = app.actor(ADMIN).await;
        for id in [public.new.application.id, television.new.application.id] {
            assert_eq!(app.office.find_application_settings(&admin, id).await.unwrap().password_grant, None);
        }
        // One that stops keeping a secret loses it at once.
        let asking = Asking::with(&app, Side::BackOffice, |form| form.name = "Third".into()).await;
        allow(&app, asking.new.application.id, true).await;
        let answer = app.post_form("/oauth2/token", &[
            ("grant_type", "password"), ("username", JOHN), ("password", PASSWORD), ("client_id", asking.client_id()),
        ]).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
    }

    async fn rfc6749_4_3_2_what_is_missing_or_asks_too_much_is_told(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        let told = async |fields: &[(&str, &str)]| {
            let mut all = vec![("grant_type", "password")];
            all.extend(fields);
            refusal(&asking.token(&all).await)
        };
        assert_eq!(told(&[("username", JOHN)]).await, (400, "invalid_request".into()));
        assert_eq!(told(&[("password", PASSWORD)]).await, (400, "invalid_request".into()));
        assert_eq!(told(&[("username", " "), ("password", PASSWORD)]).await, (400, "invalid_request".into()));
        let good = [("username", JOHN), ("password", PASSWORD)];
        assert_eq!(told(&[good[0], good[1], ("scope", "customer_json_api")]).await, (400, "invalid_scope".into()));
        assert_eq!(told(&[good[0], good[1], ("resource", "https://a.example")]).await, (400, "invalid_target".into()));
        assert_eq!(attempts(&app).await.len(), 0, "nobody's password was looked at");
        let fields = [("grant_type", "password"), good[0], good[1], ("scope", "scim openid offline_access")];
        let tokens = asking.token(&fields).await.expect(200).json();
        assert_eq!(text(&tokens, "scope"), "scim openid offline_access");
        assert!(!text(&tokens, "id_token").is_empty() && !text(&tokens, "refresh_token").is_empty());
        let fields = [fields[0], good[0], good[1], ("scope", "openid")];
        assert!(asking.token(&fields).await.expect(200).json().get("refresh_token").is_none());
    }

    /// RFC 6749 §5.2: one answer to all, and the attempt says which it was.
    async fn rfc6749_4_3_whoever_does_not_come_in_is_told_the_same_and_noted(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        let admin = app.actor(ADMIN).await;
        let told = async |name: &str, password: &str| {
            app.clock.advance(Duration::from_secs(1));
            let answer = ask(&asking, name, password).await;
            assert_eq!(refusal(&answer), refused(), "{name}");
            answer.json()["error_description"].to_string()
        };
        let mut answers = vec![
            told(JOHN, "another password").await,
            told("nobody@example.com", PASSWORD).await,
            told("correct horse battery", PASSWORD).await,
            told(AMANDA, PASSWORD).await,
        ];
        app.office.disable_user(&admin, app.user(JOHN).await).await.unwrap();
        answers.push(told(JOHN, PASSWORD).await);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        app.office.enable_user(&admin, app.user(JOHN).await).await.unwrap();
        app.clock.advance(Duration::from_secs(2));
        ask(&asking, " John.Doe@Example.com ", PASSWORD).await.expect(200);
        let attempts = attempts(&app).await;
        let noted: Vec<_> = attempts.iter().map(|one| (one.email.as_str(), one.failure)).collect();
        assert_eq!(noted, [
            (JOHN, None),
            (JOHN, Some(LoginFailure::Disabled)),
            (AMANDA, Some(LoginFailure::OutOfReach)),
            ("", Some(LoginFailure::UnknownAddress)),
            ("nobody@example.com", Some(LoginFailure::UnknownAddress)),
            (JOHN, Some(LoginFailure::WrongPassword)),
        ]);
        for one in &attempts {
            assert_eq!(one.application.as_ref().map(|at| at.client_id.as_str()), Some(asking.client_id()));
            assert_eq!(one.address, "127.0.0.1");
        }
    }

    /// A password alone is not enough of whoever has a second factor, or needs one.
    async fn who_has_a_second_factor_does_not_come_in_without_it(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        let john = app.signed_in(JOHN).await;
        let setup = john.rpc("factors/app/begin", &serde_json::json!({ "shown": "" })).await.expect(200).json();
        let code = domain::testing::code_of_app(text(&setup, "secret"), app.office.now());
        let form = serde_json::json!({ "shown": setup["sealed"], "code": code, "own_password": "" });
        john.rpc("factors/app/add", &form).await.expect(200);
        assert_eq!(refusal(&ask(&asking, JOHN, PASSWORD).await), refused());
        assert_eq!(attempts(&app).await[0].failure, Some(LoginFailure::SecondFactorNeeded));
        ask(&asking, ADMIN, PASSWORD).await.expect(200);
        app.db.execute("UPDATE organizations SET second_factor = TRUE").await;
        assert_eq!(refusal(&ask(&asking, ADMIN, PASSWORD).await), refused());
    }

    async fn rfc6749_4_3_each_side_uses_its_own(db: TestDatabase) {
        let app = server(db, true).await;
        let theirs = Asking::with(&app, Side::Customer, |_| {}).await;
        allow(&app, theirs.new.application.id, true).await;
        assert_eq!(refusal(&ask(&theirs, JOHN, PASSWORD).await), refused());
        let tokens = ask(&theirs, AMANDA, PASSWORD).await.expect(200).json();
        assert_eq!(text(&tokens, "scope"), "customer_json_api");
    }

    /// RFC 6749 §4.3.2: "the authorization server MUST protect the endpoint against brute force attacks". It counts with the
    /// sign-in page, so that nobody gets twice as many tries.
    async fn rfc6749_4_3_2_guessing_is_stopped_with_the_sign_in_page(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        for round in 0..5 {
            assert_eq!(refusal(&ask(&asking, JOHN, "another password").await), refused(), "{round}");
            app.browser().sign_in(JOHN, "another password").await;
        }
        let answer = ask(&asking, JOHN, PASSWORD).await.expect(429);
        assert_eq!(answer.header("retry-after"), "900");
        app.browser().sign_in(JOHN, PASSWORD).await.expect(429);
        ask(&asking, ADMIN, PASSWORD).await.expect(200);
        assert_eq!(attempts(&app).await.len(), 6, "what is not looked at is not noted");
        app.clock.advance(Duration::from_mins(15));
        ask(&asking, JOHN, PASSWORD).await.expect(200);
    }

    /// RFC 6749 §6, and where people end what they let in.
    async fn rfc6749_4_3_3_tokens_are_refreshed_seen_and_revoked(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        let tokens = ask(&asking, JOHN, PASSWORD).await.expect(200).json();
        let next = asking.refresh(text(&tokens, "refresh_token")).await.expect(200).json();
        assert_eq!(asking.call(text(&next, "access_token")).await, 200);

        let john = app.signed_in(JOHN).await;
        let page = john.get("/my-user").await.expect(200).text().to_owned();
        assert!(page.contains("Applications With Access") && page.contains("Asking"), "{page}");
        let session = app.office.actor_of_session(&john.cookie("latchkey_session").unwrap()).await.unwrap().unwrap();
        let seen = app.office.list_let_in(&session).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.application).collect::<Vec<_>>(), [asking.new.application.id]);
        app.office.shut_out(&session, asking.new.application.id).await.unwrap();
        assert_eq!(asking.call(text(&next, "access_token")).await, 401);
        assert_eq!(refusal(&asking.refresh(text(&next, "refresh_token")).await), refused());

        // RFC 7009 §2.1.
        let tokens = ask(&asking, JOHN, PASSWORD).await.expect(200).json();
        asking.post("/oauth2/revoke", &[("token", text(&tokens, "refresh_token"))]).await.expect(200);
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        // Nobody was asked for consent, so the page with the question still comes.
        let answer = asking.ask(&john, &asking.query(&[])).await.expect(303);
        assert!(answer.header("location").starts_with("/consent?"));
    }

    /// A new password ends what the old one gave, as it ends sessions.
    async fn rfc6749_4_3_the_old_password_opens_nothing_any_more(db: TestDatabase) {
        let app = server(db, true).await;
        let asking = allowed(&app).await;
        ask(&asking, JOHN, PASSWORD).await.expect(200);
        let john = app.signed_in(JOHN).await;
        let session = app.office.actor_of_session(&john.cookie("latchkey_session").unwrap()).await.unwrap().unwrap();
        let new = Sensitive::new("a quite different password");
        app.office.change_password(&session, &Sensitive::new(PASSWORD), &new).await.unwrap();
        assert_eq!(refusal(&ask(&asking, JOHN, PASSWORD).await), refused());
        ask(&asking, JOHN, new.reveal()).await.expect(200);
    }
}
