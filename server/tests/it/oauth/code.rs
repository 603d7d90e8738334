//! Codes for tokens (RFC 6749 §4.1.3, RFC 7636 §4.6), and what the tokens are good for.

use super::{
    authorizing::{Asking, REDIRECT, VERIFIER, text, value},
    refusal,
};
use crate::support::{ADMIN, JOHN, TestApp};
use model::Side;
use std::time::Duration;

store::on_both_engines! {
    async fn a_code_gives_tokens_that_act_as_the_person(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for public in [false, true] {
            let asking = Asking::with(&app, Side::BackOffice, |form| {
                form.name = format!("public: {public}");
                form.confidential = !public;
            })
            .await;
            let code = asking.code().await;
            let answer = asking.exchange(&code).await.expect(200);
            assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
            let tokens = answer.json();
            assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&"Bearer".into(), &3600.into()));
            assert_eq!(tokens["scope"], "json_api email_addon scim");
            assert_eq!(text(&tokens, "refresh_token").len(), 43);
            let bearer = format!("Bearer {}", text(&tokens, "access_token"));
            let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
            let me = app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await;
            let me = me.expect(200).text().to_owned();
            assert!(me.contains(JOHN), "{me}");
        }
    }

    async fn scope_and_resource_narrow_at_both_ends(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let scope_of = async |changes: &[(&str, &str)], more: &[(&str, &str)]| {
            let code = asking.code_for(changes).await;
            let mut fields = vec![
                ("grant_type", "authorization_code"), ("redirect_uri", REDIRECT), ("code", &code), ("code_verifier", VERIFIER),
            ];
            fields.extend(more);
            let answer = asking.token(&fields).await;
            let json = answer.json();
            json.get("scope").or(json.get("error")).unwrap().as_str().unwrap().to_owned()
        };
        let api = "http://127.0.0.1:3000/api";
        assert_eq!(scope_of(&[("scope", "scim openid")], &[]).await, "scim openid");
        assert_eq!(scope_of(&[("scope", "scim json_api")], &[("scope", "scim")]).await, "scim");
        assert_eq!(scope_of(&[("scope", "scim")], &[("scope", "json_api")]).await, "invalid_scope");
        // RFC 8707 §2.1 and §2.2.
        assert_eq!(scope_of(&[("resource", api)], &[]).await, "json_api");
        assert_eq!(scope_of(&[], &[("resource", api)]).await, "json_api");
        assert_eq!(scope_of(&[("scope", "scim")], &[("resource", api)]).await, "invalid_target");
    }

    /// RFC 6749 §4.1.2: a code works once, and a second use ends what the first one gave.
    async fn rfc6749_4_1_2_a_second_use_revokes_what_the_first_gave(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let code = asking.code().await;
        let tokens = asking.exchange(&code).await.expect(200).json();
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);
        assert_eq!(refusal(&asking.exchange(&code).await), (400, "invalid_grant".into()));
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        let refreshed = asking.refresh(text(&tokens, "refresh_token")).await;
        assert_eq!(refusal(&refreshed), (400, "invalid_grant".into()));
    }

    async fn a_code_lives_for_a_minute(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let (early, late) = (asking.code().await, asking.code().await);
        app.clock.advance(Duration::from_secs(59));
        asking.exchange(&early).await.expect(200);
        app.clock.advance(Duration::from_secs(1));
        assert_eq!(refusal(&asking.exchange(&late).await), (400, "invalid_grant".into()));
    }

    /// RFC 9700 §4.5: a code is of no use to another application, without its verifier, or for another address.
    async fn rfc9700_4_5_a_stolen_code_gives_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let other = Asking::with(&app, Side::BackOffice, |form| form.name = "Other".into()).await;
        let public = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Public".into();
            form.confidential = false;
        })
        .await;
        let code = asking.code().await;
        for thief in [&other, &public] {
            assert_eq!(refusal(&thief.exchange(&code).await), (400, "invalid_grant".into()));
        }
        let good = [
            ("grant_type", "authorization_code"), ("redirect_uri", REDIRECT), ("code", &code), ("code_verifier", VERIFIER),
        ];
        for (name, bad, error) in [
            ("code", "", "invalid_request"),
            ("code", "x", "invalid_grant"),
            ("code", "' OR 1=1 --", "invalid_grant"),
            ("code_verifier", "", "invalid_request"),
            ("code_verifier", "a-code-verifier-of-at-least-43-characters-0123456780", "invalid_grant"),
            ("code_verifier", &crate::oauth::authorizing::challenge(), "invalid_grant"),
            ("redirect_uri", "", "invalid_grant"),
            ("redirect_uri", "https://app.example.com/cb", "invalid_grant"),
            ("scope", "soap", "invalid_scope"),
            ("grant_type", "client_credentials", "unauthorized_client"),
            ("grant_type", "password", "unsupported_grant_type"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|field| field.0 != name).collect();
            fields.push((name, bad));
            let answer = asking.token(&fields).await;
            assert_eq!(refusal(&answer), (400, error.into()), "{name}={bad}");
        }
        // Nothing of that used it up.
        asking.exchange(&code).await.expect(200);
    }

    /// RFC 6749 §4.1.3: where the address was left out first, it may be left out again.
    async fn rfc6749_4_1_3_an_address_that_was_left_out(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let fields = |code| [("grant_type", "authorization_code"), ("code", code), ("code_verifier", VERIFIER)];
        let code = asking.code_for(&[("redirect_uri", "")]).await;
        asking.token(&fields(&code)).await.expect(200);
        let code = asking.code_for(&[("redirect_uri", "")]).await;
        asking.exchange(&code).await.expect(200);
    }

    /// A person who can act no more gets nothing, and what they got opens nothing.
    async fn a_disabled_persons_code_and_tokens_are_dead(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let (code, tokens) = (asking.code().await, asking.tokens().await);
        let admin = app.actor(ADMIN).await;
        let john = app.user(JOHN).await;
        app.office.disable_user(&admin, john).await.unwrap();
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        assert_eq!(refusal(&asking.exchange(&code).await), (400, "invalid_grant".into()));
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
        app.office.enable_user(&admin, john).await.unwrap();
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
    }

    /// What one let in is taken back at once.
    async fn shutting_out_ends_everything_that_came_of_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let browser = app.signed_in(JOHN).await;
        let list = browser.rpc("let-in/list", &serde_json::json!({})).await.expect(200).json();
        assert_eq!((list[0]["name"].as_str(), list.as_array().unwrap().len()), (Some("Asking"), 1));
        assert!(list[0]["last_used_at"].is_number());
        let form = serde_json::json!({"form": {"application": asking.new.application.id}});
        browser.rpc("let-in/shut-out", &form).await.expect(200);
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
        let list = browser.rpc("let-in/list", &serde_json::json!({})).await.expect(200).json();
        assert_eq!(list, serde_json::json!([]));
        browser.rpc("let-in/shut-out", &form).await.expect(404);
        let answer = asking.ask(&browser, &asking.query(&[])).await;
        assert!(answer.header("location").starts_with("/consent?"), "one is asked again");
    }

    /// Those who manage an application see who let it in, and take it back for them.
    async fn whoever_manages_it_shuts_it_out_for_somebody(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let (admin, id, john) = (app.signed_in(ADMIN).await, asking.new.application.id, app.user(JOHN).await);
        let people = async |text: &str| {
            let answer = admin.rpc("applications/details", &serde_json::json!({"id": id, "person": text})).await;
            answer.expect(200).json()["people"]["people"].as_array().unwrap().len()
        };
        assert_eq!((people("").await, people("JOHN d").await, people("%").await, people("jane").await), (1, 1, 0, 0));
        let form = serde_json::json!({"id": id, "form": {"person": john}});
        app.signed_in(JOHN).await.rpc("applications/shut-out", &form).await.expect(404);
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);
        admin.rpc("applications/shut-out", &form).await.expect(200);
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        assert_eq!(people("").await, 0);
        admin.rpc("applications/shut-out", &form).await.expect(404);
    }

    async fn nothing_is_stored_that_could_be_used(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let code = asking.code().await;
        let tokens = asking.exchange(&code).await.expect(200).json();
        for (table, secret) in [("authorization_codes", code.as_str()), ("refresh_tokens", text(&tokens, "refresh_token"))] {
            assert!(secret.len() > 32);
            assert_eq!(app.db.execute(&format!("UPDATE {table} SET hash = hash WHERE length(hash) = 32")).await, 1);
        }
        let told = asking.let_in(&app.signed_in(JOHN).await, &asking.query(&[])).await;
        assert_ne!(value(&told, "code"), code);
    }
}
