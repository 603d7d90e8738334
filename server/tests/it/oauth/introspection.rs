//! RFC 7662.

use super::{Desk, basic, post, refusal, verify::parts};
use crate::support::{ADMIN, FORM, JOHN};
use model::ApplicationForm;
use serde_json::json;

store::on_both_engines! {
    /// RFC 7662 §2.2.
    async fn a_living_token_is_described_with_its_claims(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let (_, mut claims) = parts(&token);
        claims["active"] = json!(true);
        claims["token_type"] = json!("Bearer");
        assert_eq!(desk.introspect(&token).await, claims);
        let (id, secret) = (desk.client_id(), desk.secret());
        let body = json!({"token": token, "token_type_hint": "refresh_token", "client_id": id, "client_secret": secret});
        let answer = desk.app.post_json("/oauth2/introspect", &body).await.expect(200);
        assert_eq!((answer.header("cache-control"), answer.json()), ("no-store", claims));
    }

    async fn a_neighbour_may_ask_and_a_stranger_learns_nothing(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let neighbour = desk.app.application(ADMIN, "Neighbour").await;
        let globex = desk.app.organization("Globex").await.to_string();
        let stranger = desk.app.application_with(ADMIN, |form| {
            *form = ApplicationForm { name: "Stranger".into(), organization: globex, ..ApplicationForm::new() };
        }).await;
        for (asking, active) in [(neighbour, true), (stranger, false)] {
            let basic = basic(&asking.application.client_id, &asking.client_secret);
            let form = format!("token={token}");
            let answer = post(&desk.app, "/oauth2/introspect", Some(&basic), FORM, form).await.expect(200);
            assert_eq!(answer.json()["active"], active);
            assert!(active || answer.json() == json!({"active": false}));
        }
    }

    /// RFC 7662 §2.1, §2.3.
    async fn who_asks_must_show_who_they_are_and_what_they_ask(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = format!("token={}", desk.token().await);
        let bearer = format!("Bearer {}", desk.token().await);
        let wrong = basic(desk.client_id(), "wrong");
        for authorization in [None, Some(bearer.as_str()), Some(wrong.as_str())] {
            let answer = post(&desk.app, "/oauth2/introspect", authorization, FORM, token.clone()).await;
            assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        }
        for form in ["", "token=", "token_type_hint=access_token", "token=a&token=b"] {
            assert_eq!(refusal(&desk.post("/oauth2/introspect", form).await), (400, "invalid_request".into()));
        }
    }

    async fn a_revoked_token_is_dead(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (token, other) = (desk.token().await, desk.token().await);
        desk.post("/oauth2/revoke", &format!("token={token}")).await.expect(200);
        desk.assert_dead(&token).await;
        assert_eq!(desk.introspect(&other).await["active"], true);
        desk.app.application(JOHN, "Another").await;
        desk.assert_dead(&token).await;
    }
}
