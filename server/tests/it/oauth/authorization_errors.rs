//! Requests for authorization that are not what they should be: nobody is sent anywhere unproven, and nothing is issued.

use super::authorizing::{Asking, returned, value};
use crate::support::{JOHN, TestApp};

store::on_both_engines! {
    /// RFC 9700 §4.1, §4.11: before application and address are proven, people are told and nobody is redirected.
    async fn rfc9700_4_11_no_redirect_before_client_and_address_are_proven(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let other = app.application(JOHN, "Of another grant").await;
        let browser = app.signed_in(JOHN).await;
        let host = "https://app.example.com/cb";
        let cases: Vec<(String, &str)> = vec![
            (asking.query(&[("client_id", "")]), "is not known"),
            (asking.query(&[("client_id", "unknown")]), "is not known"),
            (asking.query(&[("client_id", "a' OR 1=1 --")]), "is not known"),
            (asking.query(&[("client_id", &other.application.client_id)]), "not made for this"),
            (asking.query(&[("redirect_uri", host)]), "address"),
            (asking.query(&[("redirect_uri", "https://app.example.com./cb?tenant=1")]), "address"),
            (asking.query(&[("redirect_uri", "https://app.example.com:8443/cb?tenant=1")]), "address"),
            (asking.query(&[("redirect_uri", "https://a@app.example.com/cb?tenant=1")]), "address"),
            (asking.query(&[("redirect_uri", "https://app.example.com%2fcb?tenant=1")]), "address"),
            (asking.query(&[("redirect_uri", "https://app.example.com/cb?tenant=1#x")]), "address"),
            (asking.query(&[("redirect_uri", "https://app.example.com/cb?tenant=1&x=2")]), "address"),
            (asking.query(&[("redirect_uri", "https://xn--pp-wia.example.com/cb?tenant=1")]), "address"),
            (asking.query(&[("redirect_uri", "javascript:alert(1)")]), "address"),
            (asking.query(&[("redirect_uri", "//evil.example")]), "address"),
            (format!("{}&state=2", asking.query(&[])), "cannot be read"),
            (format!("{}&x=%zz", asking.query(&[])), "cannot be read"),
            (format!("{}&x=%00", asking.query(&[])), "cannot be read"),
            (String::new(), "is not known"),
        ];
        for (query, words) in cases {
            let answer = asking.ask(&browser, &query).await.expect(303);
            let location = answer.header("location");
            assert!(location.starts_with("/consent?"), "{query}: {location}");
            let page = browser.get(location).await;
            assert!(matches!(page.status.as_u16(), 400 | 403), "{query} {}", page.status);
            assert!(page.text().contains(words), "{query}: {}", page.text());
            for link in ["href=\"//", "href=\"javascript:", "href=\"https:", "http-equiv"] {
                assert!(!page.text().contains(link), "{link}: {query}");
            }
        }
        assert_eq!(app.db.count("authorizations").await, 0);
    }

    /// RFC 6749 §4.1.2.1: what is wrong after that, the application is told.
    async fn rfc6749_4_1_2_1_each_mistake_gets_its_own_error(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let long = "x".repeat(2_049);
        for (changes, error) in [
            (vec![("response_type", "")], "invalid_request"),
            (vec![("response_type", "token")], "unsupported_response_type"),
            (vec![("response_type", "code id_token")], "unsupported_response_type"),
            (vec![("response_mode", "fragment")], "invalid_request"),
            // RFC 9700 §2.1.1, RFC 7636 §4.4.1: no downgrade, also not for those with a secret.
            (vec![("code_challenge", "")], "invalid_request"),
            (vec![("code_challenge_method", "")], "invalid_request"),
            (vec![("code_challenge_method", "plain")], "invalid_request"),
            (vec![("code_challenge_method", "s256")], "invalid_request"),
            (vec![("code_challenge", "short")], "invalid_request"),
            (vec![("code_challenge", "x/+=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")], "invalid_request"),
            (vec![("scope", "soap")], "invalid_scope"),
            (vec![("scope", "customer_json_api")], "invalid_scope"),
            (vec![("scope", "scim  json_api")], "invalid_scope"),
            (vec![("resource", "https://evil.example")], "invalid_target"),
            (vec![("resource", "http://127.0.0.1:3000/customer-api")], "invalid_target"),
            (vec![("scope", "scim"), ("resource", "http://127.0.0.1:3000/api")], "invalid_target"),
            (vec![("prompt", "none login")], "invalid_request"),
            (vec![("prompt", "create")], "invalid_request"),
            (vec![("max_age", "1e3")], "invalid_request"),
            (vec![("nonce", long.as_str())], "invalid_request"),
            (vec![("request", "e30.e30.")], "request_not_supported"),
        ] {
            let answer = asking.ask(&browser, &asking.query(&changes)).await.expect(303);
            let told = returned(answer.header("location"));
            assert_eq!((value(&told, "error").as_str(), value(&told, "state").as_str()), (error, "st&te"), "{changes:?}");
            assert!(!told.iter().any(|pair| pair.0 == "code"), "{told:?}");
        }
        let answer = asking.ask(&browser, &asking.query(&[("state", &long)])).await.expect(303);
        assert!(!answer.header("location").contains("xxx"), "what is too long is not sent back");
        assert_eq!(app.db.count("authorizations").await, 0);
    }

    async fn what_is_switched_off_is_not_known(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let admin = app.actor(crate::support::ADMIN).await;
        app.office.deactivate_application(&admin, asking.new.application.id).await.unwrap();
        let answer = asking.ask(&browser, &asking.query(&[])).await.expect(303);
        browser.get(answer.header("location")).await.expect(400);
    }

    /// CSRF on the answer: a page of another site can neither post it nor call it.
    async fn an_answer_from_another_site_counts_for_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let query = asking.query(&[]);
        let cookies = browser.cookie_header();
        let form = crate::support::form(&[("query", &query), ("answer", "grant")]);
        let headers = [
            (http::header::COOKIE, cookies.as_str()),
            (http::header::ORIGIN, "https://evil.example"),
            (http::header::CONTENT_TYPE, crate::support::FORM),
        ];
        let path = format!("/consent?{query}");
        app.request(http::Method::POST, &path, &headers, form.into()).await.expect(403);
        let body = serde_json::json!({"form": {"query": query, "answer": "grant"}}).to_string();
        let [cookie, origin, _] = headers;
        let headers = [cookie, origin, (http::header::CONTENT_TYPE, "application/json")];
        app.request(http::Method::POST, "/rpc/consent/answer", &headers, body.into()).await.expect(403);
        assert_eq!(app.db.count("authorizations").await, 0);
        // Nor does a program with John's own token let others in.
        let own = app.application(JOHN, "Own").await;
        let bearer = format!("Bearer {}", app.token(&own).await);
        let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
        let path = format!("/oauth2/authorize?{query}");
        let answer = app.request(http::Method::GET, &path, &headers, axum::body::Body::empty()).await.expect(303);
        assert!(answer.header("location").starts_with("/sign-in?"));
    }
}
