//! Requests to servers that the operator configured, in the shape in which `openidconnect` makes and takes them.

use super::{
    exchange::{Reading, Unanswered, exchange_by, public_tls, tls_with},
    reach::Reach,
};
use http_body_util::Full;
use hyper::{Request, body::Bytes};
use openidconnect::{HttpRequest, HttpResponse};
use std::{fmt, io, path::Path, sync::Arc};
use tokio_rustls::rustls::ClientConfig;

/// The longest answer, in bytes: ID tokens with the groups of people in large companies are long.
const LONGEST_ANSWER: usize = 256 * 1024;

/// Whom such requests trust. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Correspondent(Arc<ClientConfig>);

impl fmt::Debug for Correspondent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Correspondent").finish_non_exhaustive()
    }
}

impl Correspondent {
    /// One that trusts the authority whose certificate is in this file, or else the public ones.
    pub(crate) fn new(authority: Option<&Path>) -> io::Result<Self> {
        match authority {
            Some(file) => tls_with(file).map(Self),
            None => public_tls().map(Self),
        }
    }

    /// Sends a request. Nobody is followed anywhere: a redirect is an answer as any other.
    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let (parts, body) = request.into_parts();
        let url = parts.uri.to_string();
        let request = Request::from_parts(parts, Full::new(Bytes::from(body)));
        let tls = Arc::clone(&self.0);
        let answer = exchange_by(&url, request, Reach::Configured, Reading::All(LONGEST_ANSWER), tls).await?;
        let mut response = HttpResponse::new(answer.body.into());
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        Ok(response)
    }
}
