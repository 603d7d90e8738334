//! The same parameters as a JSON object, for scripts written for the reference product.

use super::{error::OAuthError, parameters::Parameters};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use std::fmt;

/// Reads an object of texts; `resource` may also be a list of texts. `null` counts as not sent.
pub(super) fn read(body: &[u8]) -> Result<Parameters, OAuthError> {
    let members: Members = serde_json::from_slice(body)
        .map_err(|_| OAuthError::invalid_request("The body is not a JSON object whose members are texts."))?;
    let mut parameters = Parameters::default();
    for (name, value) in members.0 {
        match value {
            Value::Text(value) => parameters.add(name, value)?,
            Value::Nothing(()) => parameters.add(name, String::new())?,
            Value::List(values) if name == "resource" => {
                for value in values {
                    parameters.add(name.clone(), value)?;
                }
            }
            Value::List(_) => return Err(OAuthError::invalid_request("A parameter is repeated.")),
        }
    }
    Ok(parameters)
}

/// The members one by one, because a map would hide that one is repeated.
struct Members(Vec<(String, Value)>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Nothing(()),
    List(Vec<String>),
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_of_texts_is_read() {
        let mut parameters =
            read(br#" {"a": "x\u20ac", "b": null, "c": "", "resource": ["y", "z"]} "#).ok().unwrap();
        assert_eq!(parameters.take("a").as_deref(), Some("x\u{20ac}"));
        assert_eq!((parameters.take("b"), parameters.take("c")), (None, None));
        assert_eq!(parameters.take_all("resource"), ["y", "z"]);
    }

    #[test]
    fn nonsense_is_refused_without_a_panic() {
        let deep = format!("{{\"a\": {}", "[".repeat(60_000));
        for nonsense in [
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "\"a\"",
            "1",
            "{\"a\"}",
            "{\"a\":1}",
            "{\"a\":true}",
            "{\"a\":{}}",
            "{\"a\":\"b\",}",
            "{\"a\":\"b\"} x",
            "{\"a\":\"b\",\"a\":\"b\"}",
            "{\"a\":\"\",\"a\":null}",
            "{\"a\":[\"b\"]}",
            "{\"a\":\"\\u0000\"}",
            "{\"\\u0000\":\"a\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"resource\":[1]}",
            &deep,
        ] {
            assert!(read(nonsense.as_bytes()).is_err(), "{nonsense:.60}");
        }
        assert!(read(b"{\"a\":\"\xff\"}").is_err());
    }
}
