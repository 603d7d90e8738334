//! Signing keys that are rotated: what the old one signed, what the new one signs, and what a second process makes of it.

use super::{processes::another, *};
use crate::{KeyStatus, testing::SeededRandom};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{KeyState, Rotation};
use std::{sync::Arc, time::Duration};

const DAY: Duration = Duration::from_hours(24);

/// The key a token names.
fn key_of(token: &str) -> String {
    let header = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
    serde_json::from_slice::<serde_json::Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

async fn operator(desk: &Desk) -> Actor {
    desk.office.operator(None).await.unwrap()
}

/// The keys by their state; none that is gone.
async fn states(office: &Office) -> Vec<(String, KeyState)> {
    let operator = office.operator(None).await.unwrap();
    let ring = office.signing_keys(&operator).await.unwrap();
    ring.keys.into_iter().map(|key| (key.key_id, key.state)).collect()
}

/// The key ids that are published, in their order.
async fn published(office: &Office) -> Vec<String> {
    let set = office.jwk_set().await.unwrap();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

async fn opens(office: &Office, token: &str) -> bool {
    office.authenticate_bearer(&crate::PresentedBearer::Bearer(token), ApiType::JsonApi).await.is_ok()
}

fn replace_files(desk: &Desk) {
    let settings = desk.office.settings();
    for path in [&settings.private_key, &settings.public_key] {
        std::fs::remove_file(path).unwrap();
    }
    crate::generate_keys(settings).unwrap();
    desk.test.clock.advance(Duration::from_secs(1));
}

store::on_both_engines! {
    async fn the_life_of_a_key_from_the_first_to_the_last(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let other = another(&desk);
        let first = desk.token().await;
        let old = key_of(&first);
        assert_eq!(states(&desk.office).await, [(old.clone(), KeyState::Current)]);
        let next = desk.office.rotate_keys(&operator(&desk).await, Rotation::Published).await.unwrap();
        assert_eq!((next.state, next.signs_from), (KeyState::Next, desk.office.now() + DAY));
        let again = desk.office.rotate_keys(&operator(&desk).await, Rotation::Published).await.unwrap();
        assert_eq!(again, next, "there is one next key");
        other.follow_revision().await.unwrap();
        for office in [&desk.office, &other] {
            assert_eq!(published(office).await, [old.clone(), next.key_id.clone()]);
        }
        desk.test.clock.advance(Duration::from_secs(24 * 60 * 60 - 1));
        desk.office.turn_keys().await.unwrap();
        let second = desk.token().await;
        assert_eq!(key_of(&second), old, "published and not used yet");
        desk.test.clock.advance(Duration::from_secs(1));
        other.turn_keys().await.unwrap();
        desk.office.turn_keys().await.unwrap();
        desk.office.follow_revision().await.unwrap();
        for office in [&desk.office, &other] {
            let token = office.issue_token(&desk.request(&desk.secret)).await.unwrap().access_token.into_revealed();
            assert_eq!(key_of(&token), next.key_id);
            for office in [&desk.office, &other] {
                assert!(opens(office, &token).await && opens(office, &second).await);
            }
        }
        assert!(!opens(&desk.office, &first).await, "that one ran out");
        // The session in which somebody got an ID token lasts seven days at most.
        desk.test.clock.advance(DAY * 7 + Duration::from_secs(299));
        assert_eq!(desk.office.cleanup().await.unwrap().signing_keys, 0);
        assert_eq!(published(&other).await, [next.key_id.clone(), old.clone()]);
        desk.test.clock.advance(Duration::from_secs(1));
        assert_eq!(desk.office.cleanup().await.unwrap().signing_keys, 1);
        other.follow_revision().await.unwrap();
        for office in [&desk.office, &other] {
            assert_eq!(published(office).await, std::slice::from_ref(&next.key_id));
            // The files still hold the old key, which does not come back for that.
            assert_eq!(states(office).await, [(next.key_id.clone(), KeyState::Current)]);
        }
        let fresh = another(&desk);
        assert_eq!(states(&fresh).await, [(next.key_id.clone(), KeyState::Current)]);
        let token = fresh.issue_token(&desk.request(&desk.secret)).await.unwrap().access_token.into_revealed();
        assert_eq!(key_of(&token), next.key_id, "a process that starts now opens it with the files");
    }

    async fn an_old_key_is_followed_by_itself_once_however_many_look(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let other = another(&desk);
        let old = key_of(&desk.token().await);
        desk.test.clock.advance(Duration::from_secs(89 * 24 * 60 * 60 - 1));
        desk.office.turn_keys().await.unwrap();
        assert_eq!(states(&desk.office).await.len(), 1);
        desk.test.clock.advance(Duration::from_secs(1));
        let (one, two) = tokio::join!(desk.office.turn_keys(), other.turn_keys());
        one.unwrap();
        two.unwrap();
        let known = states(&desk.office).await;
        assert_eq!(known.iter().map(|(_, state)| *state).collect::<Vec<_>>(), [KeyState::Next, KeyState::Current]);
        desk.test.clock.advance(DAY);
        let (one, two) = tokio::join!(desk.office.turn_keys(), other.turn_keys());
        one.unwrap();
        two.unwrap();
        other.follow_revision().await.unwrap();
        assert_eq!(states(&other).await, [(known[0].0.clone(), KeyState::Current), (old, KeyState::Retired)]);
    }

    async fn an_emergency_ends_what_the_leaked_key_signed_at_once(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let other = another(&desk);
        let token = desk.token().await;
        assert!(opens(&other, &token).await);
        let new = desk.office.rotate_keys(&operator(&desk).await, Rotation::Emergency).await.unwrap();
        desk.assert_dead(&token).await;
        other.follow_revision().await.unwrap();
        assert!(!opens(&other, &token).await, "although it was verified before");
        for office in [&desk.office, &other] {
            assert_eq!(published(office).await, std::slice::from_ref(&new.key_id));
        }
        // That it was done is in the audit, and nothing of a private key.
        assert_eq!(desk.test.db.count("audit_records WHERE subject_kind = 'signing_key' AND action = 'created'").await, 1);
        assert_eq!(desk.test.db.count("audit_records WHERE subject_kind = 'signing_key' AND action = 'revoked'").await, 1);
        let ring = desk.office.signing_keys(&operator(&desk).await).await.unwrap();
        assert!(ring.file_revoked && ring.opens_current && ring.may_rotate);
        assert!(opens(&other, &desk.token().await).await);
        // With other files the one that was sealed with the leaked one is followed, too.
        replace_files(&desk);
        let token = desk.token().await;
        assert_ne!(key_of(&token), new.key_id);
        let ring = desk.office.signing_keys(&operator(&desk).await).await.unwrap();
        assert_eq!(ring.in_files, Some(key_of(&token)));
        assert!(!ring.file_revoked);
    }

    async fn a_key_that_one_has_not_heard_of_is_asked_for(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let other = another(&desk);
        assert!(opens(&other, &desk.token().await).await);
        desk.office.rotate_keys(&operator(&desk).await, Rotation::AtOnce).await.unwrap();
        let token = desk.token().await;
        assert!(opens(&other, &token).await, "before its follower had a look");
        // Strangers make it ask ten times in a second at most.
        desk.office.rotate_keys(&operator(&desk).await, Rotation::AtOnce).await.unwrap();
        let token = desk.token().await;
        assert!(!opens(&other, &token).await);
        desk.test.clock.advance(Duration::from_millis(100));
        assert!(opens(&other, &token).await);
        desk.test.db.database.close().await;
        desk.test.clock.advance(Duration::from_millis(100));
        let (_, rest) = token.split_once('.').unwrap();
        let header = serde_json::json!({ "typ": "at+jwt", "alg": "ES256", "kid": "A".repeat(43) });
        assert!(!opens(&other, &format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()))).await);
        assert!(opens(&other, &token).await, "what is known is known without the database");
    }

    async fn other_files_sign_at_once_and_what_the_old_ones_signed_is_good_until_its_end(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        desk.office.rotate_keys(&operator(&desk).await, Rotation::Published).await.unwrap();
        replace_files(&desk);
        assert!(desk.call(&token).await.is_ok());
        let new = desk.token().await;
        assert_ne!(key_of(&new), key_of(&token));
        let expected = [(key_of(&new), KeyState::Current), (key_of(&token), KeyState::Retired)];
        assert_eq!(states(&desk.office).await, expected, "what was to be the next cannot be opened any more");
        let stranger = desk.office.revoke_key(&operator(&desk).await, "nobody").await;
        assert!(matches!(stranger, Err(crate::Error::NotFound)));
        let current = desk.office.revoke_key(&operator(&desk).await, &key_of(&new)).await;
        assert!(matches!(current, Err(crate::Error::Conflict)));
        desk.office.revoke_key(&operator(&desk).await, &key_of(&token)).await.unwrap();
        desk.assert_dead(&token).await;
        assert!(desk.call(&new).await.is_ok());
    }

    async fn a_process_with_the_files_from_before_goes_on_for_a_while(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let mut settings = desk.office.settings().clone();
        for path in [&mut settings.private_key, &mut settings.public_key] {
            let copy = elsewhere.path().join(path.file_name().unwrap());
            std::fs::copy(&*path, &copy).unwrap();
            *path = copy;
        }
        let clock = Arc::clone(&desk.test.clock);
        let behind = Office::new(desk.test.db.database.clone(), settings, clock, Arc::new(SeededRandom::new(3)));
        let issue = || async { behind.issue_token(&desk.request(&desk.secret)).await };
        let old = key_of(&issue().await.unwrap().access_token.into_revealed());
        replace_files(&desk);
        let new = desk.token().await;
        assert_ne!(key_of(&new), old);
        behind.follow_revision().await.unwrap();
        let token = issue().await.unwrap().access_token.into_revealed();
        assert_eq!(key_of(&token), old);
        for office in [&desk.office, &behind] {
            assert!(opens(office, &token).await && opens(office, &new).await);
        }
        let ring = behind.signing_keys(&operator(&desk).await).await.unwrap();
        assert!(!ring.opens_current && !ring.may_rotate);
        let refused = behind.rotate_keys(&operator(&desk).await, Rotation::Published).await;
        assert!(matches!(refused, Err(crate::Error::Unavailable(_))), "it could not be opened by the others");
        // Until what it signs would outlive what is known of its key.
        desk.test.clock.advance(DAY * 7);
        behind.turn_keys().await.unwrap();
        assert!(matches!(issue().await, Err(TokenError::KeysMissing)));
        assert_eq!(behind.key_status(), KeyStatus::Missing);
        assert!(opens(&behind, &desk.token().await).await, "it still verifies");
    }

    async fn only_who_may_edit_the_configuration_of_all_rotates(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let refused = desk.office.rotate_keys(&desk.john, Rotation::Published).await;
        assert!(matches!(refused, Err(crate::Error::Forbidden)));
        assert!(matches!(desk.office.signing_keys(&desk.john).await, Err(crate::Error::Forbidden)));
        assert!(matches!(desk.office.revoke_key(&desk.john, "any").await, Err(crate::Error::Forbidden)));
        let admin = desk.test.actor("admin@example.com", "Acme").await;
        desk.office.rotate_keys(&admin, Rotation::Published).await.unwrap();
    }

    async fn nothing_in_the_database_is_a_private_key_in_clear(db: TestDatabase) {
        let desk = Desk::on(db).await;
        desk.office.rotate_keys(&operator(&desk).await, Rotation::AtOnce).await.unwrap();
        desk.office.rotate_keys(&operator(&desk).await, Rotation::Published).await.unwrap();
        let rows = desk.test.db.database.signing_keys().await.unwrap();
        let sealed: Vec<_> = rows.iter().filter_map(|row| row.sealed.as_ref()).collect();
        assert_eq!(sealed.len(), 2, "the next and the current one; that of the files is in the files");
        // 12 bytes of nonce, 32 of the key, 16 of the tag.
        assert!(sealed.iter().all(|sealed| sealed.len() == 60));
        assert!(!format!("{rows:?}").contains(&format!("{:?}", sealed[0])));
    }
}
