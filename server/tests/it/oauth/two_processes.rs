//! Two real processes on one PostgreSQL: what one of them begins the other goes on with, and what one ends is over at both.

use super::{
    authorizing::{Asking, text, value},
    basic,
    dpop::{self, Holder},
    post, refusal,
    verify::parts,
};
use crate::support::{ADMIN, Answer, FORM, JOHN, Pair, TestApp, soon};
use http::{HeaderName, Method, header};
use model::{CreatedApplication, Side};
use serde_json::{Value, json};

async fn call(app: &TestApp, token: &str) -> u16 {
    let bearer = format!("Bearer {token}");
    let headers = [(header::AUTHORIZATION, bearer.as_str())];
    app.request(Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.status.as_u16()
}

/// The status of a request for a token.
async fn asks(app: &TestApp, own: &CreatedApplication) -> u16 {
    let authorization = basic(&own.application.client_id, &own.client_secret);
    let answer =
        post(app, "/oauth2/token", Some(&authorization), FORM, "grant_type=client_credentials").await;
    answer.status.as_u16()
}

async fn active(app: &TestApp, own: &CreatedApplication, token: &str) -> bool {
    let authorization = basic(&own.application.client_id, &own.client_secret);
    let answer = post(app, "/oauth2/introspect", Some(&authorization), FORM, format!("token={token}")).await;
    answer.expect(200).json()["active"].as_bool().unwrap()
}

/// The keys that a process publishes, by their ids.
async fn published(app: &TestApp) -> Vec<String> {
    let set = app.get("/oauth2/jwks").await.expect(200).json();
    set["keys"].as_array().unwrap().iter().map(|key| text(key, "kid").to_owned()).collect()
}

fn key_of(token: &str) -> String {
    text(&parts(token).0, "kid").to_owned()
}

/// The same application as another process sees it.
fn at<'a>(app: &'a TestApp, asking: &Asking<'_>) -> Asking<'a> {
    Asking { app, new: asking.new.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_a_token_at_one_ends_it_at_the_other_within_seconds() {
    let pair = Pair::start().await;
    for (index, (here, there)) in pair.both_ways().into_iter().enumerate() {
        let own = pair.beside.application(JOHN, &format!("Own {index}")).await;
        let john = here.signed_in(JOHN).await;
        let id = json!({ "id": own.application.id });
        // Deactivated.
        let token = here.token(&own).await;
        assert_eq!((call(here, &token).await, call(there, &token).await), (200, 200));
        john.rpc("applications/deactivate", &id).await.expect(200);
        assert_eq!(call(here, &token).await, 401, "at once where it was done");
        soon("deactivated", || async { call(there, &token).await == 401 }).await;
        john.rpc("applications/activate", &id).await.expect(200);
        // Revoked.
        soon("activated", || async { asks(there, &own).await == 200 }).await;
        let token = there.token(&own).await;
        let authorization = basic(&own.application.client_id, &own.client_secret);
        assert!(active(there, &own, &token).await);
        post(here, "/oauth2/revoke", Some(&authorization), FORM, format!("token={token}")).await.expect(200);
        soon("revoked", || async { !active(there, &own, &token).await && call(there, &token).await == 401 })
            .await;
        // Another secret.
        let token = there.token(&own).await;
        let rotation = json!({ "id": own.application.id, "grace": "none", "own_password": "" });
        john.rpc("applications/rotate", &rotation).await.expect(200);
        soon("another secret", || async { call(there, &token).await == 401 }).await;
        assert_eq!(asks(there, &own).await, 401, "with the old one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_is_disabled_at_one_is_out_at_the_other() {
    let pair = Pair::start().await;
    for (index, (here, there)) in pair.both_ways().into_iter().enumerate() {
        let john = pair.beside.user(JOHN).await;
        let own = pair.beside.application(JOHN, &format!("Own {index}")).await;
        let browser = there.signed_in(JOHN).await;
        let token = there.token(&own).await;
        assert_eq!(call(there, &token).await, 200);
        browser.get("/my-user").await.expect(200);
        let admin = here.signed_in(ADMIN).await;
        admin.rpc("users/disable", &json!({ "id": john })).await.expect(200);
        // Sessions are looked up each time.
        browser.get("/my-user").await.expect(303);
        soon("disabled", || async { call(there, &token).await == 401 }).await;
        admin.rpc("users/enable", &json!({ "id": john })).await.expect(200);
        soon("enabled", || async { asks(there, &own).await == 200 }).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_begun_at_one_is_redeemed_at_the_other_and_reuse_ends_it_at_both() {
    let pair = Pair::start().await;
    for (here, there) in pair.both_ways() {
        let name = here.office.new_request_id();
        let asking = Asking::with(here, Side::BackOffice, |form| {
            form.name = name;
            form.confidential = false;
        })
        .await;
        let other = at(there, &asking);
        let first = other.exchange(&asking.code().await).await.expect(200).json();
        let second = asking.refresh(text(&first, "refresh_token")).await.expect(200).json();
        for tokens in [&first, &second] {
            assert_eq!(asking.call(text(tokens, "access_token")).await, 200);
            assert_eq!(other.call(text(tokens, "access_token")).await, 200);
        }
        let third = other.refresh(text(&second, "refresh_token")).await.expect(200).json();
        // The successor was used, so the first one is a stolen one.
        assert_eq!(
            refusal(&asking.refresh(text(&first, "refresh_token")).await),
            (400, "invalid_grant".into())
        );
        assert_eq!(
            refusal(&other.refresh(text(&third, "refresh_token")).await),
            (400, "invalid_grant".into())
        );
        soon("reuse", || async { other.call(text(&third, "access_token")).await == 401 }).await;
        assert_eq!(asking.call(text(&third, "access_token")).await, 401);

        // Shut out at one, dead at the other.
        let tokens = other.exchange(&asking.code().await).await.expect(200).json();
        assert_eq!(other.call(text(&tokens, "access_token")).await, 200);
        let john = here.signed_in(JOHN).await;
        let form = json!({ "form": { "application": asking.new.application.id } });
        john.rpc("let-in/shut-out", &form).await.expect(200);
        soon("shut out", || async { other.call(text(&tokens, "access_token")).await == 401 }).await;
        assert_eq!(
            refusal(&other.refresh(text(&tokens, "refresh_token")).await),
            (400, "invalid_grant".into())
        );
    }
}

/// Of all that come at once, wherever, one gets tokens.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_comes_to_both_at_once_works_once() {
    let pair = Pair::start().await;
    let asking = Asking::confidential(&pair.a.app).await;
    let other = at(&pair.b.app, &asking);
    for _ in 0..5 {
        let code = asking.code().await;
        let (one, two) = tokio::join!(asking.exchange(&code), other.exchange(&code));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400]);
    }
    // A refresh token that comes to both gives one successor: a lost answer can be had again.
    let tokens = asking.tokens().await;
    let token = text(&tokens, "refresh_token");
    let (one, two) = tokio::join!(asking.refresh(token), other.refresh(token));
    let (one, two) = (one.expect(200).json(), two.expect(200).json());
    assert_eq!(one["refresh_token"], two["refresh_token"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_and_pushed_requests_go_on_at_the_other() {
    let pair = Pair::start().await;
    for (here, there) in pair.both_ways() {
        let name = here.office.new_request_id();
        let television = Asking::with(here, Side::BackOffice, |form| {
            form.name = name;
            form.grant = "device".into();
            form.redirect_uris = Vec::new();
        })
        .await;
        let codes =
            television.post("/oauth2/device_authorization", &[("scope", "scim")]).await.expect(200).json();
        let answer = json!({ "form": { "user_code": text(&codes, "user_code"), "answer": "grant" } });
        there.signed_in(JOHN).await.rpc("device/answer", &answer).await.expect(200);
        let poll = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", text(&codes, "device_code")),
        ];
        let tokens = television.token(&poll).await.expect(200).json();
        assert_eq!(tokens["scope"], "scim");
        assert_eq!(refusal(&at(there, &television).token(&poll).await), (400, "invalid_grant".into()));

        let name = here.office.new_request_id();
        let asking = Asking::with(here, Side::BackOffice, |form| form.name = name).await;
        let query = asking.query(&[("scope", "scim")]);
        let pairs = model::decode_pairs(query.as_bytes()).unwrap();
        let fields: Vec<_> = pairs.iter().filter(|pair| pair.0 != "client_id").collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let pushed = asking.post("/oauth2/par", &fields).await.expect(201).json();
        let query = format!("client_id={}&request_uri={}", asking.client_id(), text(&pushed, "request_uri"));
        let other = at(there, &asking);
        let told = other.let_in(&there.signed_in(JOHN).await, &query).await;
        let tokens = asking.exchange(&value(&told, "code")).await.expect(200).json();
        assert_eq!(tokens["scope"], "scim");
    }
}

/// What counts once counts once for both: proofs at the token endpoint, and requests with an `Idempotency-Key`.
#[tokio::test(flavor = "multi_thread")]
async fn what_counts_once_counts_once_for_both() {
    let pair = Pair::start().await;
    let (a, b) = (&pair.a.app, &pair.b.app);
    let own = pair.beside.application(ADMIN, "Own").await;
    let (id, secret) = (own.application.client_id.as_str(), own.client_secret.as_str());
    let fields = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
    let holder = Holder::new();
    for round in 0..5 {
        // Told by one, taken by the other.
        let nonce = dpop::send(a, &fields, &["x"]).await.header("dpop-nonce").to_owned();
        let mut claims = dpop::claims(&pair.beside, &format!("proof {round}"));
        claims["nonce"] = nonce.into();
        let proof = holder.proof_with(&[], &claims);
        let proofs = [proof.as_str()];
        let (one, two) = tokio::join!(dpop::send(a, &fields, &proofs), dpop::send(b, &fields, &proofs));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400], "{} {}", one.text(), two.text());
    }
    let token = a.token(&own).await;
    let create = async |app: &TestApp, round: u32| -> Answer {
        let document = json!({ "data": { "type": "oauthapplications", "attributes": { "name": format!("Once {round}") } } });
        let (bearer, key) = (format!("Bearer {token}"), format!("\"key {round}\""));
        let headers = [
            (header::AUTHORIZATION, bearer.as_str()),
            (header::CONTENT_TYPE, "application/vnd.api+json"),
            (HeaderName::from_static("idempotency-key"), key.as_str()),
        ];
        app.request(Method::POST, "/api/oauthapplications", &headers, document.to_string().into()).await
    };
    for round in 0..5 {
        let (one, two) = tokio::join!(create(a, round), create(b, round));
        let (one, two) = (one.expect(201).json(), two.expect(201).json());
        assert_eq!(one["data"]["id"], two["data"]["id"]);
        let replayed = [&one, &two].map(|answer: &Value| answer["meta"]["replayed"] == true);
        assert_eq!(replayed.iter().filter(|replayed| **replayed).count(), 1, "{one} {two}");
    }
    assert_eq!(pair.beside.db.count("applications").await, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_rotated_at_one_is_published_and_signs_at_both() {
    let pair = Pair::with(&[("LATCHKEY_KEYS__PUBLISH_BEFORE", "3")]).await;
    let (a, b) = (&pair.a.app, &pair.b.app);
    let own = pair.beside.application(JOHN, "Own").await;
    let before = a.token(&own).await;
    assert_eq!(published(b).await, [key_of(&before)]);
    let admin = a.signed_in(ADMIN).await;
    let next = admin.rpc("configuration/rotate-keys", &json!({ "form": {} })).await.expect(200).json();
    let next = text(&next, "key_id").to_owned();
    soon("published", || async { published(b).await.contains(&next) }).await;
    for app in [a, b] {
        soon("signs", || async { key_of(&app.token(&own).await) == next }).await;
    }
    let after = [a.token(&own).await, b.token(&own).await];
    for app in [a, b] {
        for token in after.iter().chain([&before]) {
            assert_eq!(call(app, token).await, 200);
        }
    }
    // A third process, the command line: what the key before signed is worth nothing.
    let said = pair.a.folder.succeed(&["keys", "rotate", "--now", "--revoke"]);
    assert!(
        said.starts_with("The new key signs, and nothing is good any more that the key before signed.\n"),
        "{said}"
    );
    for app in [a, b] {
        soon("revoked", || async { call(app, &after[0]).await == 401 }).await;
        assert_eq!(call(app, &before).await, 200, "that is of the key before the one before");
        let token = app.token(&own).await;
        assert!(said.contains(&key_of(&token)));
        assert_eq!((call(a, &token).await, call(b, &token).await), (200, 200));
        assert!(!published(app).await.contains(&next));
    }
    let listed = pair.b.folder.succeed(&["keys", "list"]);
    assert_eq!(listed.lines().count(), 3, "{listed}");
    assert!(listed.contains(&format!("{next}  revoked  until ")), "{listed}");
}
