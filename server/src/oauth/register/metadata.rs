//! Reads what an application says of itself (RFC 7591 §2). Members that this server does not know are ignored, as the standard
//! wants it; names in other languages (`client_name#de`) are among them.

use domain::{ApplicationMetadata, RegistrationError, Sensitive};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::{Map, Value};
use std::fmt;

type Result<T> = std::result::Result<T, RegistrationError>;

/// Members that only the server says (RFC 7592 §2.2).
const TOLD: [&str; 4] = [
    "registration_access_token",
    "registration_client_uri",
    "client_secret_expires_at",
    "client_id_issued_at",
];

/// Reads it.
pub(super) fn read(body: &[u8]) -> Result<ApplicationMetadata> {
    let Members(mut members) = serde_json::from_slice(body).map_err(|_| {
        let why = "The body is not a JSON object, is nested too deeply, or has a member twice.";
        RegistrationError::InvalidMetadata(why.to_owned())
    })?;
    let told = TOLD.into_iter().find(|name| members.get(*name).is_some_and(|value| !value.is_null()));
    let redirect_uris = list(&mut members, "redirect_uris")
        .map_err(|_| RegistrationError::InvalidRedirectUri("This has to be a list of texts.".into()))?;
    Ok(ApplicationMetadata {
        redirect_uris,
        authentication: text(&mut members, "token_endpoint_auth_method")?,
        grant_types: list(&mut members, "grant_types")?,
        response_types: list(&mut members, "response_types")?,
        name: text(&mut members, "client_name")?,
        scope: text(&mut members, "scope")?,
        jwks: keys(&mut members)?,
        jwks_uri: text(&mut members, "jwks_uri")?,
        require_dpop: flag(&mut members, "dpop_bound_access_tokens")?,
        require_pushed: flag(&mut members, "require_pushed_authorization_requests")?,
        backchannel_logout_uri: text(&mut members, "backchannel_logout_uri")?,
        post_logout_redirect_uris: list(&mut members, "post_logout_redirect_uris")?,
        client_id: text(&mut members, "client_id")?,
        client_secret: text(&mut members, "client_secret")?.map(Sensitive::new),
        told,
    })
}

fn wrong_type(name: &str, what: &str) -> RegistrationError {
    RegistrationError::InvalidMetadata(format!("{name}: This has to be {what}."))
}

/// A text; `null` and the empty one count as not said (RFC 7592 §2.2).
fn text(members: &mut Map<String, Value>, name: &str) -> Result<Option<String>> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(_) => Err(wrong_type(name, "a text")),
    }
}

/// Yes or no; what is left out is no.
fn flag(members: &mut Map<String, Value>, name: &str) -> Result<bool> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(_) => Err(wrong_type(name, "true or false")),
    }
}

/// A list of texts.
fn list(members: &mut Map<String, Value>, name: &str) -> Result<Vec<String>> {
    let values = match members.remove(name) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(values)) => values,
        Some(_) => return Err(wrong_type(name, "a list of texts")),
    };
    let texts = values.into_iter().map(|value| match value {
        Value::String(text) => Ok(text),
        _ => Err(wrong_type(name, "a list of texts")),
    });
    texts.collect()
}

fn keys(members: &mut Map<String, Value>) -> Result<Option<String>> {
    match members.remove("jwks") {
        None | Some(Value::Null) => Ok(None),
        Some(keys @ Value::Object(_)) => Ok(Some(keys.to_string())),
        Some(_) => Err(wrong_type("jwks", "a JWK set")),
    }
}

/// An object of which no member is there twice, which a map alone would hide.
struct Members(Map<String, Value>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Members, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a member is there twice"));
            }
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"redirect_uris": ["https://a.example/cb"], "client_name": "A", "client_name#de": "B",
        "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"], "scope": "json_api",
        "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [{"kty": "EC"}]}, "contacts": ["x@a.example"],
        "post_logout_redirect_uris": [], "logo_uri": null, "client_id": "c", "client_secret": "s", "x": {"y": [1.5, true]}}"#;

    fn refusal(body: &str) -> String {
        read(body.as_bytes()).err().map_or_else(|| "none".into(), |error| error.to_string())
    }

    #[test]
    fn what_is_known_is_read_and_the_rest_is_ignored() {
        let said = read(GOOD.as_bytes()).unwrap();
        assert_eq!(said.redirect_uris, ["https://a.example/cb"]);
        assert_eq!((said.name.as_deref(), said.scope.as_deref()), (Some("A"), Some("json_api")));
        assert_eq!(said.jwks.as_deref(), Some(r#"{"keys":[{"kty":"EC"}]}"#));
        assert_eq!((said.client_id.as_deref(), said.told), (Some("c"), None));
        assert!(!format!("{said:?}").contains("\"s\""), "a secret is not printed");
        let said =
            read(br#"{"redirect_uris": null, "scope": "", "client_name": null, "jwks": null}"#).unwrap();
        assert!(
            said.redirect_uris.is_empty()
                && said.scope.is_none()
                && said.name.is_none()
                && said.jwks.is_none()
        );
        assert_eq!(read(br#"{"client_id_issued_at": 1}"#).unwrap().told, Some("client_id_issued_at"));
    }

    #[test]
    fn what_has_the_wrong_type_is_named() {
        assert_eq!(
            refusal(r#"{"redirect_uris": "https://a.example"}"#),
            "redirect_uris: This has to be a list of texts."
        );
        assert_eq!(refusal(r#"{"redirect_uris": [1]}"#), "redirect_uris: This has to be a list of texts.");
        assert_eq!(refusal(r#"{"grant_types": {}}"#), "grant_types: This has to be a list of texts.");
        assert_eq!(refusal(r#"{"client_name": 1}"#), "client_name: This has to be a text.");
        assert_eq!(refusal(r#"{"jwks": []}"#), "jwks: This has to be a JWK set.");
        assert_eq!(refusal(r#"{"jwks_uri": {}}"#), "jwks_uri: This has to be a text.");
    }

    #[test]
    fn nonsense_is_refused_without_a_panic() {
        let deep = format!("{{\"x\": {}{}}}", "[".repeat(30_000), "]".repeat(30_000));
        for bad in [
            "",
            "null",
            "[]",
            "1",
            "\"a\"",
            "{",
            "{} x",
            r#"{"x":1,"x":1}"#,
            r#"{"scope":"a","scope":"b"}"#,
            &deep,
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad:.60}");
        }
        assert!(read(b"{\"client_name\":\"\xff\"}").is_err());
    }

    /// Whatever a stranger makes of a good request: an answer, and always the same one.
    #[test]
    fn no_change_of_a_good_request_is_a_panic() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
        };
        let pieces: [&[u8]; 12] = [
            b"{",
            b"}",
            b"[",
            b"]",
            b"\"",
            b",",
            b":",
            b"null",
            b"\\u0000",
            b"\xff",
            b"1e999",
            b"\"client_name\":",
        ];
        let (mut read_well, mut refused) = (0, 0);
        for _ in 0..20_000 {
            let mut body = GOOD.as_bytes().to_vec();
            for _ in 0..=next(3) {
                let at = next(body.len());
                match next(3) {
                    0 => drop(body.remove(at)),
                    1 => drop(body.splice(at..at, pieces[next(pieces.len())].iter().copied())),
                    _ => body[at] = u8::try_from(next(256)).unwrap(),
                }
            }
            match (read(&body), read(&body)) {
                (Ok(one), Ok(other)) => {
                    assert_eq!(format!("{one:?}"), format!("{other:?}"));
                    read_well += 1;
                }
                (Err(one), Err(other)) => {
                    assert_eq!(one.to_string(), other.to_string());
                    refused += 1;
                }
                _ => panic!("{}", String::from_utf8_lossy(&body)),
            }
        }
        assert!(read_well > 1_000 && refused > 1_000, "{read_well} and {refused}");
    }
}
