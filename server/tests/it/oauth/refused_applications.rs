//! Applications that did not show who they are at the token endpoint, as those see them who see login attempts.

use super::{Desk, authorizing::Asking, basic, post, private_key_jwt::Signing, refusal};
use crate::{
    api::support::Caller,
    support::{ADMIN, FORM, JOHN, TestApp},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::time::Duration;

async fn refuse(app: &TestApp, client_id: &str, secret: &str) {
    let answer =
        post(app, "/oauth2/token", Some(&basic(client_id, secret)), FORM, "grant_type=client_credentials")
            .await;
    assert_eq!(refusal(&answer), (401, "invalid_client".into()));
}

/// The attributes of what was noted at the token endpoint, the latest first.
async fn noted(app: &TestApp, caller: &Caller<'_>) -> Vec<Value> {
    app.office.flush_last_used().await.unwrap();
    let answer = caller.get("/api/loginattempts?filter[source]=token").await;
    answer.data().as_array().expect("a list").iter().map(|one| one["attributes"].clone()).collect()
}

fn reasons(noted: &[Value]) -> Vec<&str> {
    noted.iter().map(|one| one["reason"].as_str().unwrap_or_default()).collect()
}

store::on_both_engines! {
    async fn a_refused_application_is_noted_with_the_reason(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let app = &desk.app;
        let admin = Caller::new(app, ADMIN).await;
        refuse(app, desk.client_id(), "wrong").await;
        // Strangers are nobody's business, and what they send may be a secret in the wrong field.
        refuse(app, "0123456789ABCDEFGHIJKLMNOPQRSTUV", desk.secret()).await;
        refuse(app, desk.secret(), "wrong").await;
        let rows = noted(app, &admin).await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        let mut row = rows[0].clone();
        row["createdAt"].take();
        assert_eq!(row, json!({
            "email": "", "clientId": desk.client_id(), "source": "token", "succeeded": false, "reason": "wrong_secret",
            "address": "127.0.0.1", "userAgent": "", "createdAt": null,
        }));
        assert_eq!(rows[0]["createdAt"], app.office.now().to_rfc3339());

        let application = desk.created.application.id;
        let actor = app.actor(ADMIN).await;
        app.clock.advance(Duration::from_mins(1));
        app.office.deactivate_application(&actor, application).await.unwrap();
        refuse(app, desk.client_id(), desk.secret()).await;
        app.clock.advance(Duration::from_secs(1));
        let public = Asking::public(app).await;
        refuse(app, public.client_id(), "something").await;
        app.clock.advance(Duration::from_secs(1));
        let signing = Signing::on(app).await;
        // Said to be of this application, and signed by nobody.
        let claims = BASE64_URL_SAFE_NO_PAD.encode(json!({
            "iss": signing.client_id, "sub": signing.client_id, "aud": "x", "exp": 1, "jti": "x",
        }).to_string());
        assert_eq!(refusal(&signing.token(&format!("e30.{claims}.AAAA")).await), (401, "invalid_client".into()));
        let rows = noted(app, &admin).await;
        assert_eq!(reasons(&rows), ["wrong_assertion", "wrong_method", "application_inactive", "wrong_secret"]);
        for (filter, count) in [("filter[reason]=wrong_secret", 1), ("filter[clientId]=nothing", 0)] {
            let found = admin.get(&format!("/api/loginattempts?{filter}")).await;
            assert_eq!(found.data().as_array().map(Vec::len), Some(count), "{filter}: {}", found.document);
        }
        let own = admin.get(&format!("/api/loginattempts?filter[clientId]={}", desk.client_id())).await;
        assert_eq!(own.data().as_array().map(Vec::len), Some(2), "{}", own.document);
    }

    /// Strangers who know a Client ID fill no table, and tokens cost no row.
    async fn the_same_refusal_is_one_row_a_minute_and_a_token_is_none(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let app = &desk.app;
        let before = app.db.count("login_attempts").await;
        for _ in 0..100 {
            desk.token().await;
        }
        app.office.flush_last_used().await.unwrap();
        assert_eq!(app.db.count("login_attempts").await, before);
        for _ in 0..20 {
            refuse(app, desk.client_id(), "wrong").await;
        }
        assert_eq!(app.db.count("login_attempts").await, before, "a refusal waits for nothing to be written");
        app.office.flush_last_used().await.unwrap();
        assert_eq!(app.db.count("login_attempts").await, before + 1);
        app.clock.advance(Duration::from_mins(1));
        refuse(app, desk.client_id(), "wrong").await;
        app.office.flush_last_used().await.unwrap();
        app.office.flush_last_used().await.unwrap();
        assert_eq!(app.db.count("login_attempts").await, before + 2);
        // Elsewhere it is counted and told, and not noted.
        app.clock.advance(Duration::from_mins(1));
        for path in ["/oauth2/introspect", "/oauth2/revoke", "/oauth2/par"] {
            post(app, path, Some(&basic(desk.client_id(), "wrong")), FORM, "token=x").await.expect(401);
        }
        app.office.flush_last_used().await.unwrap();
        assert_eq!(app.db.count("login_attempts").await, before + 2);
    }

    /// What an application has to do with is for its organization; whoever has to do with its person is for theirs.
    async fn they_are_for_the_organization_of_the_application(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let app = &desk.app;
        refuse(app, desk.client_id(), "wrong").await;
        app.office.flush_last_used().await.unwrap();
        let mut john = app.actor(JOHN).await;
        let seen = async |actor: &domain::Actor| {
            let query = model::GridQuery::default();
            let rows = app.office.list_login_attempts(actor, &query).await.unwrap().rows;
            for one in &rows {
                assert_eq!(&app.office.find_login_attempt(actor, one.id).await.unwrap(), one);
            }
            rows.iter().filter(|one| one.source == model::LoginSource::Token).count()
        };
        for level in [model::Level::Own, model::Level::Organization, model::Level::Global] {
            john.viewer.permissions =
                model::Permissions::none().with(model::Subject::LoginAttempts, &[model::Action::View], level);
            assert_eq!(seen(&john).await, 1, "{level:?}");
        }
        // Somebody else, in another organization.
        john.viewer.id = app.user(ADMIN).await;
        john.viewer.organization.id = app.organization("Globex").await;
        john.viewer.organization.global = true;
        for level in [model::Level::Own, model::Level::Organization] {
            john.viewer.permissions =
                model::Permissions::none().with(model::Subject::LoginAttempts, &[model::Action::View], level);
            assert_eq!(seen(&john).await, 0, "{level:?}");
        }
    }
}
