//! Refresh tokens: rotation, reuse, and their ends (RFC 6749 §6, RFC 9700 §4.14.2).

use super::{
    authorizing::{Asking, text},
    refusal,
};
use crate::support::TestApp;
use model::Side;
use std::time::Duration;
use store::testing::TestDatabase;

const DAY: Duration = Duration::from_hours(24);

store::on_both_engines! {
    async fn each_is_followed_by_another_one(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let mut token = text(&asking.tokens().await, "refresh_token").to_owned();
        for _ in 0..3 {
            app.clock.advance(DAY);
            let tokens = asking.refresh(&token).await.expect(200).json();
            assert_eq!(asking.call(text(&tokens, "access_token")).await, 200);
            assert_ne!(text(&tokens, "refresh_token"), token);
            token = text(&tokens, "refresh_token").to_owned();
        }
    }

    /// RFC 9700 §4.14.2: whoever comes with a used one ends the whole family.
    async fn rfc9700_4_14_2_reuse_ends_the_family(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let first = asking.tokens().await;
        let second = asking.refresh(text(&first, "refresh_token")).await.expect(200).json();
        app.clock.advance(Duration::from_millis(10_001));
        assert_eq!(refusal(&asking.refresh(text(&first, "refresh_token")).await), (400, "invalid_grant".into()));
        assert_eq!(refusal(&asking.refresh(text(&second, "refresh_token")).await), (400, "invalid_grant".into()));
        for tokens in [&first, &second] {
            assert_eq!(asking.call(text(tokens, "access_token")).await, 401);
        }
        // Other times that somebody let it in are none of this.
        let other = asking.tokens().await;
        assert_eq!(asking.call(text(&other, "access_token")).await, 200);
    }

    /// An answer that got lost can be had again for ten seconds, with the same successor.
    async fn a_lost_answer_can_be_had_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let first = asking.tokens().await;
        let lost = asking.refresh(text(&first, "refresh_token")).await.expect(200).json();
        app.clock.advance(Duration::from_secs(10));
        let again = asking.refresh(text(&first, "refresh_token")).await.expect(200).json();
        assert_eq!(again["refresh_token"], lost["refresh_token"]);
        assert_ne!(again["access_token"], lost["access_token"]);
        let third = asking.refresh(text(&again, "refresh_token")).await.expect(200).json();
        assert_eq!(asking.call(text(&third, "access_token")).await, 200);
        // Once the successor was used, the first one is a stolen one, however soon it comes.
        assert_eq!(refusal(&asking.refresh(text(&first, "refresh_token")).await), (400, "invalid_grant".into()));
        assert_eq!(asking.call(text(&third, "access_token")).await, 401);
    }

    async fn at_the_same_instant_both_get_the_same(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let first = asking.tokens().await;
        let token = text(&first, "refresh_token");
        let (one, other) = tokio::join!(asking.refresh(token), asking.refresh(token));
        assert_eq!(one.expect(200).json()["refresh_token"], other.expect(200).json()["refresh_token"]);
    }

    async fn unused_it_lives_for_thirty_days_and_never_longer_than_a_year(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let mut tokens = asking.tokens().await;
        for _ in 0..12 {
            app.clock.advance(Duration::from_secs(30 * 86_400 - 1));
            tokens = asking.refresh(text(&tokens, "refresh_token")).await.expect(200).json();
        }
        app.clock.advance(DAY * 5 + Duration::from_secs(12));
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
        let tokens = asking.tokens().await;
        app.clock.advance(DAY * 30);
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
    }

    async fn scope_narrows_the_access_token_and_not_what_follows(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let first = asking.tokens().await;
        let with = async |token: &str, scope: &str| {
            asking.token(&[("grant_type", "refresh_token"), ("refresh_token", token), ("scope", scope)]).await
        };
        let narrow = with(text(&first, "refresh_token"), "scim").await.expect(200).json();
        assert_eq!(narrow["scope"], "scim");
        let wide = asking.refresh(text(&narrow, "refresh_token")).await.expect(200).json();
        assert_eq!(wide["scope"], first["scope"]);
        // RFC 6749 §6: never more than was granted, and a refusal uses nothing up.
        assert_eq!(refusal(&with(text(&wide, "refresh_token"), "scim openid").await), (400, "invalid_scope".into()));
        asking.refresh(text(&wide, "refresh_token")).await.expect(200);
    }

    async fn it_belongs_to_its_application(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let other = Asking::with(&app, Side::BackOffice, |form| form.name = "Other".into()).await;
        let tokens = asking.tokens().await;
        let token = text(&tokens, "refresh_token");
        assert_eq!(refusal(&other.refresh(token).await), (400, "invalid_grant".into()));
        for bad in ["x", "' OR 1=1 --", text(&tokens, "access_token")] {
            assert_eq!(refusal(&asking.refresh(bad).await), (400, "invalid_grant".into()));
        }
        let none = asking.token(&[("grant_type", "refresh_token")]).await;
        assert_eq!(refusal(&none), (400, "invalid_request".into()));
        let own = crate::oauth::Desk::of(TestApp::on(TestDatabase::new(store::testing::Engine::Sqlite).await).await).await;
        let answer = own.post("/oauth2/token", &format!("grant_type=refresh_token&refresh_token={token}")).await;
        assert_eq!(refusal(&answer), (400, "unauthorized_client".into()));
        asking.refresh(token).await.expect(200);
    }

    /// OpenID Connect Core §11: who only wants to know who is there does not stay.
    async fn oidc_core_11_offline_access_has_to_be_asked_for(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        for (scope, stays) in [("openid scim", false), ("openid scim offline_access", true), ("scim", true)] {
            let code = asking.code_for(&[("scope", scope)]).await;
            let tokens = asking.exchange(&code).await.expect(200).json();
            assert_eq!(tokens.get("refresh_token").is_some(), stays, "{scope}");
        }
    }

    async fn a_deactivated_applications_tokens_stay_dead(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let admin = app.actor(crate::support::ADMIN).await;
        let id = asking.new.application.id;
        app.office.deactivate_application(&admin, id).await.unwrap();
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (401, "invalid_client".into()));
        app.office.activate_application(&admin, id).await.unwrap();
        assert_eq!(asking.call(text(&tokens, "access_token")).await, 401);
        assert_eq!(refusal(&asking.refresh(text(&tokens, "refresh_token")).await), (400, "invalid_grant".into()));
    }
}
