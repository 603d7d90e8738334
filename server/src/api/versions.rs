//! `ETag`, `If-Match` and `If-None-Match` (RFC 9110 §8.8.3, §13.1): who names the version they saw never overwrites a later
//! one, and is not sent the same one again.

use super::error::Refusal;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{IF_MATCH, IF_NONE_MATCH},
};

/// The entity tag of a record at this version.
pub(super) fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// What `If-Match` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Any version: there is no such header, or it is `*`.
    Any,
    /// One of these versions.
    OneOf(Vec<i64>),
}

impl Expected {
    /// Reads the header. Weak tags and tags that were never given out match nothing, as the standard wants.
    pub fn of(headers: &HeaderMap) -> Self {
        let lines = || headers.get_all(IF_MATCH).iter().filter_map(|line| line.to_str().ok());
        if !headers.contains_key(IF_MATCH) || lines().any(|line| line.trim() == "*") {
            return Self::Any;
        }
        let tags = lines().flat_map(|line| line.split(',')).map(str::trim);
        let versions = tags.filter_map(|tag| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        Self::OneOf(versions.collect())
    }

    /// Refuses with 412 if the record has another version.
    pub fn check(&self, version: i64) -> Result<(), Refusal> {
        if self.allows(version) { Ok(()) } else { Err(stale()) }
    }

    /// Whether a record of this version may be changed.
    pub fn allows(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }
}

/// The versions that `If-None-Match` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known(Vec<String>);

/// Reads the header; none if there is no such one.
pub(crate) fn known(headers: &HeaderMap) -> Option<Known> {
    let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let tags = lines.flat_map(|line| line.split(',')).map(|tag| tag.trim().to_owned());
    let tags = tags.collect::<Vec<_>>();
    (!tags.is_empty()).then_some(Known(tags))
}

impl Known {
    /// Whether this version is among them. Here a weak tag is as good (RFC 9110 §13.1.2).
    pub fn includes(&self, version: &HeaderValue) -> bool {
        let same = |tag: &String| {
            tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == version.as_bytes()
        };
        self.0.iter().any(same)
    }
}

/// The refusal of a change to a version that is no longer the current one.
pub(super) fn stale() -> Refusal {
    let detail = "It was changed by somebody else in the meantime. Read it again.";
    Refusal::in_header(StatusCode::PRECONDITION_FAILED, "If-Match", "changed_meanwhile", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(lines: &[&'static str]) -> Expected {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(IF_MATCH, HeaderValue::from_static(line));
        }
        Expected::of(&headers)
    }

    #[test]
    fn what_is_known_is_named_strong_or_weak() {
        let known = |line| known(&[(IF_NONE_MATCH, HeaderValue::from_static(line))].into_iter().collect());
        let three = HeaderValue::from_static("\"3\"");
        for line in ["\"3\"", "\"2\", W/\"3\"", "*"] {
            assert!(known(line).is_some_and(|known| known.includes(&three)), "{line}");
        }
        for line in ["", "3", "\"4\"", "W/3", "\"33\"", "w/\"3\""] {
            assert!(known(line).is_none_or(|known| !known.includes(&three)), "{line}");
        }
        assert_eq!(super::known(&HeaderMap::new()), None);
    }

    #[test]
    fn only_strong_tags_that_were_given_out_match() {
        assert_eq!(expected(&[]), Expected::Any);
        assert_eq!(expected(&[" * "]), Expected::Any);
        assert_eq!(expected(&["\"3\", \"4\"", "\"5\""]), Expected::OneOf(vec![3, 4, 5]));
        for nothing in ["", "3", "W/\"3\"", "\"3", "\"", "\"\"", "\"x\"", "\"99999999999999999999\"", ",,"] {
            assert_eq!(expected(&[nothing]), Expected::OneOf(vec![]), "{nothing}");
        }
    }
}
