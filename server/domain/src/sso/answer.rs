//! What a provider sends a person back with (RFC 6749 §4.1.2, RFC 9207 §2).

use crate::Sensitive;
use model::{ProviderProblem, decode_pairs};

/// The longest answer that is read, in bytes.
const MAX_LENGTH: usize = 16 * 1024;

/// The answer.
#[derive(Debug, Default)]
pub struct ProviderAnswer {
    pub(super) state: String,
    pub(super) code: Option<Sensitive>,
    pub(super) issuer: Option<String>,
    pub(super) error: Option<String>,
}

impl ProviderAnswer {
    /// Reads a query. What is said twice, or cannot be read, spoils all of it.
    pub fn from_query(query: &str) -> Result<Self, ProviderProblem> {
        let pairs = Some(query).filter(|query| query.len() <= MAX_LENGTH);
        let pairs =
            pairs.and_then(|query| decode_pairs(query.as_bytes())).ok_or(ProviderProblem::Untrusted)?;
        let [mut state, mut code, mut issuer, mut error] = [None, None, None, None];
        for (name, value) in pairs {
            let field = match name.as_str() {
                "state" => &mut state,
                "code" => &mut code,
                "iss" => &mut issuer,
                "error" => &mut error,
                _ => continue,
            };
            if field.is_some() || value.contains('\0') {
                return Err(ProviderProblem::Untrusted);
            }
            *field = Some(value);
        }
        let state = state.filter(|state| !state.is_empty()).ok_or(ProviderProblem::Untrusted)?;
        Ok(Self { state, code: code.map(Sensitive::new), issuer, error })
    }

    /// What it was begun with: what the browser's cookie is named after.
    pub fn state(&self) -> &str {
        &self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_or_not_at_all_is_not_believed() {
        let good =
            ProviderAnswer::from_query("state=a&code=b&iss=https%3A%2F%2Fidp&session_state=x").unwrap();
        assert_eq!((good.state(), good.issuer.as_deref()), ("a", Some("https://idp")));
        assert!(!format!("{good:?}").contains("\"b\""), "a code is worth something");
        for bad in [
            "",
            "code=b",
            "state=&code=b",
            "state=a&state=a",
            "state=a&code=b&code=c",
            "state=%zz",
            "state=a%00",
        ] {
            assert_eq!(ProviderAnswer::from_query(bad).unwrap_err(), ProviderProblem::Untrusted, "{bad}");
        }
        assert!(ProviderAnswer::from_query(&format!("state={}", "a".repeat(MAX_LENGTH))).is_err());
    }
}
