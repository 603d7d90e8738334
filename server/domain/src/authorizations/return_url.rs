//! The address a person is sent back to, with what the application gets to know (RFC 6749 §4.1.2).

use model::escape;

/// Why an application is not let in, in the words of RFC 6749 §4.1.2.1 and OpenID Connect Core §3.1.2.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The code.
    pub(crate) error: &'static str,
    /// For the developer of the application.
    pub(crate) description: &'static str,
}

impl Refused {
    pub(crate) const fn new(error: &'static str, description: &'static str) -> Self {
        Self { error, description }
    }
}

/// Where answers to one request go.
#[derive(Clone, Debug)]
pub(crate) struct ReturnTo<'a> {
    /// The proven redirect URL.
    pub(crate) redirect_uri: &'a str,
    /// What is sent back unchanged.
    pub(crate) state: Option<&'a str>,
    /// This server, so that the application knows whose answer it is (RFC 9207 §2).
    pub(crate) issuer: &'a str,
}

impl ReturnTo<'_> {
    /// With a code.
    pub(crate) fn with_code(&self, code: &str) -> String {
        self.with(&[("code", code)])
    }

    /// With nothing but what is sent back unchanged (OpenID Connect RP-Initiated Logout §3).
    pub(crate) fn with_state(&self) -> String {
        self.state.map_or_else(
            || self.redirect_uri.to_owned(),
            |state| append(self.redirect_uri, &[("state", state)]),
        )
    }

    /// With an error.
    pub(crate) fn with_error(&self, refused: Refused) -> String {
        self.with(&[("error", refused.error), ("error_description", refused.description)])
    }

    /// The query that was registered stays (RFC 6749 §3.1.2).
    fn with(&self, parameters: &[(&str, &str)]) -> String {
        let state = self.state.map(|state| ("state", state));
        let all: Vec<_> = parameters.iter().copied().chain(state).chain([("iss", self.issuer)]).collect();
        append(self.redirect_uri, &all)
    }
}

/// The address with these parameters added to its query.
fn append(url: &str, parameters: &[(&str, &str)]) -> String {
    let mut url = url.to_owned();
    for (name, value) in parameters {
        let before = match url.split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        url.push_str(before);
        url.push_str(name);
        url.push('=');
        url.push_str(&escape(value));
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{decode_pairs, is_redirect_uri};
    use openidconnect::url::{Host, Url};
    use proptest::prelude::*;

    proptest! {
        /// Whatever a state is, the application reads exactly that, behind its own address.
        #[test]
        fn a_state_comes_back_as_it_was(state: String, code: String, query in r"(\?([a-b]=[0-9]&?){0,2})?") {
            let redirect_uri = format!("https://a.example/cb{query}");
            let to = ReturnTo { redirect_uri: &redirect_uri, state: Some(&state), issuer: "https://i" };
            let url = to.with_code(&code);
            prop_assert!(url.starts_with(&redirect_uri));
            let pairs = decode_pairs(url.split_once('?').unwrap_or_default().1.as_bytes()).unwrap_or_default();
            for (name, value) in [("state", &state), ("code", &code), ("iss", &"https://i".to_owned())] {
                let found: Vec<_> = pairs.iter().filter(|pair| pair.0 == name).map(|pair| &pair.1).collect();
                prop_assert_eq!(found, [value], "{}", name);
            }
        }

        /// What passes as a redirect URL is read by browsers (the URL Standard) as it is read here: over TLS, on this very
        /// machine, or with a scheme of its own; nobody's name in front, nothing behind.
        #[test]
        fn browsers_read_a_redirect_url_as_it_is_read_here(
            scheme in prop::sample::select(vec!["https:", "http:", "HTTPS:", "com.example.app:"]),
            slashes in r"/{1,3}|[/\\]{0,3}",
            user in r"([a-z0-9:.%\\-]{0,4}@)?",
            host in r"localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]{1,6}|[a-z0-9.%@:\\\[\]-]{0,14}",
            rest in r"(:[0-9]{1,3})?/?[a-z0-9/?#%.@\\:;=&~-]{0,12}",
        ) {
            let uri = format!("{scheme}{slashes}{user}{host}{rest}");
            if is_redirect_uri(&uri) && let Ok(url) = Url::parse(&uri) {
                let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
                prop_assert!(plain, "{}", uri);
                let is_here = match url.host() {
                    Some(Host::Domain(name)) => name == "localhost",
                    Some(Host::Ipv4(address)) => address.is_loopback(),
                    Some(Host::Ipv6(address)) => address.is_loopback(),
                    None => false,
                };
                let safe = match url.scheme() {
                    "https" => url.host().is_some(),
                    "http" => is_here,
                    private => private.contains('.') && url.host().is_none(),
                };
                prop_assert!(safe, "{}", uri);
            }
        }
    }

    #[test]
    fn what_was_registered_stays_and_what_is_sent_back_cannot_break_out() {
        let to = |redirect_uri| ReturnTo { redirect_uri, state: Some("a&code=b#c\r\n"), issuer: "https://i" };
        let rest = "code=x%2By&state=a%26code%3Db%23c%0D%0A&iss=https%3A%2F%2Fi";
        assert_eq!(to("https://a/cb").with_code("x+y"), format!("https://a/cb?{rest}"));
        assert_eq!(to("https://a/cb?").with_code("x+y"), format!("https://a/cb?{rest}"));
        assert_eq!(to("https://a?t=1").with_code("x+y"), format!("https://a?t=1&{rest}"));
        assert_eq!(to("com.example:/d").with_code("x+y"), format!("com.example:/d?{rest}"));
    }
}
