//! The parameters of a request, whichever way they were written.

use super::error::OAuthError;

/// The parameters that may be repeated (RFC 8707 §2, RFC 8693 §2.1).
const REPEATABLE: [&str; 2] = ["resource", "audience"];

/// Names and values as sent. Never printed: secrets are among them.
#[derive(Default)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Adds one. Refuses NUL, which no parameter needs and databases choke on, and repetition (RFC 6749 §3.2). One without
    /// a value counts as not sent (RFC 6749 §3.2), but still as sent once.
    pub(super) fn add(&mut self, name: String, value: String) -> Result<(), OAuthError> {
        if name.contains('\0') || value.contains('\0') {
            return Err(OAuthError::invalid_request("A parameter contains a NUL character."));
        }
        if !REPEATABLE.contains(&name.as_str()) && self.0.iter().any(|(there, _)| *there == name) {
            return Err(OAuthError::invalid_request("A parameter is repeated."));
        }
        self.0.push((name, value));
        Ok(())
    }

    /// Takes one out, if it was sent with a value.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let (_, value) = self.0.iter_mut().find(|(there, _)| there == name)?;
        Some(std::mem::take(value)).filter(|value| !value.is_empty())
    }

    /// What was not taken out and has a value.
    pub(super) fn into_rest(self) -> Vec<(String, String)> {
        self.0.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Takes out every one of a repeatable kind.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<String> {
        let those = self.0.iter_mut().filter(|(there, _)| there == name);
        those.map(|(_, value)| std::mem::take(value)).filter(|value| !value.is_empty()).collect()
    }
}
