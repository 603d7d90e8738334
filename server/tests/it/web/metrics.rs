//! `/healthz`, `/readyz` and `/metrics`.

use crate::support::{JOHN, TestApp};
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderName, Request};
use std::{net::SocketAddr, time::Duration};

/// GET from an address, with `X-Forwarded-For` if a proxy wrote one.
async fn get_from(app: &TestApp, peer: &str, forwarded: Option<&str>) -> u16 {
    let mut request = Request::get("/metrics").body(Body::empty()).unwrap();
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    if let Some(forwarded) = forwarded {
        let name = HeaderName::from_static("x-forwarded-for");
        request.headers_mut().insert(name, forwarded.parse().unwrap());
    }
    app.answer(request).await.status.as_u16()
}

store::on_both_engines! {
    async fn it_is_ready_when_it_can_issue_tokens(db: TestDatabase) {
        let app = TestApp::on(db).await;
        assert_eq!(app.get("/readyz").await.expect(200).text(), r#"{"database":"ok","keys":"ok","status":"ok"}"#);
        let key = &app.office.settings().private_key;
        std::fs::remove_file(key).unwrap();
        app.clock.advance(Duration::from_secs(2));
        let answer = app.get("/readyz").await.expect(503);
        assert_eq!(answer.text(), r#"{"database":"ok","keys":"missing","status":"unavailable"}"#);
        app.db.database.close().await;
        let answer = app.get("/readyz").await.expect(503);
        assert_eq!(answer.text(), r#"{"database":"unavailable","keys":"missing","status":"unavailable"}"#);
        assert_eq!(app.get("/healthz").await.expect(200).text(), r#"{"status":"ok"}"#);
    }

    async fn requests_and_tokens_are_counted_and_nobody_is_named(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Robot").await;
        app.token(&created).await;
        app.post_form("/oauth2/token", &[("grant_type", "client_credentials")]).await.expect(401);
        app.get("/no/such/path").await.expect(404);
        let answer = app.get("/metrics").await.expect(200);
        assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
        let text = answer.text();
        let counted = r#"latchkey_http_requests_total{method="POST",route="/oauth2/token",status="200"} "#;
        assert!(text.contains(counted), "{text}");
        assert!(text.contains("latchkey_tokens_issued_total "), "{text}");
        assert!(text.contains(r#"latchkey_tokens_refused_total{reason="invalid_client"} "#), "{text}");
        assert!(text.contains(r#"route="other",status="404""#), "{text}");
        assert!(!text.contains(&created.application.client_id) && !text.contains("/no/such/path"), "{text}");
    }

    async fn what_an_operator_watches_is_there(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Robot").await;
        app.token(&created).await;
        app.clock.advance(Duration::from_secs(90));
        let waiting = app.db.mails().await.len();
        assert!(waiting > 0);
        let text = app.get("/metrics").await.expect(200).text().to_owned();
        for line in [
            "latchkey_build_info{version=\"0.1.0\"} 1",
            "latchkey_database_up 1",
            "latchkey_database_connections{state=\"idle\"} ",
            "latchkey_database_connections{state=\"used\"} ",
            &format!("latchkey_outbox_mails{{state=\"waiting\"}} {waiting}"),
            "latchkey_outbox_mails{state=\"failed\"} 0",
            "latchkey_outbox_oldest_waiting_seconds 90",
            "latchkey_backchannel_logouts_waiting 0",
            "latchkey_sessions ",
        ] {
            assert!(text.lines().any(|found| found.starts_with(line)), "{line}\n{text}");
        }
        let measured = |bucket: &str| {
            let line = text.lines().find(|line| {
                line.starts_with("latchkey_http_request_duration_seconds_bucket{")
                    && line.contains("route=\"/oauth2/token\",status=\"200\"")
                    && line.contains(&format!("le=\"{bucket}\""))
            });
            line.and_then(|line| line.rsplit(' ').next()).and_then(|count| count.parse::<u64>().ok()).expect("a bucket")
        };
        assert!(measured("+Inf") >= 1 && measured("0.001") <= measured("5"), "{text}");
        // Without a database there are no numbers, but an answer.
        app.db.database.close().await;
        let text = app.get("/metrics").await.expect(200).text().to_owned();
        assert!(text.contains("latchkey_database_up 0") && !text.contains("latchkey_sessions"), "{text}");
    }

    async fn only_this_machine_and_those_who_were_named_see_the_numbers(db: TestDatabase) {
        let app = TestApp::with(db, |config| {
            config.server.metrics_allow = vec!["192.0.2.9".parse().unwrap()];
            config.server.trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
        })
        .await;
        let table = [
            ("127.0.0.1:4711", None, 200),
            ("[::1]:4711", None, 200),
            ("192.0.2.9:4711", None, 200),
            ("192.0.2.8:4711", None, 403),
            ("192.0.2.8:4711", Some("127.0.0.1"), 403),
            // A proxy on this machine speaks for strangers, and nobody said that it is to be trusted.
            ("127.0.0.1:4711", Some("192.0.2.8"), 403),
            ("10.0.0.1:4711", Some("192.0.2.9"), 200),
            ("10.0.0.1:4711", Some("192.0.2.8"), 403),
        ];
        for (peer, forwarded, status) in table {
            assert_eq!(get_from(&app, peer, forwarded).await, status, "{peer} {forwarded:?}");
        }
    }
}
