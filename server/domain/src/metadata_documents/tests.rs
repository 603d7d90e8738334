//! The shapes of addresses and documents.

use super::{document::read, url::document_host};
use model::AuthenticationMethod;
use proptest::prelude::*;
use serde_json::{Value, json};

const URL: &str = "https://app.example/client.json";

#[test]
fn an_address_of_a_document_has_one_spelling() {
    for (url, host) in [
        (URL, "app.example"),
        ("https://app.example/", "app.example"),
        ("https://app.example:8443/a/b?c=d", "app.example"),
        ("https://app.example/a%20b", "app.example"),
        ("https://1.1.1.1/client", "1.1.1.1"),
    ] {
        assert_eq!(document_host(url, false).as_deref(), Some(host), "{url}");
    }
    assert_eq!(document_host("http://127.0.0.1:1/client", true).as_deref(), Some("127.0.0.1"));
    let long = format!("https://app.example/{}", "x".repeat(1_024));
    for url in [
        "",
        "app.example/client",
        "https://app.example",
        "https://app.example?client",
        "http://app.example/client",
        "http://127.0.0.1:1/client",
        "HTTPS://app.example/client",
        "https://App.example/client",
        "https://app.example:443/client",
        "https://app.example:/client",
        "https://app.example/a/../client",
        "https://app.example/./client",
        "https://app.example/a/%2e%2E/client",
        "https://app.example/a/.%2e",
        "https://app.example/..",
        "https://app.example/client#a",
        "https://app.example/client#",
        "https://user@app.example/client",
        "https://user:word@app.example/client",
        "https://@app.example/client",
        "https://:@app.example/client",
        "https:app.example/client",
        "https:///app.example/client",
        "https://app.example\\client",
        "https://app.example/a b",
        "https://app.example/é",
        "https://é.example/client",
        "https://app.example/client\n",
        "https://app.example/\0",
        "https://2130706433/client",
        "https://0x7f.1/client",
        "https:///client",
        "ftp://app.example/client",
        "file:///client",
        "javascript:alert(1)",
        "data:application/json,{}",
        "urn:example:client",
        &long,
    ] {
        assert_eq!(document_host(url, false), None, "{url}");
    }
}

fn good() -> Value {
    json!({
        "client_id": URL,
        "client_name": " Notes\u{202e} ",
        "redirect_uris": ["https://app.example/cb", "http://127.0.0.1/cb", "https://app.example/cb"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "logo_uri": 7,
    })
}

#[test]
fn a_good_document_is_read() {
    let described = read(&good().to_string(), URL, false).unwrap();
    assert_eq!(described.name.as_deref(), Some("Notes"));
    assert_eq!(described.redirect_uris, ["https://app.example/cb", "http://127.0.0.1/cb"]);
    assert!(!described.confidential);
    let short = json!({"client_id": URL, "redirect_uris": ["https://app.example/cb"]});
    assert_eq!(read(&short.to_string(), URL, false).unwrap().name, None);
    let mut signing = good();
    signing["token_endpoint_auth_method"] = "private_key_jwt".into();
    signing["jwks_uri"] = "https://app.example/keys".into();
    let described = read(&signing.to_string(), URL, false).unwrap();
    assert_eq!((described.confidential, described.method), (true, AuthenticationMethod::PrivateKeyJwt));
    assert_eq!((described.jwks, described.jwks_uri.as_deref()), (None, Some("https://app.example/keys")));
}

#[test]
fn every_flaw_of_a_document_is_found() {
    let signing = |name: &str, value: Value| {
        let mut document = good();
        document["token_endpoint_auth_method"] = "private_key_jwt".into();
        document[name] = value;
        document
    };
    let both = {
        let mut document = signing("jwks_uri", "https://app.example/keys".into());
        document["jwks"] = json!({"keys": []});
        document
    };
    for document in [
        both,
        signing("jwks_uri", "http://app.example/keys".into()),
        signing("jwks_uri", "http://127.0.0.1/keys".into()),
        signing("jwks_uri", "keys".into()),
        signing("jwks", json!({"keys": []})),
        signing("jwks", json!({"keys": [{"kty": "oct", "k": "AA"}]})),
        signing("client_name", "Without keys".into()),
    ] {
        assert!(read(&document.to_string(), URL, false).is_err(), "{document}");
    }
    for (name, value) in [
        ("client_id", json!("https://app.example/client.jso")),
        ("client_id", json!("https://APP.example/client.json")),
        ("client_id", json!("https://app.example/client.json#")),
        ("client_id", json!([URL])),
        ("client_id", Value::Null),
        ("redirect_uris", json!([])),
        ("redirect_uris", json!("https://app.example/cb")),
        ("redirect_uris", json!(["http://app.example/cb"])),
        ("redirect_uris", json!(["https://app.example/cb", "javascript:alert(1)"])),
        ("redirect_uris", json!(["https://app.example/cb#a"])),
        ("redirect_uris", json!(vec!["https://app.example/cb"; 21])),
        ("grant_types", json!(["refresh_token"])),
        ("grant_types", json!(["authorization_code", "client_credentials"])),
        ("grant_types", json!([])),
        ("response_types", json!(["code", "token"])),
        ("response_types", json!([])),
        ("token_endpoint_auth_method", json!("client_secret_basic")),
        ("token_endpoint_auth_method", json!("client_secret_jwt")),
        ("token_endpoint_auth_method", json!("")),
        ("client_secret", json!("x")),
        ("client_secret_expires_at", json!(0)),
    ] {
        let mut document = good();
        document[name] = value;
        assert!(read(&document.to_string(), URL, false).is_err(), "{document}");
    }
    let deep = format!("{{\"client_id\":\"{URL}\",\"a\":{}", "[".repeat(60_000));
    for text in ["", "[]", "null", "<html>", &deep] {
        assert!(read(text, URL, false).is_err(), "{text:.40}");
    }
}

proptest! {
    /// What passes is fetched as it is written: whoever reads it again gets the same.
    #[test]
    fn what_is_an_address_stays_as_it_is(rest in r"[a-z0-9/?#%.@\\:\[\]~-]{0,24}") {
        let url = format!("https://{rest}");
        if let Some(host) = document_host(&url, false) {
            let parsed = openidconnect::url::Url::parse(&url).unwrap();
            prop_assert_eq!(parsed.as_str(), &url);
            prop_assert_eq!(parsed.host_str(), Some(host.as_str()));
            prop_assert!(!url.contains(['#', '\\']) && url["https://".len()..].contains('/'), "{}", url);
        }
    }
}
