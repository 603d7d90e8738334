//! What a provider says of somebody, as far as it matters here.

use model::{Timestamp, normalize_email};
use openidconnect::AdditionalClaims;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Every claim beside the standard's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MoreClaims(pub(super) Map<String, Value>);

impl AdditionalClaims for MoreClaims {}

/// Somebody who signed in there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Who it is, among all of that issuer.
    pub(super) subject: String,
    /// Their address, folded; empty if it was not told or is none.
    pub(super) email: String,
    /// Whether the provider vouches for the address.
    pub(super) email_verified: bool,
    /// Their first name.
    pub(super) first_name: String,
    /// Their last name.
    pub(super) last_name: String,
    /// When they showed there who they are, if it was said.
    pub(super) authenticated_at: Option<Timestamp>,
    /// What the provider calls its session; empty if it does not say.
    pub(super) sid: String,
    /// Everything as JSON, for what the operator named.
    pub(super) all: Map<String, Value>,
}

impl Told {
    /// From an ID token that was checked.
    pub(super) fn new(claims: Map<String, Value>) -> Self {
        let text = |name| claims.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut told = Self {
            subject: text("sub"),
            sid: text("sid"),
            authenticated_at: claims.get("auth_time").and_then(Value::as_i64).map(Timestamp),
            ..Self::default()
        };
        told.add(claims);
        told
    }

    /// Adds what userinfo says of the same person, which is newer.
    pub(super) fn add(&mut self, claims: Map<String, Value>) {
        let text =
            |name| claims.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        // Together: what is said of one address is nothing about another.
        if let Some(email) = text("email") {
            self.email = normalize_email("email", email).unwrap_or_default();
            self.email_verified = claims.get("email_verified") == Some(&Value::Bool(true));
        }
        let (given, family, whole) = (text("given_name"), text("family_name"), text("name"));
        if given.is_some() || family.is_some() {
            given.unwrap_or_default().clone_into(&mut self.first_name);
            family.unwrap_or_default().clone_into(&mut self.last_name);
        } else if let Some(whole) = whole {
            let (first, last) = whole.rsplit_once(' ').unwrap_or((whole, ""));
            (self.first_name, self.last_name) = (first.trim().to_owned(), last.to_owned());
        }
        self.all.extend(claims);
    }

    /// Whether a claim was told, also as nothing.
    pub(super) fn has(&self, claim: &str) -> bool {
        self.find(claim).is_some()
    }

    /// The values of a claim that are texts: one, or those of a list. What is not told has none.
    pub(super) fn values(&self, claim: &str) -> Vec<&str> {
        match self.find(claim) {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// A claim by its whole name, which may be an address with dots in it, or else by its way through objects.
    fn find(&self, claim: &str) -> Option<&Value> {
        self.all.get(claim).or_else(|| {
            let (first, rest) = claim.split_once('.')?;
            rest.split('.').try_fold(self.all.get(first)?, |value, name| value.get(name))
        })
    }

    /// The part of a verified address behind the `@`.
    pub(super) fn verified_domain(&self) -> Option<&str> {
        let email = self.verified_email()?;
        email.rsplit_once('@').map(|(_, domain)| domain)
    }

    /// An address that the provider vouches for.
    pub(super) fn verified_email(&self) -> Option<&str> {
        (self.email_verified && !self.email.is_empty()).then_some(self.email.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(all: Value) -> Told {
        let Value::Object(all) = all else { panic!("an object") };
        Told { all, ..Told::default() }
    }

    fn read(claims: Value) -> Told {
        let Value::Object(claims) = claims else { panic!("an object") };
        Told::new(claims)
    }

    #[test]
    fn a_claim_is_found_by_its_name_or_by_its_way() {
        let told = told(json!({
            "role": "a", "groups": ["b", 7, "c"], "realm_access": {"roles": ["d"]}, "https://x.example/roles": ["e"],
            "empty": null,
        }));
        for (claim, values) in [
            ("role", vec!["a"]),
            ("groups", vec!["b", "c"]),
            ("realm_access.roles", vec!["d"]),
            ("https://x.example/roles", vec!["e"]),
            ("empty", vec![]),
            ("nothing", vec![]),
            ("role.more", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(told.values(claim), values, "{claim}");
        }
        assert!(told.has("empty") && !told.has("nothing"));
    }

    #[test]
    fn names_come_from_their_parts_or_from_the_whole() {
        let of = |claims: Value| {
            let told = read(claims);
            (told.first_name, told.last_name)
        };
        for (claims, first, last) in [
            (
                json!({"sub": "1", "given_name": " Ada ", "family_name": "Lovelace", "name": "Countess"}),
                "Ada",
                "Lovelace",
            ),
            (json!({"sub": "1", "name": "Ada King Lovelace"}), "Ada King", "Lovelace"),
            (json!({"sub": "1", "name": "Ada"}), "Ada", ""),
            (json!({"sub": "1"}), "", ""),
        ] {
            assert_eq!(of(claims), (first.to_owned(), last.to_owned()));
        }
    }

    #[test]
    fn an_address_counts_only_with_a_true_beside_it() {
        for (verified, counts) in
            [(json!(true), true), (json!(false), false), (json!(null), false), (json!("true"), false)]
        {
            let claims = json!({"sub": "1", "email": "Ada@Example.com", "email_verified": verified});
            let told = read(claims);
            assert_eq!(told.email, "ada@example.com");
            assert_eq!(told.verified_domain(), counts.then_some("example.com"));
        }
    }
}
