//! What is counted of the life of an application, as whoever looks after it reads it.

use crate::{
    Actor, CleanupReport, Error, Office, TokenError, TokenRequest, Via, testing::TestOffice,
    tokens::Credentials,
};
use model::{
    Activity, ActivitySpan, ApplicationForm, ApplicationId, CreatedApplication, FailureCount, Grace,
    SecretId, Slowness, TokenFailure,
};
use std::time::Duration;
use store::testing::TestDatabase;
use uuid::Uuid;

/// John Doe of the demo and an application of his.
struct Shop {
    test: TestOffice,
    office: Office,
    john: Actor,
    made: CreatedApplication,
}

impl Shop {
    async fn on(db: TestDatabase) -> Self {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let office = test.office.clone();
        let john = test.actor("john.doe@example.com", "Acme").await;
        let form = ApplicationForm { name: "Robot".into(), ..ApplicationForm::new() };
        let made = office.create_application(&john, john.viewer.id, &form).await.unwrap();
        Self { test, office, john, made }
    }

    fn id(&self) -> ApplicationId {
        self.made.application.id
    }

    fn request(&self, secret: &str) -> TokenRequest {
        TokenRequest {
            grant_type: Some("client_credentials".into()),
            credentials: Some(Credentials::with_secret(&self.made.application.client_id, secret)),
            address: "192.0.2.1".into(),
            ..TokenRequest::default()
        }
    }

    async fn ask(&self, secret: &str) -> Result<(), TokenError> {
        self.office.issue_token(&self.request(secret)).await.map(drop)
    }

    /// What is known once it was written.
    async fn activity(&self, span: ActivitySpan, secret: Option<SecretId>) -> Activity {
        self.office.flush_last_used().await.unwrap();
        self.office.activity(&self.john, self.id(), span, secret).await.unwrap()
    }

    async fn secrets(&self) -> Vec<SecretId> {
        let secrets = self.office.list_secrets(&self.john, self.id()).await.unwrap();
        secrets.into_iter().map(|secret| secret.id).collect()
    }
}

/// How often for each reason, in the order of the reasons.
fn reasons(activity: &Activity) -> Vec<(TokenFailure, u64)> {
    let mut reasons: Vec<_> =
        activity.failures.iter().map(|FailureCount { reason, count }| (*reason, *count)).collect();
    reasons.sort();
    reasons
}

store::on_both_engines! {
    async fn tokens_are_counted_by_hour_and_day_and_nothing_is_written_on_the_way(db: TestDatabase) {
        let shop = Shop::on(db).await;
        for _ in 0..3 {
            shop.ask(&shop.made.client_secret).await.unwrap();
        }
        assert_eq!(shop.test.db.count("application_activity").await, 0, "no row for any token");
        shop.test.clock.advance(Duration::from_hours(2));
        shop.ask(&shop.made.client_secret).await.unwrap();
        let day = shop.activity(ActivitySpan::Day, None).await;
        assert_eq!((day.buckets.len(), day.issued(), day.refused(), day.requests()), (24, 4, 0, 0));
        let filled: Vec<_> = day
            .buckets
            .iter()
            .filter(|bucket| bucket.issued > 0)
            .map(|bucket| (bucket.starts_at.to_rfc3339(), bucket.issued))
            .collect();
        assert_eq!(filled, [("2026-11-23T09:00:00Z".to_owned(), 3), ("2026-11-23T11:00:00Z".to_owned(), 1)]);
        assert_eq!(day.buckets[23].starts_at.to_rfc3339(), "2026-11-23T11:00:00Z");
        // The clock of tests stands still, so everything is as quick as can be told.
        assert_eq!(day.p95, Some(Slowness::UpTo(200)));
        assert_eq!(day.networks.iter().map(|one| one.network.as_str()).collect::<Vec<_>>(), ["192.0.2.0/24"]);
        let month = shop.activity(ActivitySpan::Month, None).await;
        assert_eq!((month.buckets.len(), month.buckets[29].issued, month.issued()), (30, 4, 4));
        assert_eq!(month.buckets[29].starts_at.to_rfc3339(), "2026-11-23T00:00:00Z");
    }

    async fn refusals_are_told_apart(db: TestDatabase) {
        let shop = Shop::on(db).await;
        let old = shop.made.client_secret.clone();
        let new = shop.office.rotate_secret(&shop.john, shop.id(), Grace::Hour).await.unwrap().client_secret;
        shop.ask(&old).await.unwrap();
        shop.test.clock.advance(Duration::from_hours(1));
        shop.ask(&old).await.unwrap_err();
        shop.ask("lk_wrong").await.unwrap_err();
        let scope = TokenRequest { scope: Some("nonsense".into()), ..shop.request(&new) };
        shop.office.issue_token(&scope).await.unwrap_err();
        let grant = TokenRequest { grant_type: Some("telepathy".into()), ..shop.request(&new) };
        shop.office.issue_token(&grant).await.unwrap_err();
        let code = TokenRequest { grant_type: Some("authorization_code".into()), ..shop.request(&new) };
        shop.office.issue_token(&code).await.unwrap_err();
        let nobody = TokenRequest {
            credentials: Some(Credentials::with_secret("nobody", "x")),
            ..shop.request(&new)
        };
        shop.office.issue_token(&nobody).await.unwrap_err();
        shop.office.issue_token(&TokenRequest { credentials: None, ..shop.request(&new) }).await.unwrap_err();
        shop.office.deactivate_application(&shop.john, shop.id()).await.unwrap();
        shop.ask(&new).await.unwrap_err();
        let day = shop.activity(ActivitySpan::Day, None).await;
        let expected = [
            (TokenFailure::WrongSecret, 1),
            (TokenFailure::ExpiredSecret, 1),
            (TokenFailure::ApplicationInactive, 1),
            (TokenFailure::UnauthorizedClient, 1),
            (TokenFailure::UnsupportedGrantType, 1),
            (TokenFailure::InvalidScope, 1),
        ];
        assert_eq!((reasons(&day), day.refused(), day.issued()), (expected.to_vec(), 6, 1));
        // Each with the secret that was shown, if it is one of the application's.
        let [second, first] = shop.secrets().await[..] else { panic!("two secrets") };
        let of_first = shop.activity(ActivitySpan::Month, Some(first)).await;
        assert_eq!((of_first.issued(), reasons(&of_first)), (1, vec![(TokenFailure::ExpiredSecret, 1)]));
        let of_second = shop.activity(ActivitySpan::Month, Some(second)).await;
        assert_eq!((of_second.issued(), of_second.refused()), (0, 4));
        assert_eq!(of_second.p95, None);
    }

    async fn a_secret_that_ended_long_ago_is_still_known_for_one_after_a_start(db: TestDatabase) {
        let shop = Shop::on(db).await;
        shop.office.rotate_secret(&shop.john, shop.id(), Grace::None).await.unwrap();
        shop.test.clock.advance(Duration::from_hours(24 * 20));
        // As a process that knows nothing yet.
        shop.test.db.execute("UPDATE live_revision SET revision = revision + 1").await;
        shop.ask(&shop.made.client_secret).await.unwrap_err();
        let day = shop.activity(ActivitySpan::Day, None).await;
        assert_eq!(reasons(&day), [(TokenFailure::ExpiredSecret, 1)]);
    }

    async fn whoever_fails_too_often_is_counted_and_strangers_are_not(db: TestDatabase) {
        let shop = Shop::on(db).await;
        let mut refused = 0;
        while !matches!(shop.ask("lk_wrong").await, Err(TokenError::TooMany(_))) {
            refused += 1;
            assert!(refused < 1_000, "there is a limit");
        }
        let stranger =
            TokenRequest { credentials: Some(Credentials::with_secret("stranger", "x")), ..shop.request("") };
        for _ in 0..=refused {
            shop.office.issue_token(&stranger).await.unwrap_err();
        }
        let day = shop.activity(ActivitySpan::Day, None).await;
        assert_eq!(reasons(&day), [(TokenFailure::WrongSecret, refused), (TokenFailure::RateLimited, 1)]);
        let rows = shop.test.db.count("application_activity").await;
        assert_eq!(rows, 4, "two reasons, an hour and a day");
    }

    async fn what_cannot_be_written_waits(db: TestDatabase) {
        let shop = Shop::on(db).await;
        shop.ask(&shop.made.client_secret).await.unwrap();
        shop.test.db.execute("ALTER TABLE application_activity RENAME TO away").await;
        shop.office.flush_last_used().await.unwrap_err();
        shop.ask(&shop.made.client_secret).await.unwrap();
        shop.test.db.execute("ALTER TABLE away RENAME TO application_activity").await;
        assert_eq!(shop.activity(ActivitySpan::Day, None).await.issued(), 2);
        assert_eq!(shop.activity(ActivitySpan::Day, None).await.issued(), 2, "and is written once");
    }

    async fn answers_of_the_web_apis_are_counted_by_class(db: TestDatabase) {
        let shop = Shop::on(db).await;
        for status in [200, 204, 404, 500] {
            shop.office.note_api_answer(shop.id(), status);
        }
        shop.office.note_api_answer(ApplicationId(Uuid::from_u128(404)), 200);
        let day = shop.activity(ActivitySpan::Day, None).await;
        let last = day.buckets[23];
        assert_eq!((last.succeeded, last.client_errors, last.server_errors, day.requests()), (2, 1, 1, 4));
        let secret = shop.secrets().await[0];
        assert_eq!(shop.activity(ActivitySpan::Day, Some(secret)).await.requests(), 0);
    }

    async fn hours_are_kept_for_two_days_and_days_for_a_month(db: TestDatabase) {
        let shop = Shop::on(db).await;
        shop.ask(&shop.made.client_secret).await.unwrap();
        shop.office.flush_last_used().await.unwrap();
        let cleanup = async |hours| {
            shop.test.clock.advance(Duration::from_hours(hours));
            let CleanupReport { activity, .. } = shop.office.cleanup().await.unwrap();
            let john = Actor { via: Via::Operator, ..shop.john.clone() };
            let of = async |span| shop.office.activity(&john, shop.id(), span, None).await.unwrap().issued();
            (activity, of(ActivitySpan::Day).await, of(ActivitySpan::Month).await)
        };
        assert_eq!(cleanup(23).await, (0, 1, 1));
        assert_eq!(cleanup(25).await, (0, 0, 1), "older than a day is not shown");
        assert_eq!(cleanup(2).await, (2, 0, 1));
        assert_eq!(cleanup(27 * 24).await, (0, 0, 1), "the day is shown for 30 days");
        assert_eq!(cleanup(24).await, (0, 0, 0));
        assert_eq!(cleanup(3 * 24).await, (2, 0, 0));
    }

    async fn whoever_may_not_view_the_application_sees_nothing_of_it(db: TestDatabase) {
        let shop = Shop::on(db).await;
        let brian = shop.test.actor("brian.fox@example.com", "Acme").await;
        let refused = shop.office.activity(&brian, shop.id(), ActivitySpan::Day, None).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let of_another = Some(SecretId(Uuid::from_u128(404)));
        let refused = shop.office.activity(&shop.john, shop.id(), ActivitySpan::Day, of_another).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}
