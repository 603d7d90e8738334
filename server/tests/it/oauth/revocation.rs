//! RFC 7009.

use super::{Desk, basic, post, refusal};
use crate::support::{FORM, JOHN};

store::on_both_engines! {
    /// RFC 7009 §2.2: once, again, and for what is no token.
    async fn revoking_is_idempotent_and_unknown_tokens_are_no_error(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        for form in [
            format!("token={token}"),
            format!("token={token}&token_type_hint=access_token"),
            format!("token={token}&token_type_hint=nonsense"),
            "token=nonsense".into(),
        ] {
            let answer = desk.post("/oauth2/revoke", &form).await.expect(200);
            assert_eq!((answer.text(), answer.header("cache-control")), ("", "no-store"));
        }
        assert_eq!(desk.app.db.count("revoked_tokens").await, 1);
        desk.assert_dead(&token).await;
        assert!(desk.app.mails().await.len() == 1, "only the one of the new application");
    }

    /// RFC 7009 §2.1.
    async fn another_applications_token_stays_alive(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let other = desk.app.application(JOHN, "Other").await;
        let basic = basic(&other.application.client_id, &other.client_secret);
        let answer = post(&desk.app, "/oauth2/revoke", Some(&basic), FORM, format!("token={token}")).await;
        assert_eq!(refusal(&answer), (400, "invalid_grant".into()));
        desk.call(&token).await.expect(200);
    }

    async fn who_asks_must_show_who_they_are_and_what_they_ask(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let form = format!("token={}", desk.token().await);
        let answer = post(&desk.app, "/oauth2/revoke", None, FORM, form).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        for form in ["", "token=", "token=a&token=b"] {
            assert_eq!(refusal(&desk.post("/oauth2/revoke", form).await), (400, "invalid_request".into()));
        }
        assert_eq!(desk.app.db.count("revoked_tokens").await, 0);
    }
}
