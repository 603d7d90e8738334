//! One request to an address that a stranger chose: to the address that was checked, without following anybody anywhere.

#[cfg(test)]
mod tests;

use super::reach::{NoWay, Reach};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    HeaderMap, Request, StatusCode, Uri,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use openidconnect::url::{Position, Url};
use std::{
    future::Future,
    io,
    net::SocketAddr,
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

/// How much of an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Its status and headers.
    Head,
    /// At most so many bytes of what a good answer says.
    Good(usize),
    /// At most so many bytes, also of what a refusal says.
    All(usize),
}

/// How long all of it may take.
pub(crate) const LONGEST: Duration = Duration::from_secs(5);

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unanswered {
    /// The address is none, or one that this server never goes to.
    #[error("the address is not one that may be reached from here")]
    Forbidden,
    /// The name leads nowhere.
    #[error("the name could not be found")]
    Unknown,
    /// Nobody was there, or something else than was expected.
    #[error("no connection: {0}")]
    Unreachable(#[from] io::Error),
    /// Somebody was there, but spoke no HTTP.
    #[error("no answer: {0}")]
    Broken(#[from] hyper::Error),
    /// It was longer than it may be.
    #[error("the answer is too long, or ended too early")]
    TooLong,
    /// It took too long.
    #[error("no answer within {} seconds", LONGEST.as_secs())]
    Late,
}

impl From<NoWay> for Unanswered {
    fn from(no_way: NoWay) -> Self {
        match no_way {
            NoWay::Forbidden => Self::Forbidden,
            NoWay::Unknown => Self::Unknown,
        }
    }
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// Empty unless it was asked for.
    pub(super) body: Bytes,
}

/// Sends a request, of which the address is still to be set.
pub(super) async fn exchange(
    url: &str,
    request: Request<Full<Bytes>>,
    reach: Reach,
    reading: Reading,
) -> Result<Answer, Unanswered> {
    exchange_by(url, request, reach, reading, public_tls()?).await
}

/// The same, trusting those whom this says.
pub(super) async fn exchange_by(
    url: &str,
    request: Request<Full<Bytes>>,
    reach: Reach,
    reading: Reading,
    tls: Arc<ClientConfig>,
) -> Result<Answer, Unanswered> {
    let url = Url::parse(url).map_err(|_| Unanswered::Forbidden)?;
    timeout(LONGEST, over(&url, request, reach, reading, tls)).await.unwrap_or(Err(Unanswered::Late))
}

async fn over(
    url: &Url,
    request: Request<Full<Bytes>>,
    reach: Reach,
    reading: Reading,
    tls: Arc<ClientConfig>,
) -> Result<Answer, Unanswered> {
    let addresses = reach.addresses(url).await?;
    let stream = connect(&addresses).await?;
    let request = addressed(url, request).ok_or(Unanswered::Forbidden)?;
    if url.scheme() != "https" {
        return send(stream, request, reading).await;
    }
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let name = ServerName::try_from(host).map_err(|_| Unanswered::Forbidden)?;
    let stream = TlsConnector::from(tls).connect(name, stream).await?;
    send(stream, request, reading).await
}

/// A connection to the first address that takes one.
async fn connect(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        // So that an address that does not answer leaves time for the next one.
        match timeout(LONGEST / 2, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = error,
            Err(_) => last = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(last)
}

/// The request with where it goes, and who asks.
fn addressed(url: &Url, mut request: Request<Full<Bytes>>) -> Option<Request<Full<Bytes>>> {
    let authority = &url[Position::BeforeHost..Position::AfterPort];
    *request.uri_mut() = url[Position::BeforePath..Position::AfterQuery].parse::<Uri>().ok()?;
    let headers = request.headers_mut();
    headers.insert(header::HOST, authority.parse().ok()?);
    headers.insert(header::USER_AGENT, header::HeaderValue::from_static("Latchkey"));
    headers.insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    Some(request)
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
    reading: Reading,
) -> Result<Answer, Unanswered> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let answer = async move { read(sender.send_request(request), reading).await };
    let mut connection = std::pin::pin!(connection);
    let mut answer = std::pin::pin!(answer);
    // Both in this task, so that nothing is left of it when the time is over.
    tokio::select! {
        answer = &mut answer => answer,
        ended = &mut connection => {
            ended?;
            answer.await
        }
    }
}

async fn read(
    answer: impl Future<Output = hyper::Result<hyper::Response<Incoming>>>,
    reading: Reading,
) -> Result<Answer, Unanswered> {
    let (head, body) = answer.await?.into_parts();
    let wanted = match reading {
        Reading::Head => None,
        Reading::Good(most) => head.status.is_success().then_some(most),
        Reading::All(most) => Some(most),
    };
    let body = match wanted {
        Some(most) => {
            let read = Limited::new(body, most).collect().await;
            read.map_err(|_| Unanswered::TooLong)?.to_bytes()
        }
        None => Bytes::new(),
    };
    Ok(Answer { status: head.status, headers: head.headers, body })
}

/// TLS with the public authorities, as for mail.
pub(super) fn public_tls() -> io::Result<Arc<ClientConfig>> {
    static CONFIG: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(config) = CONFIG.get() {
        return Ok(Arc::clone(config));
    }
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = trusting(roots)?;
    Ok(Arc::clone(CONFIG.get_or_init(|| config)))
}

/// TLS with the authority, or several, whose certificates are in this file (PEM), and no other.
pub(super) fn tls_with(authority: &Path) -> io::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).map_err(io::Error::other)? {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    if roots.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "there is no certificate in it"));
    }
    trusting(roots)
}

fn trusting(roots: RootCertStore) -> io::Result<Arc<ClientConfig>> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}
