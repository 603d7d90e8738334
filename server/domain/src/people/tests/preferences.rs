//! What people choose for themselves: known names only, theirs alone, and nothing through a program.

use super::*;
use crate::Via;
use model::{ApplicationId, Language, PreferencesForm};
use uuid::Uuid;

fn form(language: &str, time_zone: &str) -> PreferencesForm {
    PreferencesForm { language: language.into(), time_zone: time_zone.into(), digest: String::new() }
}

store::on_both_engines! {
    async fn what_was_chosen_is_known_in_the_next_request(db: TestDatabase) {
        let test = demo(db).await;
        let (token, john) = test.signed_in(JOHN, PASSWORD).await;
        let (admin_token, _) = test.signed_in(ADMIN, PASSWORD).await;
        let chosen = async |token: &Sensitive| {
            let actor = test.office.actor_of_session(token.reveal()).await.unwrap().unwrap();
            (actor.viewer.language, actor.viewer.time_zone)
        };
        assert_eq!(chosen(&token).await, (None, None));
        test.office.change_preferences(&john, &form("fr", "europe/paris")).await.unwrap();
        assert_eq!(chosen(&token).await, (Some(Language::Fr), Some("Europe/Paris".to_owned())));
        test.office.choose_language(&john, Language::De).await.unwrap();
        assert_eq!(chosen(&token).await, (Some(Language::De), Some("Europe/Paris".to_owned())));
        assert_invalid(test.office.change_preferences(&john, &form("fr", "Europe/Atlantis")).await, "time_zone", Problem::UnknownChoice);
        assert_invalid(test.office.change_preferences(&john, &form("xx", "UTC")).await, "language", Problem::UnknownChoice);
        assert_eq!(chosen(&token).await, (Some(Language::De), Some("Europe/Paris".to_owned())));
        test.office.change_preferences(&john, &form("", "")).await.unwrap();
        assert_eq!(chosen(&token).await, (None, None));
        assert_eq!(chosen(&admin_token).await, (None, None));
    }

    async fn a_program_changes_nothing_for_the_person_it_acts_as(db: TestDatabase) {
        let test = demo(db).await;
        let (token, mut john) = test.signed_in(JOHN, PASSWORD).await;
        john.via = Via::Application { id: ApplicationId(Uuid::from_u128(1)), apis: Vec::new() };
        let changed = test.office.change_preferences(&john, &form("de", "")).await;
        assert!(matches!(changed, Err(Error::Forbidden)), "{changed:?}");
        let chosen = test.office.choose_language(&john, Language::De).await;
        assert!(matches!(chosen, Err(Error::Forbidden)), "{chosen:?}");
        let actor = test.office.actor_of_session(token.reveal()).await.unwrap().unwrap();
        assert_eq!(actor.viewer.language, None);
    }

    async fn every_zone_that_is_offered_is_taken(db: TestDatabase) {
        let test = demo(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let zones = test.office.time_zones();
        assert_eq!(zones[0], "UTC");
        assert!(zones.len() > 300 && zones.iter().any(|name| name == "America/Argentina/Ushuaia"), "{}", zones.len());
        assert!(!zones.iter().any(|name| name == "US/Pacific"));
        for zone in zones.iter().step_by(50) {
            test.office.change_preferences(&john, &form("", zone)).await.unwrap();
        }
    }
}
