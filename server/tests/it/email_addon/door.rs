//! Who is let in, and from which pages: RFC 6750, RFC 9728 and the Fetch standard.

use super::{BRIAN, MARIA, PEOPLE, Panel, message, messages_of, not_found, problem};
use crate::support::{ADMIN, TestApp};
use axum::body::Body;
use http::{Method, header};

const PANEL: &str = "https://panel.mail.example";

store::on_both_engines! {
    async fn the_challenge_leads_to_the_metadata(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let answer = app.get(PEOPLE).await;
        assert_eq!(problem(&answer), (401, "unauthorized".into(), vec!["Authorization".into()]));
        let metadata = "/.well-known/oauth-protected-resource/email-addon/v1";
        let challenge = format!("Bearer realm=\"Latchkey\", resource_metadata=\"http://127.0.0.1:3000{metadata}\"");
        assert_eq!(answer.header("www-authenticate"), challenge);
        let metadata = app.get(metadata).await.expect(200).json();
        assert_eq!(metadata["resource"], "http://127.0.0.1:3000/email-addon/v1");
        assert_eq!(metadata["scopes_supported"][0], "email_addon");
    }

    async fn a_token_for_another_api_is_not_good_for_this_one(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let other = app
            .application_with(ADMIN, |form| {
                form.name = "Other".into();
                form.all_apis = false;
                form.apis = vec!["json_api".into()];
            })
            .await;
        let answer = Panel::of(&app, &other).await.get(PEOPLE).await;
        assert_eq!(problem(&answer), (403, "insufficient_scope".into(), vec!["Authorization".into()]));
        assert!(answer.header("www-authenticate").contains("scope=\"email_addon\""));
        // A customer's token has no scope of the back office at all.
        let customer = Panel::new(&app, BRIAN).await;
        assert_eq!(customer.get(PEOPLE).await.status, 403);
    }

    async fn every_path_and_method_asks_who_calls_before_anything_else(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (method, path) in [
            (Method::GET, format!("{PEOPLE}?x=y")),
            (Method::GET, format!("{PEOPLE}/no-id")),
            (Method::GET, format!("{PEOPLE}/no-id/messages?limit=0")),
            (Method::POST, format!("{PEOPLE}/no-id/messages")),
            (Method::GET, format!("{PEOPLE}/no-id/messages/x")),
            (Method::DELETE, format!("{PEOPLE}/no-id/messages/x")),
        ] {
            let answer = app.request(method, &path, &[], Body::from("x".repeat(300_000))).await;
            assert_eq!(problem(&answer).0, 401, "{path}");
        }
    }

    async fn what_is_not_there_is_a_problem_too(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let panel = Panel::new(&app, MARIA).await;
        for path in ["/email-addon/v1", "/email-addon/v1/", "/email-addon/v1/mails", "/email-addon/v1/people/x"] {
            assert_eq!(problem(&panel.get(path).await), not_found(), "{path}");
        }
        let answer = panel.delete(PEOPLE).await;
        assert_eq!(problem(&answer), (405, "method_not_allowed".into(), vec![]));
        assert_eq!(answer.header("allow"), "GET,HEAD");
    }

    async fn a_listed_page_may_call_and_read_and_no_other(db: TestDatabase) {
        let app = TestApp::with(db, |config| {
            config.server.cors.allow_origins = vec![PANEL.parse().expect("an origin")];
        })
        .await;
        let panel = Panel::new(&app, ADMIN).await;
        let path = messages_of(&app, BRIAN).await;
        let preflight = async |path: &str, origin: &str| {
            let headers = [(header::ORIGIN, origin), (header::ACCESS_CONTROL_REQUEST_METHOD, "POST")];
            app.request(Method::OPTIONS, path, &headers, Body::empty()).await
        };
        for path in [path.as_str(), "/api/users", "/customer-api/me", "/scim/v2/Users"] {
            let answer = preflight(path, PANEL).await.expect(200);
            assert_eq!(answer.header("access-control-allow-origin"), PANEL);
            assert_eq!(answer.header("access-control-allow-methods"), "DELETE, GET, PATCH, POST, PUT");
            let headers = answer.header("access-control-allow-headers");
            assert!(headers.contains("Authorization") && headers.contains("Content-Type"));
            assert_eq!(answer.header("access-control-allow-credentials"), "");
            let foreign = preflight(path, "https://evil.example").await;
            assert_eq!((foreign.status.as_u16(), foreign.header("access-control-allow-origin")), (405, ""));
        }
        let post = async |origin: &str| {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::ORIGIN, origin)];
            panel.send(Method::POST, &path, &headers, message(1).to_string()).await
        };
        let answer = post(PANEL).await.expect(201);
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("vary")), (PANEL, "Origin"));
        assert!(answer.header("access-control-expose-headers").contains("Location"));
        let foreign = post("https://evil.example").await;
        assert_eq!((foreign.header("access-control-allow-origin"), foreign.header("vary")), ("", "Origin"));
        // Also of what is refused, or a page could not say why.
        let refused = app.request(Method::GET, PEOPLE, &[(header::ORIGIN, PANEL)], Body::empty()).await;
        assert_eq!((refused.status.as_u16(), refused.header("access-control-allow-origin")), (401, PANEL));
    }
}
