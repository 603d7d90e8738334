//! What ends a token, and what does not bring it back.

use super::*;
use crate::Via;
use std::time::Duration;

store::on_both_engines! {
    async fn a_token_acts_as_the_owner_in_the_organization_for_the_apis_it_names(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let actor = desk.call(&desk.token().await).await.unwrap();
        assert_eq!(actor.viewer, desk.john.viewer);
        let apis = vec![ApiType::JsonApi, ApiType::EmailAddon, ApiType::Scim];
        assert_eq!(actor.via, Via::Application { id: desk.id, apis });
        let narrow = TokenRequest { scope: Some("scim".into()), ..desk.request(&desk.secret) };
        let narrow = desk.office.issue_token(&narrow).await.unwrap();
        assert_eq!(narrow.scope, "scim");
        let narrow = narrow.access_token.into_revealed();
        assert_eq!(desk.call(&narrow).await.unwrap_err(), BearerError::InsufficientScope);
        assert!(desk.office.authenticate_bearer(&crate::PresentedBearer::Bearer(&narrow), ApiType::Scim).await.is_ok());
        let other_side = desk.office.authenticate_bearer(&crate::PresentedBearer::Bearer(&narrow), ApiType::CustomerJsonApi).await;
        assert_eq!(other_side.unwrap_err(), BearerError::InsufficientScope);
    }

    async fn a_token_lives_to_the_second_and_not_longer(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let issued = desk.ask(&desk.secret).await.unwrap();
        assert_eq!(issued.expires_in, 3_600);
        let token = issued.access_token.into_revealed();
        desk.test.clock.advance(Duration::from_secs(3_599));
        assert!(desk.call(&token).await.is_ok());
        desk.test.clock.advance(Duration::from_secs(1));
        desk.assert_dead(&token).await;
    }

    async fn a_token_from_a_server_whose_clock_is_a_little_ahead_is_taken(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let now_ms = desk.office.0.clock.now_ms();
        desk.test.clock.set_ms(now_ms + 60_000);
        let near = desk.token().await;
        desk.test.clock.set_ms(now_ms + 61_000);
        let far = desk.token().await;
        desk.test.clock.set_ms(now_ms);
        assert!(desk.call(&near).await.is_ok());
        desk.assert_dead(&far).await;
    }

    async fn deactivating_kills_every_token_for_good_even_of_the_same_millisecond(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let mut dead = vec![desk.token().await];
        for _ in 0..3 {
            desk.deactivate().await;
            assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::InvalidClient)));
            desk.activate().await;
            for token in &dead {
                desk.assert_dead(token).await;
            }
            // The clock stands still: this token is of the same millisecond as the ones that are dead.
            let token = desk.token().await;
            assert!(desk.call(&token).await.is_ok());
            dead.push(token);
        }
    }

    async fn a_token_dated_by_a_clock_that_is_ahead_does_not_survive_deactivating(db: TestDatabase) {
        let desk = Desk::on(db).await;
        desk.test.clock.advance(Duration::from_secs(59));
        let token = desk.token().await;
        desk.test.clock.set_ms(desk.office.0.clock.now_ms() - 59_000);
        desk.deactivate().await;
        desk.activate().await;
        desk.assert_dead(&token).await;
    }

    async fn deleting_and_restoring_leave_tokens_dead(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        desk.office.delete_application(&desk.john, desk.id).await.unwrap();
        desk.assert_dead(&token).await;
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::InvalidClient)));
        let admin = desk.test.actor("admin@example.com", "Acme").await;
        desk.office.restore_application(&admin, desk.id).await.unwrap();
        desk.office.activate_application(&admin, desk.id).await.unwrap();
        desk.assert_dead(&token).await;
    }

    async fn an_api_that_is_taken_away_is_closed_to_tokens_that_were_made_for_it(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let application = desk.office.find_application(&desk.john, desk.id).await.unwrap();
        let form = ApplicationForm { all_apis: false, apis: vec!["scim".into()], ..ApplicationForm::of(&application) };
        desk.office.change_application(&desk.john, desk.id, &form).await.unwrap();
        assert_eq!(desk.call(&token).await.unwrap_err(), BearerError::InsufficientScope);
        let known = desk.credentials(&desk.secret);
        let about = desk.office.introspect_token(Some(&known), HERE, Some(&token)).await.unwrap().unwrap();
        let crate::Introspected::AccessToken(about) = about else { panic!("{about:?}") };
        assert_eq!(about.scope, "scim");
        assert_eq!(about.aud, crate::Audience::One("http://127.0.0.1:3000/scim/v2".into()));
    }

    async fn a_disabled_owner_organization_or_membership_closes_everything(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let (john, acme) = (desk.john.viewer.id, desk.john.viewer.organization.id);
        for what in ["users", "organizations", "membership"] {
            for open in [false, true] {
                match what {
                    "users" => desk.test.db.set_enabled(what, john.0, open).await,
                    "organizations" => desk.test.db.set_enabled(what, acme.0, open).await,
                    _ => desk.test.db.set_member(john, acme, open).await,
                }
                desk.office.0.live.clear();
                if open {
                    assert!(desk.call(&token).await.is_ok(), "{what}");
                } else {
                    desk.assert_dead(&token).await;
                    assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::InvalidClient)), "{what}");
                }
            }
        }
    }

    async fn of_two_tokens_the_revoked_one_is_dead_for_good(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (token, other) = (desk.token().await, desk.token().await);
        let known = desk.credentials(&desk.secret);
        for _ in 0..2 {
            desk.office.revoke_token(Some(&known), HERE, Some(&token)).await.unwrap();
            desk.assert_dead(&token).await;
            assert!(desk.call(&other).await.is_ok());
        }
        assert_eq!(desk.test.db.count("revoked_tokens").await, 1);
        desk.office.0.live.clear();
        desk.assert_dead(&token).await;
    }
}
