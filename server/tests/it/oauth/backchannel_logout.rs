//! OpenID Connect Back-Channel Logout: an application hears that a session ended, whichever way it did.

mod delivery;
mod races;
mod receiver;

use super::{
    authorizing::{Asking, REDIRECT, text, value},
    verify::verified,
};
use crate::support::{ADMIN, Browser, JOHN, PASSWORD, TestApp};
use domain::{Actor, Error, LogoutReport, Sensitive};
use model::{ApplicationSettingsForm, Invalid, Problem, Side, escape};
use receiver::Receiver;
use serde_json::{Value, json};
use std::time::Duration;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// An application that wants to be told at this address.
async fn told<'a>(app: &'a TestApp, name: &str, address: &str) -> Asking<'a> {
    let asking = Asking::with(app, Side::BackOffice, |form| form.name = name.into()).await;
    set_address(app, &asking, address).await.unwrap();
    asking
}

async fn set_address(app: &TestApp, asking: &Asking<'_>, address: &str) -> Result<(), Error> {
    let admin = app.actor(ADMIN).await;
    let form = ApplicationSettingsForm {
        backchannel_logout_uri: address.into(),
        post_logout_redirect_uris: REDIRECT.into(),
        ..ApplicationSettingsForm::default()
    };
    app.office.change_application_settings(&admin, asking.new.application.id, &form).await.map(drop)
}

/// Tokens with this scope of whoever sits at the browser.
async fn tokens(asking: &Asking<'_>, browser: &Browser<'_>, scope: &str) -> Value {
    let query = asking.query(&[("scope", scope), ("nonce", "n-0S6")]);
    let code = value(&asking.let_in(browser, &query).await, "code");
    asking.exchange(&code).await.expect(200).json()
}

async fn sign_out(browser: &Browser<'_>) {
    browser.post("/sign-out", &[]).await.expect(303);
}

/// Whoever sits at the browser.
async fn actor(app: &TestApp, browser: &Browser<'_>) -> Actor {
    let token = browser.cookie(app::session_cookie_name(false)).expect("a session");
    app.office.actor_of_session(&token).await.unwrap().expect("somebody")
}

const fn report(sent: u32, failed: u32) -> LogoutReport {
    LogoutReport { sent, failed }
}

store::on_both_engines! {
    /// §2.4, §2.5: what the token says, and how it is sent.
    async fn bcl_2_4_the_logout_token_names_the_session_of_the_id_token(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let asking = told(&app, "Told", &receiver.address("/logout?tenant=1")).await;
        let browser = app.signed_in(JOHN).await;
        let id_token = text(&tokens(&asking, &browser, "openid").await, "id_token").to_owned();
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 0));
        app.clock.advance(Duration::from_mins(5));
        sign_out(&browser).await;
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(1, 0));
        let mut posts = receiver.posts();
        assert_eq!(posts.len(), 1);
        let post = posts.remove(0);
        assert_eq!((post.path.as_str(), post.media_type.as_str()), ("/logout?tenant=1", crate::support::FORM));
        assert_eq!(post.fields.len(), 1);
        let (head, claims) = verified(&app, post.token()).await;
        assert_eq!((text(&head, "typ"), text(&head, "alg")), ("logout+jwt", "ES256"));
        let (_, told) = verified(&app, &id_token).await;
        let now = app.office.now().0;
        assert_eq!(claims, json!({
            "iss": "http://127.0.0.1:3000", "aud": asking.client_id(), "sub": told["sub"], "sid": told["sid"],
            "iat": now, "exp": now + 120, "jti": claims["jti"], "events": {EVENT: {}},
        }));
        assert!(!text(&claims, "jti").is_empty());
        // It is no hint, no access token, and is told once.
        let hint = browser.get(&format!("/oauth2/logout?id_token_hint={}", post.token())).await.expect(303);
        assert!(hint.header("location").starts_with("/logout?"));
        assert_eq!(asking.call(post.token()).await, 401);
        app.clock.advance(Duration::from_hours(2));
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 0));
    }

    /// §2.3: whichever way a session ends.
    async fn bcl_2_3_every_end_of_a_session_is_told(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let asking = told(&app, "Told", &receiver.address("/logout")).await;
        let office = &app.office;
        let heard = async |way: &str, browser: &Browser<'_>, id_token: &str| {
            assert_eq!(office.send_due_logouts().await.unwrap(), report(1, 0), "{way}");
            let posts = receiver.posts();
            let (_, claims) = verified(&app, posts.last().unwrap().token()).await;
            assert_eq!(claims["sid"], verified(&app, id_token).await.1["sid"], "{way}");
            assert_eq!(browser.get("/my-sessions").await.status, 303, "{way}");
        };
        let begin = async || {
            let browser = app.signed_in(JOHN).await;
            let id_token = text(&tokens(&asking, &browser, "openid").await, "id_token").to_owned();
            (browser, id_token)
        };
        let (browser, id_token) = begin().await;
        let query = format!("id_token_hint={id_token}&post_logout_redirect_uri={}", escape(REDIRECT));
        browser.get(&format!("/oauth2/logout?{query}")).await.expect(303);
        heard("at the wish of the application", &browser, &id_token).await;

        let (browser, id_token) = begin().await;
        let elsewhere = app.signed_in(JOHN).await;
        let john = actor(&app, &elsewhere).await;
        let other = office.list_sessions(&john).await.unwrap().into_iter().find(|one| !one.current).unwrap();
        elsewhere.rpc("sessions/end", &json!({"form": {"session": other.id.to_string()}})).await;
        heard("in My Sessions", &browser, &id_token).await;

        let (browser, id_token) = begin().await;
        let (old, new) = (Sensitive::new(PASSWORD), Sensitive::new("another password of John"));
        office.change_password(&john, &old, &new).await.unwrap();
        heard("another password", &browser, &id_token).await;
        assert_eq!(elsewhere.get("/my-sessions").await.status, 200, "where it was changed one stays");
        office.change_password(&john, &new, &old).await.unwrap();
        assert_eq!(office.send_due_logouts().await.unwrap(), report(0, 0));

        let (browser, id_token) = begin().await;
        let admin = app.actor(ADMIN).await;
        office.disable_user(&admin, john.viewer.id).await.unwrap();
        heard("disabled", &browser, &id_token).await;
        office.enable_user(&admin, john.viewer.id).await.unwrap();

        let (browser, id_token) = begin().await;
        app.db.set_enabled("users", john.viewer.id.0, false).await;
        assert_eq!(browser.get("/my-sessions").await.status, 303);
        heard("disabled behind our back", &browser, &id_token).await;
    }

    /// §2.3: only those are told who have something to end.
    async fn bcl_2_3_nobody_else_is_told(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let silent = Asking::with(&app, Side::BackOffice, |form| form.name = "Silent".into()).await;
        let (api, early) = (
            told(&app, "Only the API", &receiver.address("/api")).await,
            told(&app, "Too early", &receiver.address("/early")).await,
        );
        let both = told(&app, "Both", &receiver.address("/both")).await;
        let gone = told(&app, "Gone", &receiver.address("/gone")).await;
        let (browser, elsewhere) = (app.signed_in(JOHN).await, app.signed_in(JOHN).await);
        for asking in [&silent, &both, &gone] {
            tokens(asking, &browser, "openid offline_access").await;
        }
        tokens(&both, &browser, "openid").await;
        tokens(&api, &browser, "scim").await;
        let code = value(&early.let_in(&browser, &early.query(&[("scope", "openid offline_access")])).await, "code");
        app.office.delete_application(&app.actor(ADMIN).await, gone.new.application.id).await.unwrap();
        sign_out(&elsewhere).await;
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 0), "another session");
        sign_out(&browser).await;
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(1, 0));
        let paths: Vec<_> = receiver.posts().into_iter().map(|post| post.path).collect();
        assert_eq!(paths, ["/both"], "once, however often it was let in");
        // What was not exchanged while the session lasted is worth nothing.
        early.exchange(&code).await.expect(400);
        assert_eq!(app.db.count("backchannel_logouts").await, 1);
    }

    /// §2.7: what was to last no longer than the session ends with it; the rest goes on.
    async fn bcl_2_7_what_has_no_offline_access_ends_with_the_session(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let short = tokens(&asking, &browser, "openid json_api").await;
        let long = tokens(&asking, &browser, "openid offline_access json_api").await;
        let api = tokens(&asking, &browser, "json_api").await;
        assert_eq!(short.get("refresh_token"), None);
        let code = value(&asking.let_in(&browser, &asking.query(&[("scope", "openid")])).await, "code");
        sign_out(&browser).await;
        assert_eq!(asking.call(text(&short, "access_token")).await, 401);
        asking.exchange(&code).await.expect(400);
        for goes_on in [&long, &api] {
            assert_eq!(asking.call(text(goes_on, "access_token")).await, 200);
            asking.refresh(text(goes_on, "refresh_token")).await.expect(200);
        }
    }

    /// §2.2: https, or this very machine where the server itself is on it.
    async fn bcl_2_2_only_addresses_that_are_fit_for_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let refused = async |app: &TestApp, asking: &Asking<'_>, address: &str| {
            match set_address(app, asking, address).await {
                Err(Error::Invalid(Invalid(problems))) => {
                    assert_eq!(problems, [("backchannel_logout_uri".into(), Problem::BadLogoutUrl)], "{address}");
                }
                other => panic!("{address}: {other:?}"),
            }
        };
        for address in [
            "http://app.example.com/logout", "com.example.app:/logout", "https://app.example.com/#x", "ftp://a.example/",
            "https://user@app.example.com/", "javascript:alert(1)", "app.example.com", "https://a.example/\\x",
        ] {
            refused(&app, &asking, address).await;
        }
        for address in ["https://app.example.com/logout", "http://127.0.0.1:4711/", "http://localhost/logout", ""] {
            set_address(&app, &asking, address).await.unwrap();
        }
        let device = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Device".into();
            form.grant = "device".into();
        })
        .await;
        set_address(&app, &device, "https://app.example.com/logout").await.unwrap();
    }
}
