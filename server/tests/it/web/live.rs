//! The stream that tells open pages of changes: what it says, to whom, and when it ends.

use crate::support::{ADMIN, Browser, JOHN, TestApp};
use axum::body::Body;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use std::time::Duration;
use store::testing::TestDatabase;
use tokio::{task::JoinHandle, time::timeout};

const PATH: &str = "/live/applications";

async fn open(app: &TestApp, browser: &Browser<'_>) -> Response<Body> {
    let request = Request::get(PATH).header(header::HOST, "127.0.0.1:3000");
    let request = request.header(header::COOKIE, browser.cookie_header());
    app.send(request.body(Body::empty()).unwrap()).await
}

/// What comes next; none is the end.
async fn next(stream: &mut Response<Body>) -> Option<String> {
    let frame = timeout(Duration::from_secs(10), stream.body_mut().frame()).await.expect("something in time");
    let data = frame?.expect("a frame").into_data().expect("data");
    Some(String::from_utf8(data.to_vec()).expect("UTF-8"))
}

fn revision(event: &str) -> i64 {
    let data = event.lines().find_map(|line| line.strip_prefix("data: ")).expect("data");
    assert!(event.contains("event: applications\n") && event.contains(&format!("id: {data}\n")), "{event}");
    assert_eq!(event.lines().filter(|line| !line.is_empty()).count(), 3, "{event}");
    data.parse().expect("a number")
}

/// Follows what other processes do, as a server does all the time.
fn follow(app: &TestApp) -> JoinHandle<()> {
    let office = app.office.clone();
    tokio::spawn(async move { office.run_followers(std::future::pending()).await })
}

store::on_both_engines! {
    async fn it_tells_of_changes_by_any_process_and_no_more(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let other = app.beside(TestDatabase::of(app.db.database.clone(), &app.db.url));
        let follower = follow(&app);
        let own = app.application(JOHN, "Robot").await.application;
        let browser = app.signed_in(ADMIN).await;
        let mut stream = open(&app, &browser).await;
        assert_eq!(stream.status(), StatusCode::OK);
        assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(stream.headers()[header::CACHE_CONTROL], "no-store");
        let first = revision(&next(&mut stream).await.unwrap());
        let mut last = first;
        for office in [&app.office, &other.office] {
            let john = app.actor(JOHN).await;
            office.deactivate_application(&john, own.id).await.unwrap();
            let event = next(&mut stream).await.unwrap();
            assert!(revision(&event) > last, "{event}");
            assert!(!event.contains("Robot") && !event.contains(&own.client_id), "{event}");
            last = revision(&event);
            office.activate_application(&john, own.id).await.unwrap();
            last = revision(&next(&mut stream).await.unwrap()).max(last);
        }
        follower.abort();
    }

    async fn it_ends_with_the_session_and_with_the_permission(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let follower = follow(&app);
        let (leaving, staying) = (app.signed_in(ADMIN).await, app.signed_in(JOHN).await);
        let mut streams = [open(&app, &leaving).await, open(&app, &staying).await];
        for stream in &mut streams {
            next(stream).await.unwrap();
        }
        leaving.post("/sign-out", &[]).await.expect(303);
        app.db.execute("DELETE FROM user_roles WHERE user_id IN (SELECT id FROM users WHERE email = 'john.doe@example.com')").await;
        app.application(ADMIN, "Robot").await;
        for stream in &mut streams {
            assert_eq!(next(stream).await, None);
        }
        assert_eq!(open(&app, &leaving).await.status(), StatusCode::NO_CONTENT);
        assert_eq!(open(&app, &staying).await.status(), StatusCode::NO_CONTENT);
        follower.abort();
    }

    async fn a_session_has_four_and_no_more(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (john, admin) = (app.signed_in(JOHN).await, app.signed_in(ADMIN).await);
        let mut open_ones = Vec::new();
        for _ in 0..4 {
            open_ones.push(open(&app, &john).await);
        }
        assert!(open_ones.iter().all(|one| one.status() == StatusCode::OK));
        assert_eq!(open(&app, &john).await.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(open(&app, &admin).await.status(), StatusCode::OK);
        open_ones.pop();
        assert_eq!(open(&app, &john).await.status(), StatusCode::OK);
    }

    async fn nobody_in_particular_hears_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        assert_eq!(open(&app, &app.browser()).await.status(), StatusCode::NO_CONTENT);
        let created = app.application(JOHN, "Robot").await;
        let bearer = format!("Bearer {}", app.token(&created).await);
        let headers = [(header::AUTHORIZATION, bearer.as_str())];
        app.request(http::Method::GET, PATH, &headers, Body::empty()).await.expect(204);
    }
}
