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
