//! What an application asks at the authorization endpoint, as it was sent and before anything is believed of it.

use model::{AuthorizationProblem, decode_pairs};

/// The longest request that is read, in bytes.
const MAX_LENGTH: usize = 16 * 1024;

/// The parameters of RFC 6749 §4.1.1 and of what was added to it. Those that are not known are ignored (RFC 6749 §3.1); one
/// without a value counts as left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationParameters {
    /// RFC 6749 §3.1.1.
    pub response_type: Option<String>,
    /// The application's Client ID.
    pub client_id: Option<String>,
    /// Where to send the person back to.
    pub redirect_uri: Option<String>,
    /// What it wants, separated by spaces.
    pub scope: Option<String>,
    /// What is sent back unchanged.
    pub state: Option<String>,
    /// RFC 7636 §4.3.
    pub code_challenge: Option<String>,
    /// RFC 7636 §4.3.
    pub code_challenge_method: Option<String>,
    /// RFC 8707 §2; the only one that may be repeated.
    pub resources: Vec<String>,
    /// OAuth 2.0 Multiple Response Types §2.1.
    pub response_mode: Option<String>,
    /// OpenID Connect Core §3.1.2.1, like the following.
    pub nonce: Option<String>,
    /// Whether the person has to be asked again, or may not be.
    pub prompt: Option<String>,
    /// How many seconds ago the person may have signed in.
    pub max_age: Option<String>,
    /// Who is expected.
    pub login_hint: Option<String>,
    /// A request as a JWT, by value (OpenID Connect Core §6.1).
    pub request: Option<String>,
    /// A request by reference (RFC 9126 §4).
    pub request_uri: Option<String>,
    /// Thumbprint of the key that the tokens will be bound to (RFC 9449 §10).
    pub dpop_jkt: Option<String>,
    /// Ours: the person signed in for this request after this second, so that they are not asked to do it for ever.
    pub authenticated_after: Option<String>,
}

impl AuthorizationParameters {
    /// Reads a query. What is said twice, or cannot be read, spoils all of it.
    pub fn from_query(query: &str) -> Result<Self, AuthorizationProblem> {
        if query.len() > MAX_LENGTH {
            return Err(AuthorizationProblem::Malformed);
        }
        let pairs = decode_pairs(query.as_bytes()).ok_or(AuthorizationProblem::Malformed)?;
        Self::from_pairs(pairs)
    }

    /// The same from names and values that were decoded already.
    pub fn from_pairs(
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, AuthorizationProblem> {
        let mut parameters = Self::default();
        let mut seen = Vec::new();
        for (name, value) in pairs {
            if value.contains('\0') || (name != "resource" && seen.contains(&name)) {
                return Err(AuthorizationProblem::Malformed);
            }
            if !value.is_empty() {
                parameters.set(&name, value);
            }
            seen.push(name);
        }
        Ok(parameters)
    }

    fn set(&mut self, name: &str, value: String) {
        let field = match name {
            "response_type" => &mut self.response_type,
            "client_id" => &mut self.client_id,
            "redirect_uri" => &mut self.redirect_uri,
            "scope" => &mut self.scope,
            "state" => &mut self.state,
            "code_challenge" => &mut self.code_challenge,
            "code_challenge_method" => &mut self.code_challenge_method,
            "response_mode" => &mut self.response_mode,
            "nonce" => &mut self.nonce,
            "prompt" => &mut self.prompt,
            "max_age" => &mut self.max_age,
            "login_hint" => &mut self.login_hint,
            "request" => &mut self.request,
            "request_uri" => &mut self.request_uri,
            "dpop_jkt" => &mut self.dpop_jkt,
            "authenticated_after" => &mut self.authenticated_after,
            "resource" => return self.resources.push(value),
            _ => return,
        };
        *field = Some(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_or_cannot_be_read_spoils_it() {
        let read = AuthorizationParameters::from_query;
        let parameters = read("client_id=a&scope=&resource=x&resource=y&unknown=1&state=%26").unwrap();
        assert_eq!((parameters.client_id.as_deref(), parameters.scope), (Some("a"), None));
        assert_eq!((parameters.resources.len(), parameters.state.as_deref()), (2, Some("&")));
        let long = format!("state={}", "x".repeat(MAX_LENGTH));
        for bad in
            ["client_id=a&client_id=a", "scope=&scope=", "u=1&u=2", "state=%zz", "state=%00", "%ff=1", &long]
        {
            assert_eq!(read(bad), Err(AuthorizationProblem::Malformed), "{bad:.40}");
        }
    }

    /// Whatever is sent, reading it ends, and in one of two ways.
    #[test]
    fn no_bytes_make_it_panic() {
        let alphabet =
            ["&", "=", "%", "2", "f", "+", "client_id", "resource", "é", "\u{0}", " ", "state", "%26", "%C3"];
        let mut seed = 7_usize;
        for _ in 0..20_000 {
            let mut query = String::new();
            for _ in 0..seed % 12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                query.push_str(alphabet[(seed >> 33) % alphabet.len()]);
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if let Ok(parameters) = AuthorizationParameters::from_query(&query) {
                assert!(!parameters.client_id.is_some_and(|id| id.is_empty()), "{query:?}");
            }
        }
    }
}
