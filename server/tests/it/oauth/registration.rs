//! Applications that register themselves (RFC 7591).

use super::{
    basic, post,
    registering::{least, refusal, register, token, token_with, with},
};
use crate::support::{ADMIN, FORM, TestApp};
use axum::body::Body;
use http::{Method, header};
use model::{RegistrationTokenState, Side};
use serde_json::{Value, json};

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// RFC 7517 §A.1.
fn keys() -> Value {
    json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "kid": "1", "use": "sig",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    }] })
}

fn members(told: &Value) -> Vec<&str> {
    told.as_object().expect("an object").keys().map(String::as_str).collect()
}

store::on_both_engines! {
    /// RFC 7591 §3.2.1: everything that is registered, and what is shown once.
    async fn rfc7591_3_2_1_an_application_is_told_what_it_is(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token(&app).await;
        app.clear_mails().await;
        let said = with(json!({
            "client_name": "Notes", "client_name#de": "Notizen", "scope": "json_api openid email",
            "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
            "post_logout_redirect_uris": ["https://app.example.com/bye"], "contacts": ["x@example.com"],
            "logo_uri": "https://app.example.com/logo", "something": {"else": [1]},
        }));
        let answer = register(&app, &token.value, &said).await.expect(201);
        assert_eq!((answer.header("cache-control"), answer.header("content-type")), ("no-store", "application/json"));
        let told = answer.json();
        let id = told["client_id"].as_str().unwrap();
        assert_eq!(id.len(), 32);
        assert!(domain::looks_valid(told["client_secret"].as_str().unwrap()));
        assert_eq!(told["client_secret_expires_at"], 0);
        assert_eq!(told["client_id_issued_at"], app.office.now().0);
        assert_eq!(told["registration_client_uri"], format!("http://127.0.0.1:3000/oauth2/register/{id}"));
        assert_eq!(told["registration_access_token"].as_str().unwrap().len(), 43);
        assert_eq!(told["client_name"], "Notes");
        assert_eq!(told["redirect_uris"], json!(["https://app.example.com/cb"]));
        assert_eq!(told["grant_types"], json!(["authorization_code", "refresh_token"]));
        assert_eq!(told["response_types"], json!(["code"]));
        assert_eq!(told["token_endpoint_auth_method"], "client_secret_basic");
        assert_eq!(told["scope"], "json_api openid profile email offline_access");
        assert_eq!(told["post_logout_redirect_uris"], json!(["https://app.example.com/bye"]));
        assert_eq!((&told["dpop_bound_access_tokens"], &told["require_pushed_authorization_requests"]), (&json!(false), &json!(false)));
        assert_eq!(members(&told).len(), 15, "{told}");
        // Its secret works, at once.
        let secret = told["client_secret"].as_str().unwrap();
        let introspected = post(&app, "/oauth2/introspect", Some(&basic(id, secret)), FORM, "token=x").await;
        assert_eq!(introspected.status, 200);
        // Nothing in clear stays, and nobody owns it, so that nobody is told unless a rule says so.
        assert!(app.mails().await.is_empty());
        let admin = app.actor(ADMIN).await;
        let tokens = app.office.list_registration_tokens(&admin, Side::BackOffice).await.unwrap();
        assert_eq!((tokens[0].used, tokens[0].state), (1, RegistrationTokenState::Usable));
    }

    /// RFC 7591 §2: what is left out has defaults, and who has no secret is told none.
    async fn rfc7591_2_defaults_and_the_ways_to_authenticate(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token(&app).await;
        let told = register(&app, &token.value, &least()).await.expect(201).json();
        assert_eq!(told["client_name"], told["client_id"], "an application without a name is called by its Client ID");
        assert_eq!(told["scope"], "json_api email_addon scim openid profile email offline_access");
        assert_eq!(told["grant_types"], json!(["authorization_code", "refresh_token"]));

        let public = with(json!({ "token_endpoint_auth_method": "none", "client_name": "Public", "jwks": keys() }));
        let told = register(&app, &token.value, &public).await.expect(201).json();
        assert_eq!(told["token_endpoint_auth_method"], "none");
        assert!(["client_secret", "client_secret_expires_at", "jwks"].iter().all(|name| told.get(name).is_none()));

        let signs = with(json!({ "token_endpoint_auth_method": "private_key_jwt", "client_name": "Signs", "jwks": keys() }));
        let told = register(&app, &token.value, &signs).await.expect(201).json();
        assert_eq!((&told["jwks"], told.get("client_secret")), (&keys(), None));

        // Keys at an address, and what is demanded of it and told to it (RFC 9449 §5.2, RFC 9126 §6, Back-Channel Logout §2.2).
        let more = json!({
            "client_name": "Strict", "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "https://a.example/jwks",
            "dpop_bound_access_tokens": true, "require_pushed_authorization_requests": true,
            "backchannel_logout_uri": "https://a.example/logout",
        });
        let told = register(&app, &token.value, &with(more.clone())).await.expect(201).json();
        for name in members(&more) {
            assert_eq!(told[name], more[name], "{name}");
        }
        let mut asked = vec![("client_id", told["client_id"].as_str().unwrap()), ("response_type", "code")];
        asked.extend([("redirect_uri", "https://app.example.com/cb"), ("code_challenge_method", "S256")]);
        let query = asked.iter().map(|(name, value)| format!("{name}={}", model::escape(value))).collect::<Vec<_>>().join("&");
        let browser = app.signed_in(crate::support::JOHN).await;
        let refused = browser.get(&format!("/oauth2/authorize?{query}")).await;
        assert!(refused.header("location").contains("error=invalid_request"), "it was not pushed: {refused:?}");

        let posts = with(json!({ "token_endpoint_auth_method": "client_secret_post", "client_name": "Posts" }));
        let told = register(&app, &token.value, &posts).await.expect(201).json();
        assert_eq!(told["token_endpoint_auth_method"], "client_secret_post");

        let device = json!({ "grant_types": [DEVICE], "token_endpoint_auth_method": "none", "client_name": "Television" });
        let told = register(&app, &token.value, &device).await.expect(201).json();
        assert_eq!((&told["grant_types"], &told["response_types"]), (&json!([DEVICE, "refresh_token"]), &json!([])));
        let begun = app.post_form("/oauth2/device_authorization", &[("client_id", told["client_id"].as_str().unwrap())]).await;
        assert_eq!(begun.status, 200, "{begun:?}");
    }

    /// RFC 7591 §3.2.2: each refusal in its words, and nothing was registered or used up.
    async fn rfc7591_3_2_2_what_cannot_be_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::BackOffice, |form| form.apis = vec!["json_api".into()]).await;
        register(&app, &token.value, &with(json!({ "client_name": "Taken" }))).await.expect(201);
        let before = app.db.count("applications").await;
        for (said, code) in [
            (json!({}), "invalid_redirect_uri"),
            (json!({ "redirect_uris": [] }), "invalid_redirect_uri"),
            (json!({ "redirect_uris": "https://a.example/" }), "invalid_redirect_uri"),
            (json!({ "redirect_uris": ["http://a.example/"] }), "invalid_redirect_uri"),
            (json!({ "redirect_uris": ["https://a.example/cb", "javascript:alert(1)"] }), "invalid_redirect_uri"),
            (with(json!({ "grant_types": [DEVICE] })), "invalid_redirect_uri"),
            (with(json!({ "grant_types": ["client_credentials"] })), "invalid_client_metadata"),
            (with(json!({ "grant_types": ["authorization_code", DEVICE] })), "invalid_client_metadata"),
            (with(json!({ "grant_types": ["implicit"] })), "invalid_client_metadata"),
            (with(json!({ "response_types": ["token"] })), "invalid_client_metadata"),
            (with(json!({ "token_endpoint_auth_method": "tls_client_auth" })), "invalid_client_metadata"),
            (with(json!({ "token_endpoint_auth_method": "private_key_jwt" })), "invalid_client_metadata"),
            (with(json!({ "token_endpoint_auth_method": 1 })), "invalid_client_metadata"),
            (with(json!({ "jwks_uri": "ftp://a.example/jwks" })), "invalid_client_metadata"),
            (with(json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": keys(), "jwks_uri": "https://a.example/jwks" })), "invalid_client_metadata"),
            (with(json!({ "backchannel_logout_uri": "com.example.app:/logout" })), "invalid_client_metadata"),
            (with(json!({ "dpop_bound_access_tokens": "yes" })), "invalid_client_metadata"),
            (with(json!({ "jwks": { "keys": [] } })), "invalid_client_metadata"),
            (with(json!({ "scope": "scim" })), "invalid_client_metadata"),
            (with(json!({ "scope": "openid" })), "invalid_client_metadata"),
            (with(json!({ "scope": "soap" })), "invalid_client_metadata"),
            (with(json!({ "client_name": "taken" })), "invalid_client_metadata"),
            (with(json!({ "client_name": "x".repeat(256) })), "invalid_client_metadata"),
            (with(json!({ "client_name": "a\u{0}b" })), "invalid_client_metadata"),
            (with(json!({ "post_logout_redirect_uris": ["http://a.example"] })), "invalid_client_metadata"),
            (json!([]), "invalid_client_metadata"),
        ] {
            assert_eq!(refusal(&register(&app, &token.value, &said).await), (400, code.into()), "{said}");
        }
        assert_eq!(app.db.count("applications").await, before);
        let admin = app.actor(ADMIN).await;
        let tokens = app.office.list_registration_tokens(&admin, Side::BackOffice).await.unwrap();
        assert_eq!(tokens[0].used, 1);
    }

    /// RFC 7591 §3.1: JSON and nothing else, not too long and not too deep; whatever a stranger sends is answered.
    async fn rfc7591_3_1_only_json_of_a_sensible_size_is_read(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = token_with(&app, Side::BackOffice, |form| form.most = "1000".into()).await;
        let bearer = format!("Bearer {}", token.value);
        let send = async |media_type: &str, body: String| {
            post(&app, "/oauth2/register", Some(&bearer), media_type, body).await
        };
        for media_type in [FORM, "text/plain", "application/jwt", "application/json-patch+json", "application/x-json"] {
            assert_eq!(refusal(&send(media_type, least().to_string()).await), (400, "invalid_request".into()), "{media_type}");
        }
        assert_eq!(send("Application/JSON; charset=utf-8", least().to_string()).await.status, 201);
        let long = with(json!({ "x": "y".repeat(64 * 1024) })).to_string();
        assert_eq!(send("application/json", long).await.status, 413);
        let deep = format!("{{\"x\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(refusal(&send("application/json", deep).await), (400, "invalid_client_metadata".into()));
        // Every byte of a good request in turn is another one.
        let good = with(json!({ "scope": "json_api", "grant_types": ["authorization_code"], "jwks": null })).to_string();
        for at in 0..good.len() {
            let mut body = good.clone().into_bytes();
            body[at] = body[at].wrapping_add(u8::try_from(at % 250).unwrap() + 1);
            let answer = post(&app, "/oauth2/register", Some(&bearer), "application/json", body).await;
            assert!([201, 400].contains(&answer.status.as_u16()), "{at}: {answer:?}");
        }
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = app.request(method, "/oauth2/register", &[(header::AUTHORIZATION, &bearer)], Body::empty()).await;
            assert_eq!(answer.status, 405);
        }
    }

    /// Where it came from is told in the grid, the export and the web API, and rules tell of its creation.
    async fn where_it_came_from_is_told(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = app.actor(ADMIN).await;
        let browser = app.signed_in(ADMIN).await;
        app.application(ADMIN, "By hand").await;
        let templates = app.office.database().templates_for_rules(app.acme().await).await.unwrap();
        let created = templates.into_iter().find(|row| row.shipped.as_deref() == Some("application_created")).unwrap();
        let rule = model::RuleForm {
            name: "Security".into(),
            event: "application_created".into(),
            template: created.id.to_string(),
            addresses: "security@example.com".into(),
            ..model::RuleForm::new()
        };
        app.office.create_notification_rule(&admin, &rule).await.unwrap();
        let token = token(&app).await;
        app.clear_mails().await;
        register(&app, &token.value, &with(json!({ "client_name": "By itself" }))).await.expect(201);
        let mails = app.mails().await;
        assert_eq!((mails.len(), mails[0].to_address.as_str()), (1, "security@example.com"));
        assert!(mails[0].text_body.contains("By itself") && !mails[0].text_body.contains(&token.value));
        let csv = browser.get("/export/oauth-applications.csv?origin=registered&column=name&column=origin").await.expect(200).text().to_owned();
        assert!(csv.contains("By itself") && csv.contains("Registered (Laptops)") && !csv.contains("By hand"), "{csv}");
        let csv = browser.get("/export/oauth-applications.csv?origin=person&column=name&column=origin").await.expect(200).text().to_owned();
        assert!(csv.contains("By hand") && csv.contains("Created by a person") && !csv.contains("By itself"), "{csv}");
        let page = browser.get("/oauth-applications?origin=registered").await.expect(200).text().to_owned();
        assert!(page.contains("By itself") && !page.contains("By hand"));
        let caller = app.application(ADMIN, "Caller").await;
        let bearer = format!("Bearer {}", app.token(&caller).await);
        let list = app.request(Method::GET, "/api/oauthapplications?sort=name", &[(header::AUTHORIZATION, &bearer)], Body::empty()).await;
        let origins: Vec<_> = list.expect(200).json()["data"].as_array().unwrap().iter()
            .map(|one| one["attributes"]["origin"].as_str().unwrap().to_owned()).collect();
        assert_eq!(origins, ["person", "registered", "person"]);
    }
}
