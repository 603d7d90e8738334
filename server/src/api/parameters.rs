//! The query string, decoded once and strictly: a parameter that cannot be read is refused, never guessed.

use super::{error::Refusal, profile::PageProblem};
use axum::extract::FromRequestParts;
use http::request::Parts;
use std::fmt::Write;

/// The longest parameter name that is repeated in an error.
const NAME_SHOWN: usize = 100;
/// The most parameters of one request.
const PARAMETERS_MAX: usize = 100;

/// A query parameter that was refused, in the words of an error object's `source.parameter` and `detail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadParameter {
    /// Its name; never its value, which may be a token that was put in the wrong place.
    pub name: String,
    /// What is wrong with it.
    pub detail: String,
    /// What the profile for pages calls that, if it does.
    pub problem: Option<PageProblem>,
}

impl BadParameter {
    /// One with a reason. An absurdly long name is cut.
    pub fn new(name: &str, detail: impl Into<String>) -> Self {
        Self { name: name.chars().take(NAME_SHOWN).collect(), detail: detail.into(), problem: None }
    }

    /// The same, for which the profile for pages has a type.
    #[must_use]
    pub const fn with(mut self, problem: PageProblem) -> Self {
        self.problem = Some(problem);
        self
    }
}

/// Decoded query parameters in their order, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Decodes a query string (`application/x-www-form-urlencoded`).
    pub fn parse(query: &str) -> Result<Self, BadParameter> {
        let mut all: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name).ok_or_else(|| {
                BadParameter::new(name, "The name is not well-formed percent-encoded UTF-8.")
            })?;
            let value = decode(value).ok_or_else(|| {
                BadParameter::new(&name, "The value is not well-formed percent-encoded UTF-8.")
            })?;
            if all.len() == PARAMETERS_MAX {
                let detail = format!("This is one parameter too many: there may be {PARAMETERS_MAX}.");
                return Err(BadParameter::new(&name, detail));
            }
            if all.iter().any(|(other, _)| *other == name) {
                return Err(BadParameter::new(&name, "The parameter is repeated."));
            }
            all.push((name, value));
        }
        Ok(Self(all))
    }

    /// The parameters, in the order of the query string.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same query string without some parameters and with other values for some, e.g. to link to another page.
    pub fn with(&self, without: &[&str], changes: &[(&str, String)]) -> String {
        let kept = self.iter().filter(|(name, _)| !without.contains(name));
        let kept = kept.filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        let mut query = String::new();
        for (name, value) in kept.chain(changes.iter().map(|(name, value)| (*name, value.as_str()))) {
            if !query.is_empty() {
                query.push('&');
            }
            encode(&mut query, name);
            query.push('=');
            encode(&mut query, value);
        }
        query
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default())?)
    }
}

/// Percent-decodes; `+` is a space. None for a broken escape and for what is not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Percent-encodes everything but RFC 3986's unreserved characters and the comma, brackets too (JSON:API 1.1,
/// *Square Brackets in Parameter Names*).
fn encode(into: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_same() {
        let query = "filter%5Bname%5D=a%26b+c&page[number]=2&flag";
        let parameters = Parameters::parse(query).unwrap();
        let pairs = parameters.iter().collect::<Vec<_>>();
        assert_eq!(pairs, [("filter[name]", "a&b c"), ("page[number]", "2"), ("flag", "")]);
        let next = parameters.with(&["flag"], &[("page[number]", "3".into())]);
        assert_eq!(next, "filter%5Bname%5D=a%26b%20c&page%5Bnumber%5D=3");
        assert_eq!(Parameters::parse(&next).unwrap().with(&[], &[]), next);
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_name() {
        let long = "x".repeat(9_000);
        for (query, name) in [
            ("a=%", "a"),
            ("a=%4", "a"),
            ("a=%zz", "a"),
            ("a=%+1", "a"),
            ("a=%ff", "a"),
            ("a=%C3%28", "a"),
            ("%=1", "%"),
            ("%E9=1", "%E9"),
            ("a=1&a=2", "a"),
            ("page[size]=1&page%5Bsize%5D=1", "page[size]"),
            (&format!("{long}&{long}"), &long[..NAME_SHOWN]),
            (&(0..=PARAMETERS_MAX).map(|n| format!("p{n}")).collect::<Vec<_>>().join("&"), "p100"),
        ] {
            assert_eq!(Parameters::parse(query).unwrap_err().name, name, "{query:.20}");
        }
    }

    #[test]
    fn odd_but_readable_queries_are_read() {
        for (query, pairs) in [
            ("", vec![]),
            ("&&&", vec![]),
            ("=", vec![("", "")]),
            ("a==b", vec![("a", "=b")]),
            ("a=%00", vec![("a", "\0")]),
            ("%F0%9F%94%91=%e2%82%ac", vec![("🔑", "€")]),
        ] {
            assert_eq!(Parameters::parse(query).unwrap().iter().collect::<Vec<_>>(), pairs, "{query}");
        }
    }
}
