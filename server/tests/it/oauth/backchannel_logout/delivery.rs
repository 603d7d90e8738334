//! What is to be told arrives, once if it can be helped, however the application and the server behave.

use super::{Asking, Receiver, report, set_address, sign_out, tokens, told};
use crate::support::{Folder, JOHN, TestApp};
use std::time::{Duration, Instant};

/// Somebody whose session ended, and who has to be told.
async fn ended(app: &TestApp, receiver: &Receiver, applications: usize) {
    let browser = app.signed_in(JOHN).await;
    for number in 0..applications {
        let path = format!("/{number}");
        let asking = told(app, &format!("Told {number}"), &receiver.address(&path)).await;
        tokens(&asking, &browser, "openid").await;
    }
    sign_out(&browser).await;
}

/// How many rows have this.
async fn rows(app: &TestApp, condition: &str) -> u64 {
    app.db.execute(&format!("UPDATE backchannel_logouts SET attempts = attempts WHERE {condition}")).await
}

store::on_both_engines! {
    /// §2.8: 200, and 204 that some make of it; §2.7: it is tried again, in about an hour and six times.
    async fn bcl_2_7_what_failed_is_tried_again_and_given_up_after_an_hour(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 1).await;
        receiver.answer(&[500, 302, 404, 503, 201, 429].map(|status| (status, Duration::ZERO)));
        let begun = app.office.now().0;
        let mut tries = 0;
        while rows(&app, "next_attempt_at IS NOT NULL").await > 0 {
            if app.office.send_due_logouts().await.unwrap() == report(0, 1) {
                tries += 1;
                assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 0), "not at once");
            }
            app.clock.advance(Duration::from_secs(30));
        }
        let minutes = (app.office.now().0 - begun) / 60;
        assert_eq!((tries, receiver.posts().len()), (6, 6));
        assert!((55..=70).contains(&minutes), "{minutes} minutes");
        assert!(receiver.posts().iter().all(|post| post.path == "/0"), "nobody was followed");
        assert_eq!(rows(&app, "failed_at IS NOT NULL AND last_error LIKE '%429%'").await, 1);
    }

    async fn bcl_2_8_what_was_taken_is_not_told_again_and_what_was_refused_neither(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 3).await;
        receiver.answer(&[204, 400, 200].map(|status| (status, Duration::ZERO)));
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(2, 1));
        app.clock.advance(Duration::from_hours(2));
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 0));
        assert_eq!(receiver.posts().len(), 3);
        assert_eq!(rows(&app, "failed_at IS NOT NULL AND last_error LIKE '%400%'").await, 1);

        // What was told is kept for a day, what was given up for a month.
        assert_eq!(app.office.cleanup().await.unwrap().logouts, 0);
        app.clock.advance(Duration::from_hours(23));
        assert_eq!(app.office.cleanup().await.unwrap().logouts, 2);
        app.clock.advance(Duration::from_hours(29 * 24));
        assert_eq!(app.office.cleanup().await.unwrap().logouts, 1);
    }

    async fn a_slow_application_holds_up_nobody_and_is_left_after_five_seconds(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 8).await;
        receiver.answer(&[(200, Duration::from_secs(30))]);
        let begun = Instant::now();
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(7, 1));
        assert!((5..10).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
        assert!(receiver.most_at_once() > 1);
        assert_eq!(rows(&app, "sent_at IS NULL AND next_attempt_at IS NOT NULL").await, 1);
    }

    async fn nobody_at_the_address_is_one_that_comes_back(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let free = crate::support::free_port();
        let asking = told(&app, "Told", &format!("http://127.0.0.1:{free}/")).await;
        let browser = app.signed_in(JOHN).await;
        tokens(&asking, &browser, "openid").await;
        sign_out(&browser).await;
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(0, 1));
        // Where it is told is looked up when it is told.
        set_address(&app, &asking, &receiver.address("/new")).await.unwrap();
        app.clock.advance(Duration::from_secs(30));
        assert_eq!(app.office.send_due_logouts().await.unwrap(), report(1, 0));
        assert_eq!(receiver.posts().len(), 1);
    }

    /// A server that is in the world never goes inward, whatever was set before.
    async fn a_server_in_the_world_goes_nowhere_inward(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 1).await;
        let mut settings = app.office.settings().clone();
        settings.public_url = "https://keys.example.com".into();
        let world = domain::Office::new(
            app.db.database.clone(), settings, app.clock.clone(),
            std::sync::Arc::new(domain::testing::SeededRandom::new(3)),
        );
        assert_eq!(world.send_due_logouts().await.unwrap(), report(0, 1));
        assert_eq!(rows(&app, "failed_at IS NOT NULL AND last_error LIKE '%reached from here%'").await, 1);
        assert_eq!(receiver.posts().len(), 0);
        // Nor can anybody make it to.
        let form = model::ApplicationSettingsForm {
            backchannel_logout_uri: receiver.address("/"),
            ..model::ApplicationSettingsForm::default()
        };
        let admin = app.actor(crate::support::ADMIN).await;
        let own = Asking::with(&app, model::Side::BackOffice, |form| form.name = "Other".into()).await;
        let refused = world.change_application_settings(&admin, own.new.application.id, &form).await.unwrap_err();
        assert!(matches!(refused, domain::Error::Invalid(_)), "{refused:?}");
    }

    /// Two processes on one database: each is told once.
    async fn two_workers_tell_each_once(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 30).await;
        receiver.answer(&[(200, Duration::from_millis(50)); 30]);
        let beside = app.beside(app.db.another().await);
        let (here, there) = tokio::join!(app.office.send_due_logouts(), beside.office.send_due_logouts());
        let (here, there) = (here.unwrap(), there.unwrap());
        assert_eq!((here.sent + there.sent, here.failed + there.failed), (30, 0));
        let mut paths: Vec<_> = receiver.posts().into_iter().map(|post| post.path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!((paths.len(), receiver.posts().len()), (30, 30));
        assert!(here.sent > 0 && there.sent > 0, "{here:?} {there:?}");
    }

    /// Killed while it tells, nothing is lost: the next one tells again.
    async fn a_server_that_dies_tells_when_it_is_back(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        ended(&app, &receiver, 1).await;
        receiver.answer(&[(200, Duration::from_mins(1))]);
        let settings = app.office.settings();
        let folder = Folder::new()
            .with("LATCHKEY_DATABASE__URL", &app.db.url)
            .with("LATCHKEY_KEYS__PRIVATE", settings.private_key.to_str().unwrap())
            .with("LATCHKEY_KEYS__PUBLIC", settings.public_key.to_str().unwrap());
        let patience = Instant::now();
        let heard = async |posts: usize| {
            while receiver.posts().len() < posts {
                assert!(patience.elapsed() < Duration::from_mins(1), "nobody told");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let killed = folder.start();
        heard(1).await;
        killed.signal("KILL");
        killed.ended();
        assert_eq!(rows(&app, "attempts = 1 AND sent_at IS NULL AND failed_at IS NULL").await, 1);
        // Nobody else takes it for a minute; here it passes at once.
        app.db.execute("UPDATE backchannel_logouts SET next_attempt_at = 0 WHERE next_attempt_at IS NOT NULL").await;
        let next = folder.start();
        heard(2).await;
        while rows(&app, "attempts = 2 AND sent_at IS NOT NULL").await == 0 {
            assert!(patience.elapsed() < Duration::from_mins(1), "it was not noted");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        next.terminate();
        next.ended();
    }
}
