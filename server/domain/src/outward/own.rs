//! Requests to addresses that the operator configured: this server's own, as those outside make it, and its collector's.

use super::{
    exchange::{Reading, exchange},
    reach::Reach,
};
use http_body_util::Full;
use hyper::{HeaderMap, Method, Request, StatusCode, body::Bytes, header};

/// The most that is read of an answer, in bytes.
const LONGEST: usize = 64 * 1024;

/// What was answered there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAnswer {
    /// The status.
    pub status: u16,
    /// `Date` (RFC 9110 §6.6.1), as it was sent.
    pub date: Option<String>,
    /// What was said, if the status is one of success.
    pub body: Vec<u8>,
}

/// Asks for something at the address that the operator configured. It may lead anywhere: nobody else chose it.
///
/// # Errors
/// In words, if nobody answered within five seconds.
pub async fn ask_own_address(url: &str) -> Result<OwnAnswer, String> {
    let request = Request::new(Full::new(Bytes::new()));
    let answer = exchange(url, request, Reach::Anywhere, Reading::Good(LONGEST))
        .await
        .map_err(|error| error.to_string())?;
    let date = answer.headers.get(header::DATE).and_then(|date| date.to_str().ok()).map(ToOwned::to_owned);
    Ok(OwnAnswer { status: answer.status.as_u16(), date, body: answer.body.to_vec() })
}

/// Hands something in at an address that the operator configured; gives the status and what was said.
///
/// # Errors
/// In words, if nobody answered within five seconds.
pub async fn post_to_own_address(
    url: &str,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Vec<u8>), String> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = Method::POST;
    *request.headers_mut() = headers;
    let answer = exchange(url, request, Reach::Anywhere, Reading::Good(LONGEST))
        .await
        .map_err(|error| error.to_string())?;
    Ok((answer.status, answer.body.to_vec()))
}
