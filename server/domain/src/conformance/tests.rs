//! What the configuration and the applications come to, on both engines; what the running server shows is tested at its door.

use super::*;
use crate::{
    testing::TestOffice,
    town::{JOHN, Town, assert_refused},
};
use model::{Check, Conformance, Finding, Profile};

/// A server that shows nothing wrong.
struct Faultless(Surroundings);

impl Inspector for Faultless {
    fn surroundings(&self) -> Surroundings {
        self.0
    }

    fn probe<'a>(&'a self, _: &'a str, _: Option<Sample>) -> Probing<'a> {
        let live = Point::ALL.into_iter().filter(|point| point.check() == Check::Live);
        let seen = live.map(|point| (point, Observation::of(true, Vec::new()))).collect();
        Box::pin(async { seen })
    }
}

const HERE: Faultless = Faultless(Surroundings { loopback: true, trusted_proxies: 0 });

fn failed(report: &Conformance, profile: Profile) -> Vec<Point> {
    report.of(profile).filter(|one| one.verdict == Verdict::Failed).map(|one| one.point).collect()
}

fn at(report: &Conformance, profile: Profile, point: Point) -> &Finding {
    report.of(profile).find(|one| one.point == point).unwrap()
}

store::on_both_engines! {
    async fn what_is_recommended_is_told_and_not_failed(db: TestDatabase) {
        let town = Town::on(db).await;
        town.application(&town.admin).await;
        let report = town.office.check_conformance(&town.admin, &HERE).await.unwrap();
        assert_eq!(report.findings.len(), REQUIREMENTS.len());
        assert!(failed(&report, Profile::Rfc9700).is_empty());
        assert!(failed(&report, Profile::Oauth21).is_empty());
        assert_eq!(failed(&report, Profile::Fapi2), [Point::SenderConstrained, Point::KeysNotSecrets]);
        let keys = at(&report, Profile::Rfc9700, Point::KeysNotSecrets);
        assert_eq!((keys.verdict, keys.excuse), (Verdict::ByChoice, Some(Excuse::Recommended)));
        assert_eq!((keys.offenders, keys.first_offenders[0].name.as_str()), (1, "App"));
        assert_eq!(keys.evidence, ["0 / 1"]);
        let pushed = at(&report, Profile::Fapi2, Point::PushedRequests);
        assert_eq!((pushed.verdict, pushed.excuse), (Verdict::NotApplicable, Some(Excuse::NoApplication)));
    }

    async fn settings_of_applications_are_seen(db: TestDatabase) {
        let town = Town::on(db).await;
        town.application(&town.admin).await;
        let bad = "UPDATE applications SET grant_type = 'authorization_code', redirect_uris = 'http://example.com/cb', \
                   refresh_idle = 7776001, confidential = FALSE";
        town.test.db.execute(bad).await;
        let report = town.office.check_conformance(&town.admin, &HERE).await.unwrap();
        assert_eq!(failed(&report, Profile::Rfc9700), [Point::RedirectUrls]);
        assert_eq!(at(&report, Profile::Rfc9700, Point::RefreshLifetime).offenders, 1);
        for point in [Point::Confidential, Point::PushedRequests, Point::RedirectUrls] {
            assert!(failed(&report, Profile::Fapi2).contains(&point), "{point:?}");
        }
        town.test.db.execute("UPDATE applications SET redirect_uris = 'http://127.0.0.1/cb', require_pushed = TRUE, require_dpop = TRUE").await;
        let report = town.office.check_conformance(&town.admin, &HERE).await.unwrap();
        assert_eq!(failed(&report, Profile::Fapi2), [Point::Confidential]);
    }

    async fn settings_of_the_server_are_seen(db: TestDatabase) {
        let test = TestOffice::with(db, |settings| {
            settings.public_url = "https://keys.example.com".into();
            settings.access_lifetime = std::time::Duration::from_hours(2);
            settings.code_lifetime = std::time::Duration::from_mins(2);
            settings.password_grant = true;
        })
        .await;
        test.organization("Acme", true).await;
        let operator = test.office.operator(None).await.unwrap();
        let open = Faultless(Surroundings { loopback: false, trusted_proxies: 0 });
        let report = test.office.check_conformance(&operator, &open).await.unwrap();
        assert_eq!(failed(&report, Profile::Rfc9700), [Point::PasswordGrant, Point::TrustedProxies]);
        assert_eq!(at(&report, Profile::Oauth21, Point::AccessLifetime).evidence, ["tokens.access_lifetime: 7200 > 3600"]);
        assert_eq!(at(&report, Profile::Oauth21, Point::CodeLifetime).verdict, Verdict::Passed);
        assert_eq!(at(&report, Profile::Fapi2, Point::CodeLifetime).verdict, Verdict::Failed);
    }

    async fn it_is_for_those_who_see_the_configuration(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        for actor in [&john, &town.gwen] {
            assert_refused!(town.office.check_conformance(actor, &HERE).await, Error::Forbidden);
        }
    }
}
