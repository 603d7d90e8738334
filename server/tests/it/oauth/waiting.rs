//! Whoever knows the Client ID of a public application makes only so many requests wait for somebody's answer.

use super::{
    authorizing::{Asking, text},
    basic, refusal,
};
use crate::support::{Answer, FORM, JOHN, TestApp, form};
use axum::extract::ConnectInfo;
use http::{Method, Request, header};
use model::{Side, decode_pairs};
use serde_json::json;
use std::{net::SocketAddr, time::Duration};

const PUBLIC: usize = 100;

/// Posts from another address.
async fn from(asking: &Asking<'_>, address: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut fields = fields.to_vec();
    let mut request = Request::builder().method(Method::POST).uri(path).header(header::CONTENT_TYPE, FORM);
    match &asking.new.client_secret {
        Some(secret) => request = request.header(header::AUTHORIZATION, basic(asking.client_id(), secret)),
        None => fields.push(("client_id", asking.client_id())),
    }
    let mut request = request.header(header::HOST, "127.0.0.1:3000").body(form(&fields).into()).unwrap();
    let address: SocketAddr = address.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(address));
    asking.app.answer(request).await
}

fn wish(asking: &Asking<'_>) -> Vec<(String, String)> {
    let pairs = decode_pairs(asking.query(&[]).as_bytes()).unwrap();
    pairs.into_iter().filter(|pair| pair.0 != "client_id").collect()
}

store::on_both_engines! {
    /// RFC 9126 §2.3: 429.
    async fn rfc9126_2_3_a_stranger_pushes_only_so_many(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let wish = wish(&asking);
        let fields: Vec<_> = wish.iter().map(|(name, value)| (&**name, &**value)).collect();
        let push = async |address: &str| from(&asking, address, "/oauth2/par", &fields).await;
        let first = push("198.51.100.7:1000").await.expect(201).json();
        app.clock.advance(Duration::from_mins(1));
        for port in 1..PUBLIC {
            push(&format!("198.51.100.7:{}", 1000 + port)).await.expect(201);
        }
        let answer = push("198.51.100.7:9").await;
        assert_eq!(refusal(&answer), (429, "temporarily_unavailable".into()));
        assert_eq!(answer.header("retry-after"), "540", "until the first is over");
        assert_eq!(app.db.count("pushed_requests").await, 100);
        // Others are not concerned: of another address, and of another application.
        push("198.51.100.8:1").await.expect(201);
        let other = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Other".into();
            form.confidential = false;
        })
        .await;
        from(&other, "198.51.100.7:1", "/oauth2/par", &fields).await.expect(201);
        // What was answered waits no more.
        let browser = app.signed_in(JOHN).await;
        let query = format!("client_id={}&request_uri={}", asking.client_id(), text(&first, "request_uri"));
        asking.let_in(&browser, &query).await;
        push("198.51.100.7:1").await.expect(201);
        push("198.51.100.7:1").await.expect(429);
        app.clock.advance(Duration::from_mins(10));
        push("198.51.100.7:1").await.expect(201);
    }

    /// Whoever has a network of addresses has one place; whoever shows who they are is trusted with more.
    async fn a_network_is_one_place_and_who_has_a_secret_may_push_more(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (public, confidential) = (
            Asking::public(&app).await,
            Asking::with(&app, Side::BackOffice, |form| form.name = "Confidential".into()).await,
        );
        let wish = wish(&public);
        let fields: Vec<_> = wish.iter().map(|(name, value)| (&**name, &**value)).collect();
        for number in 0..PUBLIC {
            let address = format!("[2001:db8:1:2::{number:x}]:1");
            from(&public, &address, "/oauth2/par", &fields).await.expect(201);
        }
        from(&public, "[2001:db8:1:2:ffff::1]:1", "/oauth2/par", &fields).await.expect(429);
        from(&public, "[2001:db8:1:3::1]:1", "/oauth2/par", &fields).await.expect(201);
        for _ in 0..PUBLIC + 10 {
            from(&confidential, "198.51.100.7:1", "/oauth2/par", &fields).await.expect(201);
        }
    }

    async fn rfc8628_5_a_stranger_makes_only_so_many_devices_wait(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Television".into();
            form.grant = "device".into();
            form.confidential = false;
        })
        .await;
        let begin = async |address: &str| from(&television, address, "/oauth2/device_authorization", &[]).await;
        let mut codes = Vec::new();
        for _ in 0..PUBLIC {
            codes.push(begin("198.51.100.7:1").await.expect(200).json());
        }
        let answer = begin("198.51.100.7:1").await;
        assert_eq!(refusal(&answer), (429, "temporarily_unavailable".into()));
        assert_eq!(answer.header("retry-after"), "600");
        begin("198.51.100.8:1").await.expect(200);
        let browser = app.signed_in(JOHN).await;
        for (code, word) in codes.iter().zip(["grant", "cancel"]) {
            let form = json!({"form": {"user_code": text(code, "user_code"), "answer": word}});
            browser.rpc("device/answer", &form).await.expect(200);
            begin("198.51.100.7:1").await.expect(200);
        }
        begin("198.51.100.7:1").await.expect(429);
    }

    /// RFC 8628 §3.5: who waits as told causes no write, and who does not only a few.
    async fn rfc8628_3_5_questions_are_not_written_down(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Television".into();
            form.grant = "device".into();
            form.confidential = false;
        })
        .await;
        let codes = television.post("/oauth2/device_authorization", &[]).await.expect(200).json();
        let grant = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", text(&codes, "device_code")),
        ];
        let unwritten = async || app.db.execute("UPDATE device_codes SET scope = scope WHERE polled_at_ms IS NULL").await;
        for _ in 0..5 {
            assert_eq!(refusal(&television.token(&grant).await).1, "authorization_pending");
            app.clock.advance(Duration::from_secs(5));
        }
        assert_eq!(unwritten().await, 1);
        television.token(&grant).await.expect(400);
        for _ in 0..40 {
            assert_eq!(refusal(&television.token(&grant).await).1, "slow_down");
        }
        assert_eq!(unwritten().await, 0);
        // The pause grows to a minute and no further.
        assert_eq!(app.db.execute("UPDATE device_codes SET scope = scope WHERE poll_interval = 60").await, 1);
        app.clock.advance(Duration::from_secs(59));
        assert_eq!(refusal(&television.token(&grant).await).1, "slow_down");
        app.clock.advance(Duration::from_mins(1));
        assert_eq!(refusal(&television.token(&grant).await).1, "authorization_pending");
        // Another process knows what was written.
        let beside = app.beside(app.db.another().await);
        let there = Asking { app: &beside, new: television.new.clone() };
        assert_eq!(refusal(&there.token(&grant).await).1, "authorization_pending");
        assert_eq!(refusal(&there.token(&grant).await).1, "slow_down");
    }
}
