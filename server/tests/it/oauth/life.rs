//! What people do with an application decides about its tokens at the very next call.

use super::{Desk, refusal};
use crate::support::{ADMIN, JOHN};
use model::{ApplicationForm, Grace};

store::on_both_engines! {
    async fn deactivating_ends_tokens_at_the_next_call_and_activating_revives_none(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (office, id) = (&desk.app.office, desk.created.application.id);
        let john = desk.app.actor(JOHN).await;
        let token = desk.token().await;
        desk.call(&token).await.expect(200);
        office.deactivate_application(&john, id).await.unwrap();
        let answer = desk.call(&token).await.expect(401);
        assert!(answer.header("www-authenticate").starts_with("Bearer "));
        assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""));
        let refused = desk.post("/oauth2/token", "grant_type=client_credentials").await;
        assert_eq!(refusal(&refused), (401, "invalid_client".into()));
        let refused = desk.post("/oauth2/introspect", &format!("token={token}")).await;
        assert_eq!(refusal(&refused), (401, "invalid_client".into()));
        office.activate_application(&john, id).await.unwrap();
        desk.assert_dead(&token).await;
        // All of this happened in one millisecond, as the clock stands still.
        let new = desk.token().await;
        desk.call(&new).await.expect(200);
        desk.assert_dead(&token).await;
    }

    async fn deleting_ends_tokens_and_credentials(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let john = desk.app.actor(JOHN).await;
        desk.app.office.delete_application(&john, desk.created.application.id).await.unwrap();
        desk.call(&token).await.expect(401);
        let refused = desk.post("/oauth2/token", "grant_type=client_credentials").await;
        assert_eq!(refusal(&refused), (401, "invalid_client".into()));
    }

    async fn rotating_ends_the_old_secret_and_its_tokens_unless_there_is_a_grace(db: TestDatabase) {
        let mut desk = Desk::on(db).await;
        let john = desk.app.actor(JOHN).await;
        let id = desk.created.application.id;
        let first = desk.token().await;
        let second_secret = desk.app.office.rotate_secret(&john, id, Grace::Hour).await.unwrap().client_secret;
        desk.call(&first).await.expect(200);
        desk.post("/oauth2/token", "grant_type=client_credentials").await.expect(200);
        desk.created.client_secret = second_secret;
        let second = desk.token().await;
        let third_secret = desk.app.office.rotate_secret(&john, id, Grace::None).await.unwrap().client_secret;
        let refused = desk.post("/oauth2/token", "grant_type=client_credentials").await;
        assert_eq!(refusal(&refused), (401, "invalid_client".into()));
        desk.created.client_secret = third_secret;
        desk.assert_dead(&first).await;
        desk.assert_dead(&second).await;
        desk.call(&desk.token().await).await.expect(200);
    }

    async fn an_api_that_is_not_allowed_is_insufficient_scope(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let narrow = desk.app.application_with(JOHN, |form| {
            *form = ApplicationForm { name: "SCIM only".into(), all_apis: false, apis: vec!["scim".into()], ..ApplicationForm::new() };
        }).await;
        let answer = desk.call(&desk.app.token(&narrow).await).await.expect(403);
        assert!(answer.header("www-authenticate").contains("error=\"insufficient_scope\""));
        assert!(answer.header("www-authenticate").contains("scope=\"json_api\""));
    }

    async fn a_disabled_organization_or_owner_is_refused_like_a_wrong_secret(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let admin = desk.app.actor(ADMIN).await;
        // Changes made behind the office's back, as another process would: any change of ours makes this one look again.
        for (close, open) in [
            ("UPDATE users SET enabled = FALSE WHERE email = 'john.doe@example.com'", "UPDATE users SET enabled = TRUE"),
            ("UPDATE organizations SET enabled = FALSE", "UPDATE organizations SET enabled = TRUE"),
        ] {
            let form = ApplicationForm { name: format!("Touch {close:.20}"), ..ApplicationForm::new() };
            let other = desk.app.office.create_application(&admin, admin.viewer.id, &form).await.unwrap();
            desk.app.db.execute(close).await;
            desk.app.db.execute("UPDATE live_revision SET revision = revision + 1").await;
            desk.app.clock.advance(std::time::Duration::from_secs(2));
            desk.call(&token).await.expect(401);
            let refused = desk.post("/oauth2/token", "grant_type=client_credentials").await;
            assert_eq!(refusal(&refused), (401, "invalid_client".into()), "{close}");
            desk.app.db.execute(open).await;
            desk.app.office.delete_application(&admin, other.application.id).await.unwrap();
            desk.call(&token).await.expect(200);
        }
    }
}
