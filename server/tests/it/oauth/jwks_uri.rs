//! `jwks_uri` (RFC 7591 §2): applications that publish their keys themselves, and rotate them without anybody here.

use super::{private_key_jwt::Signing, publisher::Publisher, refusal};
use crate::support::{Answer, JOHN, TestApp};
use domain::Error;
use model::{ApplicationSettingsForm, Problem};
use serde_json::json;
use std::time::Duration;

impl Signing<'_> {
    async fn publish_at(&self, url: &str) -> domain::Result<()> {
        let john = self.app.actor(JOHN).await;
        let form = ApplicationSettingsForm {
            authentication_method: "private_key_jwt".into(),
            jwks_uri: url.into(),
            ..ApplicationSettingsForm::default()
        };
        self.app.office.change_application_settings(&john, self.id, &form).await.map(drop)
    }

    /// Asks for a token, signed with the key of this name.
    async fn token_by(&self, kid: &str, id: &str) -> Answer {
        self.token(&self.sign(&json!({"alg": "ES256", "kid": kid}), &self.claims(id))).await
    }
}

/// A server with an application whose keys are at a publisher.
async fn published(app: &TestApp) -> (Signing<'_>, Publisher) {
    let signing = Signing::on(app).await;
    let publisher = Publisher::start().await;
    publisher.publish("/keys", &signing.jwks("one"));
    signing.publish_at(&publisher.url("/keys")).await.unwrap();
    (signing, publisher)
}

store::on_both_engines! {
    async fn rfc7591_2_keys_are_fetched_once_and_kept_as_long_as_their_server_says(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (signing, publisher) = published(&app).await;
        assert_eq!(publisher.asked("/keys"), 0);
        for id in ["a", "b", "c"] {
            signing.token_by("one", id).await.expect(200);
        }
        assert_eq!(publisher.asked("/keys"), 1);
        app.clock.advance(Duration::from_secs(599));
        signing.token_by("one", "d").await.expect(200);
        assert_eq!(publisher.asked("/keys"), 1);
        app.clock.advance(Duration::from_secs(1));
        signing.token_by("one", "e").await.expect(200);
        assert_eq!(publisher.asked("/keys"), 2);
    }

    async fn rfc7591_2_a_key_of_an_unknown_name_is_looked_for_once_a_minute(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (signing, publisher) = published(&app).await;
        signing.token_by("one", "a").await.expect(200);
        publisher.publish("/keys", &signing.jwks("two"));
        for id in ["b", "c"] {
            assert_eq!(refusal(&signing.token_by("two", id).await), (401, "invalid_client".into()));
        }
        assert_eq!(publisher.asked("/keys"), 1);
        app.clock.advance(Duration::from_mins(1));
        signing.token_by("two", "d").await.expect(200);
        // The old name ended with the rotation.
        assert_eq!(refusal(&signing.token_by("one", "e").await), (401, "invalid_client".into()));
        assert_eq!(publisher.asked("/keys"), 2);
    }

    async fn rfc7591_2_keys_outlive_their_server_for_a_day(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (signing, publisher) = published(&app).await;
        signing.token_by("one", "a").await.expect(200);
        publisher.answer("/keys", 503, "text/plain", "", "");
        app.clock.advance(Duration::from_mins(10));
        for id in ["b", "c"] {
            signing.token_by("one", id).await.expect(200);
        }
        assert_eq!(publisher.asked("/keys"), 2);
        app.clock.advance(Duration::from_secs(24 * 60 * 60 - 1));
        signing.token_by("one", "d").await.expect(200);
        app.clock.advance(Duration::from_mins(1));
        assert_eq!(refusal(&signing.token_by("one", "e").await), (401, "invalid_client".into()));
        publisher.publish("/keys", &signing.jwks("one"));
        app.clock.advance(Duration::from_secs(30));
        signing.token_by("one", "f").await.expect(200);
    }

    /// The application hears the same as of a wrong signature.
    async fn rfc7591_2_what_is_no_set_of_keys_is_refused_and_not_asked_for_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        let publisher = Publisher::start().await;
        let good = signing.jwks("one");
        publisher.publish("/good", &good);
        publisher.answer("/redirect", 302, "application/json", "", &good);
        publisher.answer("/html", 200, "text/html", "", &good);
        publisher.publish("/large", &format!("{good}{}", " ".repeat(64 * 1024)));
        publisher.publish("/deep", &format!("{{\"keys\":{}", "[".repeat(60_000)));
        publisher.publish("/none", r#"{"keys":[]}"#);
        publisher.publish("/private", &good.replace("\"x\"", "\"d\":\"AA\",\"x\""));
        for path in ["/missing", "/redirect", "/html", "/large", "/deep", "/none", "/private"] {
            signing.publish_at(&publisher.url(path)).await.unwrap();
            for id in ["a", "b"] {
                assert_eq!(refusal(&signing.token_by("one", &format!("{path} {id}")).await), (401, "invalid_client".into()));
            }
            assert_eq!(publisher.asked(path), 1, "{path}");
        }
        assert_eq!(publisher.asked("/good"), 0);
        // A change takes effect at once.
        signing.publish_at(&publisher.url("/good")).await.unwrap();
        signing.token_by("one", "good").await.expect(200);
        let john = app.actor(JOHN).await;
        let shown = app.office.find_application_settings(&john, signing.id).await.unwrap();
        assert_eq!((shown.jwks_uri, shown.jwks), (publisher.url("/good"), String::new()));
    }

    async fn rfc7591_2_an_address_inward_is_refused_when_it_is_given(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        for address in ["keys", "http://a.example/keys", "https://u@a.example/keys", "https://a.example/#k"] {
            let refused = signing.publish_at(address).await.unwrap_err();
            let Error::Invalid(invalid) = refused else { panic!("{refused:?}") };
            assert_eq!(invalid.0, [("jwks_uri".into(), Problem::BadLogoutUrl)], "{address}");
        }
    }
}
