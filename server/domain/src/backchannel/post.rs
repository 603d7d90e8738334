//! One POST of a form to an address that a stranger chose: to the address that was checked, without following anybody anywhere,
//! and without reading what comes back but for its status.

#[cfg(test)]
mod tests;

use super::reach::{NoWay, Reach};
use http_body_util::Full;
use hyper::{Request, StatusCode, body::Bytes, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use openidconnect::url::{Position, Url};
use std::{
    io,
    net::SocketAddr,
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
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

/// How long all of it may take.
pub(super) const LONGEST: Duration = Duration::from_secs(5);

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unanswered {
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

/// Posts a form; the status of the answer.
pub(super) async fn post_form(url: &str, form: String, reach: Reach) -> Result<StatusCode, Unanswered> {
    let url = Url::parse(url).map_err(|_| Unanswered::Forbidden)?;
    let tls = tls()?;
    timeout(LONGEST, post(&url, form, reach, tls)).await.unwrap_or(Err(Unanswered::Late))
}

async fn post(
    url: &Url,
    form: String,
    reach: Reach,
    tls: Arc<ClientConfig>,
) -> Result<StatusCode, Unanswered> {
    let addresses = reach.addresses(url).await?;
    let stream = connect(&addresses).await?;
    let request = request(url, form).ok_or(Unanswered::Forbidden)?;
    if url.scheme() != "https" {
        return send(stream, request).await;
    }
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let name = ServerName::try_from(host).map_err(|_| Unanswered::Forbidden)?;
    let stream = TlsConnector::from(tls).connect(name, stream).await?;
    send(stream, request).await
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

fn request(url: &Url, form: String) -> Option<Request<Full<Bytes>>> {
    let authority = &url[Position::BeforeHost..Position::AfterPort];
    Request::post(&url[Position::BeforePath..Position::AfterQuery])
        .header(header::HOST, authority)
        .header(header::USER_AGENT, "Latchkey")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONNECTION, "close")
        .body(Full::new(Bytes::from(form)))
        .ok()
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<StatusCode, Unanswered> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let answer = sender.send_request(request);
    let mut connection = std::pin::pin!(connection);
    let mut answer = std::pin::pin!(answer);
    // Both in this task, so that nothing is left of it when the time is over.
    tokio::select! {
        answer = &mut answer => Ok(answer?.status()),
        ended = &mut connection => {
            ended?;
            Ok(answer.await?.status())
        }
    }
}

/// TLS with the public authorities, as for mail.
fn tls() -> io::Result<Arc<ClientConfig>> {
    static CONFIG: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(config) = CONFIG.get() {
        return Ok(Arc::clone(config));
    }
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    let config = Arc::new(builder.with_root_certificates(roots).with_no_client_auth());
    Ok(Arc::clone(CONFIG.get_or_init(|| config)))
}
