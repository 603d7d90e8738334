//! Whose documents are believed, and where applications of such documents live.

use model::ApiType;
use std::{fmt, str::FromStr};

/// What the configuration says of documents; by default they are off.
#[derive(Clone, Debug, Default)]
pub struct ClientIdMetadata {
    /// The hosts whose documents are believed; none: documents are off.
    pub allowed_hosts: Vec<HostPattern>,
    /// The name of the organization in which the applications live.
    pub organization: String,
    /// The APIs that a new one may use.
    pub apis: Vec<ApiType>,
}

impl ClientIdMetadata {
    /// Whether any document is believed.
    pub fn is_on(&self) -> bool {
        !self.allowed_hosts.is_empty()
    }

    pub(super) fn allows(&self, host: &str) -> bool {
        self.allowed_hosts.iter().any(|pattern| pattern.matches(host))
    }
}

/// A host, or all hosts below one: `*.example.com`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct HostPattern(String);

impl HostPattern {
    fn matches(&self, host: &str) -> bool {
        match self.0.strip_prefix('*') {
            Some(end) => host.strip_suffix(end).is_some_and(|label| !label.is_empty()),
            None => host == self.0,
        }
    }
}

impl fmt::Display for HostPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for HostPattern {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pattern = text.to_ascii_lowercase();
        let below = pattern.strip_prefix("*.");
        let host = below.unwrap_or(&pattern);
        let is_label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let good = host.len() <= 253 && host.split('.').all(is_label);
        // Below a whole top-level domain are too many.
        if good && (below.is_none() || host.contains('.')) {
            Ok(Self(pattern))
        } else {
            Err("this is no host, such as app.example.com or *.example.com")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_believed_exactly_and_those_below_one_only_if_it_says_so() {
        let matches = |pattern: &str, host: &str| pattern.parse::<HostPattern>().unwrap().matches(host);
        assert!(matches("App.example.com", "app.example.com"));
        assert!(matches("*.example.com", "a.example.com") && matches("*.example.com", "a.b.example.com"));
        for (pattern, host) in [
            ("app.example.com", "x.app.example.com"),
            ("app.example.com", "app.example.com.evil.example"),
            ("*.example.com", "example.com"),
            ("*.example.com", ".example.com"),
            ("*.example.com", "evilexample.com"),
            ("*.example.com", "example.com.evil.example"),
        ] {
            assert!(!matches(pattern, host), "{pattern} {host}");
        }
        for bad in [
            "",
            "*",
            "*.com",
            "*.*.example.com",
            "a..b",
            "a b",
            "https://a.example",
            "a.example:443",
            "[::1]",
        ] {
            assert!(bad.parse::<HostPattern>().is_err(), "{bad}");
        }
    }
}
