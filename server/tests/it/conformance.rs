//! The report on security profiles: what the real server shows of itself, and what stays behind of having looked.

use crate::support::{ADMIN, TestApp};
use model::{ApplicationForm, Check, Conformance, Excuse, Finding, Point, Profile, Side, Verdict};
use server::{
    Prober,
    config::{Config, Listen},
};

/// The report of a server that listens.
async fn report(app: &TestApp) -> Conformance {
    let mut config: Config = (*app.state.config).clone();
    config.server.listen = Listen(app.listen().await);
    let admin = app.actor(ADMIN).await;
    app.office.check_conformance(&admin, &Prober::new(&config)).await.expect("a report")
}

/// An application to try requests with.
async fn add_application(app: &TestApp) {
    let form = ApplicationForm {
        name: "Asking".into(),
        grant: "authorization_code".into(),
        redirect_uris: vec!["https://app.example.com/cb?tenant=1".into()],
        ..ApplicationForm::new()
    };
    let admin = app.actor(ADMIN).await;
    app.office.create_application_of_side(&admin, Side::BackOffice, &form).await.expect("an application");
}

fn failed(report: &Conformance, profile: Profile) -> Vec<&Finding> {
    report.of(profile).filter(|one| one.verdict == Verdict::Failed).collect()
}

/// How many rows there are in every table that a request could write into.
async fn rows(app: &TestApp) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in [
        "authorizations",
        "authorization_codes",
        "pushed_requests",
        "login_attempts",
        "sessions",
        "outbox_mails",
        "used_ids",
    ] {
        rows.push(i64::from(u32::try_from(app.db.count(table).await).expect("few")));
    }
    rows
}

store::on_both_engines! {
    async fn a_default_server_keeps_to_what_it_can(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let report = report(&app).await;
        assert_eq!(failed(&report, Profile::Rfc9700), [] as [&Finding; 0]);
        assert_eq!(failed(&report, Profile::Oauth21), [] as [&Finding; 0]);
        for finding in &report.findings {
            let tried = finding.excuse != Some(Excuse::NothingToTry);
            let expected = if tried { Verdict::Passed } else { Verdict::NotApplicable };
            if finding.point.check() == Check::Live {
                assert_eq!(finding.verdict, expected, "{finding:?}");
                assert_eq!(finding.evidence.is_empty(), !tried, "{finding:?}");
            }
        }
    }

    async fn with_an_application_everything_is_tried_and_nothing_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add_application(&app).await;
        let before = rows(&app).await;
        let report = report(&app).await;
        assert_eq!(failed(&report, Profile::Rfc9700), [] as [&Finding; 0]);
        let live = report.findings.iter().filter(|one| one.point.check() == Check::Live);
        for finding in live {
            assert_eq!(finding.verdict, Verdict::Passed, "{finding:?}");
            assert!(!finding.evidence.is_empty(), "{finding:?}");
        }
        let seen = |point| report.findings.iter().find(|one| one.point == point).expect("a finding").evidence.clone();
        assert_eq!(seen(Point::PkceDemanded), ["GET /oauth2/authorize: 303 error=invalid_request"]);
        assert_eq!(seen(Point::Implicit), ["GET /oauth2/authorize: 303 error=unsupported_response_type"]);
        assert_eq!(seen(Point::Issuer), ["GET /oauth2/authorize: 303 iss=http://127.0.0.1:3000"]);
        // A write in the background would come a moment later.
        app.office.flush_last_used().await.expect("written");
        assert_eq!(rows(&app).await, before);
    }

    async fn the_password_grant_fails_its_own_point_and_no_other(db: TestDatabase) {
        let app = TestApp::with(db, |config| config.tokens.password_grant = true).await;
        add_application(&app).await;
        let report = report(&app).await;
        for profile in [Profile::Rfc9700, Profile::Oauth21] {
            let failed: Vec<_> = failed(&report, profile).into_iter().map(|one| one.point).collect();
            assert_eq!(failed, [Point::PasswordGrant], "{profile:?}");
        }
    }

    async fn a_server_that_does_not_answer_is_not_praised(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut config: Config = (*app.state.config).clone();
        config.server.listen = Listen(([127, 0, 0, 1], crate::support::free_port()).into());
        let admin = app.actor(ADMIN).await;
        let report = app.office.check_conformance(&admin, &Prober::new(&config)).await.expect("a report");
        let live = report.findings.iter().filter(|one| one.point.check() == Check::Live);
        for finding in live {
            assert_eq!((finding.verdict, finding.excuse), (Verdict::NotApplicable, Some(Excuse::Unreachable)), "{finding:?}");
        }
    }
}
