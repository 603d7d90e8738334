//! Who is let in, and what failures cost.

use super::*;
use std::time::Duration;

store::on_both_engines! {
    async fn every_wrong_way_in_is_the_same_refusal_and_leaves_no_trace(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (id, secret) = (desk.client_id.clone(), desk.secret.clone());
        let cut = &secret[..secret.len() - 1];
        for (client_id, client_secret) in [
            (id.as_str(), ""), (&id, "wrong"), (&id, cut), (&id, &secret.to_uppercase()), (&id, &format!("{secret} ")),
            (&secret, id.as_str()), ("", ""), ("", &secret), (&id[1..], &secret), (&id.to_lowercase(), &secret),
            ("\0", "\0"), (&id, &"x".repeat(100_000)),
        ] {
            let credentials =
                Credentials::with_secret(client_id.to_owned(), client_secret);
            let request = TokenRequest { credentials: Some(credentials), ..desk.request("") };
            let refused = desk.office.issue_token(&request).await;
            assert!(matches!(refused, Err(TokenError::InvalidClient)), "{client_id:?}");
        }
        desk.office.flush_last_used().await.unwrap();
        assert_eq!(desk.office.find_application(&desk.john, desk.id).await.unwrap().last_used_at, None);
        assert!(desk.ask(&secret).await.is_ok());
    }

    async fn failures_are_slowed_down_per_application_and_address_and_never_who_knows_the_secret(db: TestDatabase) {
        let desk = Desk::on(db).await;
        for _ in 0..20 {
            assert!(matches!(desk.ask("wrong").await, Err(TokenError::InvalidClient)));
        }
        let Err(TokenError::TooMany(wait)) = desk.ask("wrong").await else { panic!("too many") };
        assert_eq!(wait, Duration::from_mins(1));
        let elsewhere = TokenRequest { address: "192.0.2.2".into(), ..desk.request("wrong") };
        assert!(matches!(desk.office.issue_token(&elsewhere).await, Err(TokenError::InvalidClient)));
        desk.test.clock.advance(Duration::from_secs(59));
        assert!(matches!(desk.ask("wrong").await, Err(TokenError::TooMany(_))));
        desk.test.clock.advance(Duration::from_secs(1));
        assert!(matches!(desk.ask("wrong").await, Err(TokenError::InvalidClient)));
        for _ in 0..100 {
            drop(desk.ask("wrong").await);
        }
        assert!(desk.ask(&desk.secret).await.is_ok());
        assert!(matches!(desk.ask("wrong").await, Err(TokenError::InvalidClient)), "success starts anew");
    }

    async fn an_application_with_another_grant_gets_no_token(db: TestDatabase) {
        let desk = Desk::on(db).await;
        desk.test.db.execute("UPDATE applications SET grant_type = 'authorization_code'").await;
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::UnauthorizedClient)));
        assert!(matches!(desk.ask("wrong").await, Err(TokenError::InvalidClient)), "only those who know the secret are told");
    }

    async fn a_token_of_another_organization_looks_dead_to_introspection_and_cannot_be_revoked(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let admin = desk.test.actor("admin@example.com", "Globex").await;
        let form = ApplicationForm { name: "Other".into(), ..ApplicationForm::new() };
        let other = desk.office.create_application(&admin, admin.viewer.id, &form).await.unwrap();
        let other = Credentials::with_secret(other.application.client_id, other.client_secret);
        assert_eq!(desk.office.introspect_token(Some(&other), HERE, Some(&token)).await.unwrap(), None);
        let refused = desk.office.revoke_token(Some(&other), HERE, Some(&token)).await;
        assert!(matches!(refused, Err(TokenError::InvalidGrant(_))));
        assert!(desk.call(&token).await.is_ok());
        assert_eq!(desk.test.db.count("revoked_tokens").await, 0);
    }
}
