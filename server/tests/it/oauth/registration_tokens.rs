//! The tokens with which applications register themselves (RFC 7591 §3): what they open, for whom, how often and until when.

use super::{
    basic, post,
    registering::{least, refusal, register, token, token_with, with},
};
use crate::support::{ADMIN, JOHN, TestApp};
use model::{RegistrationTokenState, Side};
use serde_json::json;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

store::on_both_engines! {
    /// RFC 6750 §3: without a token, and with one that opens nothing.
    async fn rfc6750_3_a_token_is_needed(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::BackOffice, |form| form.most = "2".into()).await;
        let answer = post(&app, "/oauth2/register", None, "application/json", least().to_string()).await;
        assert_eq!(refusal(&answer), (401, "invalid_token".into()));
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Latchkey\"");
        for wrong in ["", "x", &"A".repeat(43), &token.value.to_lowercase()] {
            let answer = register(&app, wrong, &least()).await;
            assert_eq!(refusal(&answer), (401, "invalid_token".into()), "{wrong}");
            assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""));
        }
        let authorization = basic("a", &token.value);
        let answer = post(&app, "/oauth2/register", Some(&authorization), "application/json", least().to_string()).await;
        assert_eq!(refusal(&answer), (401, "invalid_token".into()));
        // It registers as many as it may, and not one more.
        for _ in 0..2 {
            register(&app, &token.value, &least()).await.expect(201);
        }
        assert_eq!(refusal(&register(&app, &token.value, &least()).await), (401, "invalid_token".into()));
        // An access token of an application is none.
        let created = app.application(JOHN, "First").await;
        let access = app.token(&created).await;
        assert_eq!(refusal(&register(&app, &access, &least()).await), (401, "invalid_token".into()));
    }

    async fn it_ends_by_itself_or_is_revoked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = app.actor(ADMIN).await;
        let (short, revoked) =
            (token_with(&app, Side::BackOffice, |form| form.days = "1".into()).await, token(&app).await);
        register(&app, &revoked.value, &least()).await.expect(201);
        app.office.revoke_registration_token(&admin, revoked.token.id).await.unwrap();
        assert_eq!(refusal(&register(&app, &revoked.value, &least()).await), (401, "invalid_token".into()));
        app.clock.advance(Duration::from_secs(24 * 3_600 - 1));
        register(&app, &short.value, &least()).await.expect(201);
        app.clock.advance(Duration::from_secs(1));
        assert_eq!(refusal(&register(&app, &short.value, &least()).await), (401, "invalid_token".into()));
        let states = async || {
            let tokens = app.office.list_registration_tokens(&admin, Side::BackOffice).await.unwrap();
            tokens.iter().map(|token| token.state).collect::<Vec<_>>()
        };
        // Both were made in the same second.
        let found = states().await;
        assert_eq!(found.len(), 2);
        assert!(found.contains(&RegistrationTokenState::Revoked) && found.contains(&RegistrationTokenState::Ended));
        // A month later nobody looks at it any more; what registered with it stays.
        app.clock.advance(DAY * 31);
        assert_eq!(app.office.cleanup().await.unwrap().registration_tokens, 2);
        assert!(states().await.is_empty());
        assert_eq!(app.db.count("registrations").await, 2);
    }

    /// A token gives no more than whoever made it may give now.
    async fn whoever_made_it_decides_by_what_they_may_now(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = app.actor(ADMIN).await;
        let acme = app.acme().await;
        let new = domain::NewUser {
            email: "chief@example.com".into(),
            first_name: "Chief".into(),
            last_name: "Test".into(),
            password: None,
            roles: vec!["Organization Administrator".into()],
            organizations: vec![acme],
            customer: None,
        };
        let chief = app.office.create_user(&admin, new).await.unwrap();
        let maker = app.actor("chief@example.com").await;
        let form = model::RegistrationTokenForm {
            name: "Of the chief".into(),
            apis: vec!["scim".into()],
            most: "9".into(),
            ..model::RegistrationTokenForm::new()
        };
        let token = app.office.create_registration_token(&maker, Side::BackOffice, &form).await.unwrap();
        register(&app, &token.value, &least()).await.expect(201);
        let state = async || {
            app.office.list_registration_tokens(&admin, Side::BackOffice).await.unwrap()[0].state
        };
        for (table, id, was) in [("users", chief.0, "a disabled maker"), ("organizations", acme.0, "a disabled organization")] {
            app.db.set_enabled(table, id, false).await;
            assert_eq!(refusal(&register(&app, &token.value, &least()).await), (401, "invalid_token".into()), "{was}");
            if table == "users" {
                assert_eq!(state().await, RegistrationTokenState::Powerless);
            }
            app.db.set_enabled(table, id, true).await;
            register(&app, &token.value, &least()).await.expect(201);
        }
        // Without the role the power is gone.
        let roles = "DELETE FROM user_roles WHERE user_id = (SELECT id FROM users WHERE email = 'chief@example.com')";
        assert_eq!(app.db.execute(roles).await, 1);
        assert_eq!(refusal(&register(&app, &token.value, &least()).await), (401, "invalid_token".into()));
        assert_eq!(state().await, RegistrationTokenState::Powerless);
    }

    /// The customer side has tokens of its own, for its own APIs.
    async fn the_customer_side_has_its_own(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::Customer, |_| {}).await;
        let told = register(&app, &token.value, &least()).await.expect(201).json();
        assert_eq!(told["scope"], "customer_json_api openid profile email offline_access");
        let wrong = with(json!({ "scope": "json_api", "client_name": "Wrong" }));
        assert_eq!(refusal(&register(&app, &token.value, &wrong).await), (400, "invalid_client_metadata".into()));
        // Those who work for customers hand some out, customers' own administrators do not.
        let form = model::RegistrationTokenForm {
            name: "Mine".into(),
            apis: vec!["customer_json_api".into()],
            ..model::RegistrationTokenForm::new()
        };
        let maria = app.actor("maria.lopez@example.com").await;
        assert!(app.office.create_registration_token(&maria, Side::Customer, &form).await.is_ok());
        for email in ["amanda.cole@example.com", "brian.fox@example.com", JOHN] {
            let actor = app.actor(email).await;
            let refused = app.office.create_registration_token(&actor, Side::Customer, &form).await;
            assert!(matches!(refused, Err(domain::Error::Forbidden)), "{email}");
            let revoked = app.office.revoke_registration_token(&actor, token.token.id).await;
            assert!(matches!(revoked, Err(domain::Error::NotFound)), "{email}");
        }
    }

    /// Failures are slowed down, successes never.
    async fn who_guesses_waits_and_who_has_a_token_does_not(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::BackOffice, |form| form.most = "100".into()).await;
        for _ in 0..20 {
            assert_eq!(refusal(&register(&app, "wrong", &least()).await), (401, "invalid_token".into()));
        }
        let answer = register(&app, "wrong", &least()).await;
        assert_eq!(refusal(&answer), (429, "invalid_token".into()));
        assert_eq!(answer.header("retry-after"), "60");
        for _ in 0..30 {
            register(&app, &token.value, &least()).await.expect(201);
        }
        app.clock.advance(Duration::from_mins(1));
        assert_eq!(refusal(&register(&app, "wrong", &least()).await).0, 401);
    }

    /// Of two that come at the same instant, a token for one registers one.
    async fn a_token_is_not_used_more_often_than_it_may(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::BackOffice, |form| form.most = "1".into()).await;
        let said = least();
        let (one, other) = tokio::join!(register(&app, &token.value, &said), register(&app, &token.value, &said));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 401]);
    }
}
