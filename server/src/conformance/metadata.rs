//! What the server says of itself: its metadata (RFC 8414) and its keys (RFC 7517).

use super::{Seen, ask::Asker, told};
use model::Point;
use serde_json::Value;

const METADATA: &str = "/.well-known/oauth-authorization-server";
const JWKS: &str = "/oauth2/jwks";
/// What only private or symmetric keys have (RFC 7518 §6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

pub(super) async fn look(asker: &Asker, issuer: &str) -> Vec<Seen> {
    let (document, keys) = (json(asker, METADATA).await, json(asker, JWKS).await);
    let of = |look: &dyn Fn(&Value) -> (bool, Vec<String>)| document.as_ref().map(look).map_err(Clone::clone);
    vec![
        told(Point::Metadata, of(&|document| is_true(document, issuer))),
        told(Point::PkceOffered, of(&only_s256)),
        told(Point::PublicKeys, keys.map(|keys| only_public(&keys))),
    ]
}

async fn json(asker: &Asker, path: &str) -> Result<Value, String> {
    let answer = asker.get(path).await?;
    if answer.status != 200 {
        return Err(answer.evidence(""));
    }
    serde_json::from_slice(&answer.body).map_err(|error| answer.evidence(error))
}

/// Whether the issuer is the one it has to be (RFC 8414 §3.3), and every endpoint below it.
fn is_true(document: &Value, issuer: &str) -> (bool, Vec<String>) {
    let said = document["issuer"].as_str().unwrap_or_default();
    let below = format!("{issuer}/");
    let endpoints = document.as_object().into_iter().flatten();
    let endpoints: Vec<_> =
        endpoints.filter(|(name, _)| name.ends_with("_endpoint") || *name == "jwks_uri").collect();
    let strange: Vec<_> = endpoints
        .iter()
        .filter(|(_, url)| !url.as_str().is_some_and(|url| url.starts_with(&below)))
        .map(|(name, url)| format!("{name}: {url}"))
        .collect();
    let mut evidence = vec![format!("issuer: {said}"), format!("*_endpoint: {}", endpoints.len())];
    let passed = said == issuer && !endpoints.is_empty() && strange.is_empty();
    evidence.extend(strange);
    (passed, evidence)
}

fn only_s256(document: &Value) -> (bool, Vec<String>) {
    let methods = &document["code_challenge_methods_supported"];
    let evidence = vec![format!("code_challenge_methods_supported: {methods}")];
    (methods == &serde_json::json!(["S256"]), evidence)
}

fn only_public(document: &Value) -> (bool, Vec<String>) {
    let keys = document["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    let private = keys.iter().filter(|key| PRIVATE.iter().any(|member| key.get(member).is_some())).count();
    let evidence = vec![format!("keys: {}", keys.len()), format!("private: {private}")];
    (!keys.is_empty() && private == 0, evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_true_is_seen() {
        let document = json!({
            "issuer": "https://a.example", "token_endpoint": "https://a.example/t", "jwks_uri": "https://a.example/j",
            "code_challenge_methods_supported": ["S256"],
        });
        assert!(is_true(&document, "https://a.example").0);
        assert!(!is_true(&document, "https://b.example").0);
        let mut elsewhere = document.clone();
        elsewhere["token_endpoint"] = json!("https://a.example.org/t");
        assert!(!is_true(&elsewhere, "https://a.example").0);
        assert!(!is_true(&json!({ "issuer": "https://a.example" }), "https://a.example").0);
        assert!(only_s256(&document).0);
        for methods in [json!(["S256", "plain"]), json!([]), json!(null)] {
            assert!(!only_s256(&json!({ "code_challenge_methods_supported": methods })).0);
        }
    }

    #[test]
    fn private_keys_are_seen() {
        let public = json!({ "kty": "EC", "crv": "P-256", "x": "x", "y": "y" });
        assert!(only_public(&json!({ "keys": [public] })).0);
        assert!(!only_public(&json!({ "keys": [] })).0);
        let mut private = public.clone();
        private["d"] = json!("d");
        assert!(!only_public(&json!({ "keys": [public, private] })).0);
    }
}
