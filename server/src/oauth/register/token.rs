//! Where requests carry their token: in the header, and nowhere else (RFC 6750 §2.1).

use super::refusal::Refusal;
use crate::oauth::error::OAuthError;
use domain::Sensitive;
use http::{HeaderMap, header::AUTHORIZATION};

/// The token, if there is one.
pub(super) fn read(headers: &HeaderMap) -> Result<Option<Sensitive>, Refusal> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err(OAuthError::invalid_request("The Authorization header is repeated.").into());
    }
    // What is not even text is somebody's broken token, and no token of ours looks like this one.
    let line = line.to_str().unwrap_or("Bearer ?");
    let (scheme, token) = line.split_once(' ').unwrap_or((line, ""));
    Ok(scheme.eq_ignore_ascii_case("Bearer").then(|| Sensitive::new(token.trim())))
}
