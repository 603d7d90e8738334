//! Introspection and revocation of what came of somebody letting an application in (RFC 7662, RFC 7009, RFC 9701).

use super::{
    authorizing::{Asking, text},
    basic, refusal,
    verify::parts,
};
use crate::support::{FORM, JOHN, TestApp, form};
use http::header;
use model::Side;
use serde_json::json;
use std::time::Duration;

store::on_both_engines! {
    async fn rfc7662_2_2_access_and_refresh_tokens_of_people_are_described(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let ask = async |token: &str| asking.post("/oauth2/introspect", &[("token", token)]).await.expect(200).json();
        let access = ask(text(&tokens, "access_token")).await;
        let john = app.user(JOHN).await.to_string();
        assert_eq!((text(&access, "sub"), text(&access, "token_type")), (john.as_str(), "Bearer"));
        let refresh = ask(text(&tokens, "refresh_token")).await;
        assert_eq!((text(&refresh, "sub"), &refresh["grant_id"]), (john.as_str(), &access["grant_id"]));
        assert_eq!((text(&refresh, "client_id"), refresh.get("token_type")), (asking.client_id(), None));
        assert_eq!(refresh["exp"].as_i64().unwrap() - refresh["iat"].as_i64().unwrap(), 30 * 86_400);

        // What was used or ran out is dead, and another application's is none of anybody's business.
        let other = Asking::with(&app, Side::BackOffice, |form| form.name = "Other".into()).await;
        let dead = json!({"active": false});
        let told = other.post("/oauth2/introspect", &[("token", text(&tokens, "refresh_token"))]).await.expect(200);
        assert_eq!(told.json(), dead);
        let next = asking.refresh(text(&tokens, "refresh_token")).await.expect(200).json();
        assert_eq!(ask(text(&tokens, "refresh_token")).await, dead);
        assert_eq!(ask(text(&next, "refresh_token")).await["active"], true);
        app.clock.advance(Duration::from_hours(30 * 24));
        assert_eq!(ask(text(&next, "refresh_token")).await, dead);
    }

    /// RFC 7009 §2.1: a refresh token ends with the access tokens that came of the same authorization.
    async fn rfc7009_2_1_revoking_a_refresh_token_ends_its_authorization(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for public in [false, true] {
            let asking = Asking::with(&app, Side::BackOffice, |form| {
                form.name = format!("public: {public}");
                form.confidential = !public;
            })
            .await;
            let (tokens, others) = (asking.tokens().await, asking.tokens().await);
            let stranger = Asking::with(&app, Side::BackOffice, |form| form.name = format!("stranger to {public}")).await;
            let fields = [("token", text(&tokens, "refresh_token")), ("token_type_hint", "access_token")];
            let refused = stranger.post("/oauth2/revoke", &fields).await;
            assert_eq!(refusal(&refused), (400, "invalid_grant".into()));
            assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);
            for _ in 0..2 {
                asking.post("/oauth2/revoke", &fields).await.expect(200);
            }
            assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
            assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
            // An access token goes alone.
            asking.post("/oauth2/revoke", &[("token", text(&others, "access_token"))]).await.expect(200);
            assert_eq!(asking.call(text(&others, "access_token")).await, 401);
            asking.refresh(text(&others, "refresh_token")).await.expect(200);
        }
    }

    /// RFC 7662 §2.1: whoever shows nothing may not ask.
    async fn rfc7662_2_1_a_public_application_may_not_ask(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let tokens = asking.tokens().await;
        let answer = asking.post("/oauth2/introspect", &[("token", text(&tokens, "access_token"))]).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
    }

    /// RFC 9701 §4, §5: the same answer as a JWT, for the one that asked.
    async fn rfc9701_5_the_answer_can_be_had_signed(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let authorization = basic(asking.client_id(), asking.new.client_secret.as_deref().unwrap());
        for token in [text(&tokens, "access_token"), "nonsense"] {
            let plain = asking.post("/oauth2/introspect", &[("token", token)]).await.expect(200).json();
            let headers = [
                (header::AUTHORIZATION, authorization.as_str()),
                (header::ACCEPT, "application/token-introspection+jwt, application/json;q=0.5"),
                (header::CONTENT_TYPE, FORM),
            ];
            let answer = app.request(http::Method::POST, "/oauth2/introspect", &headers, form(&[("token", token)]).into()).await;
            let answer = answer.expect(200);
            assert_eq!(answer.header("content-type"), "application/token-introspection+jwt");
            let (head, claims) = parts(answer.text());
            assert_eq!(head["typ"], "token-introspection+jwt");
            assert_eq!((&claims["token_introspection"], text(&claims, "aud")), (&plain, asking.client_id()));
            // It opens nothing itself.
            assert_eq!(asking.call(answer.text()).await, 401);
        }
    }
}
