//! One request to the server itself, and its answer.

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    HeaderMap, Method, Request, StatusCode,
    body::Bytes,
    client::conn::http1,
    header::{self, HeaderName},
};
use hyper_util::rt::TokioIo;
use std::{fmt::Display, net::SocketAddr, time::Duration};
use tokio::{net::TcpStream, time::timeout};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it may be, in bytes.
const ANSWER_MAX_LENGTH: usize = 1024 * 1024;

/// Who asks, and where.
pub(super) struct Asker {
    /// Where the server listens.
    pub(super) address: SocketAddr,
    /// What it is called: host and port of its public URL.
    pub(super) authority: String,
}

/// What came back.
pub(super) struct Answer {
    /// What was asked, for the evidence.
    asked: String,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// A header, or nothing.
    pub(super) fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads, if it leads anywhere.
    pub(super) fn location(&self) -> Option<&str> {
        Some(self.header(&header::LOCATION)).filter(|location| !location.is_empty())
    }

    /// What was asked, and what came of it.
    pub(super) fn evidence(&self, more: impl Display) -> String {
        format!("{}: {} {more}", self.asked, self.status.as_u16()).trim_end().to_owned()
    }
}

impl Asker {
    /// GET.
    pub(super) async fn get(&self, path: &str) -> Result<Answer, String> {
        self.ask(Method::GET, path, &[], String::new()).await
    }

    /// GET with headers.
    pub(super) async fn get_with(
        &self,
        path: &str,
        headers: &[(HeaderName, &str)],
    ) -> Result<Answer, String> {
        self.ask(Method::GET, path, headers, String::new()).await
    }

    /// POST of a form.
    pub(super) async fn post(&self, path: &str, form: &str) -> Result<Answer, String> {
        let headers = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded")];
        self.ask(Method::POST, path, &headers, form.to_owned()).await
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: String,
    ) -> Result<Answer, String> {
        // Client IDs and addresses of applications are left out of what is told.
        let asked = format!("{method} {}", path.split('?').next().unwrap_or(path));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.authority)
            .header(header::USER_AGENT, "latchkey conformance");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request =
            request.body(Full::new(Bytes::from(body))).map_err(|error| format!("{asked}: {error}"))?;
        match timeout(PATIENCE, self.send(request)).await {
            Ok(Ok((status, headers, body))) => Ok(Answer { asked, status, headers, body }),
            Ok(Err(error)) => Err(format!("{asked}: {error:#}")),
            Err(_) => Err(format!("{asked}: no answer within {} seconds", PATIENCE.as_secs())),
        }
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> anyhow::Result<(StatusCode, HeaderMap, Bytes)> {
        let stream = TcpStream::connect(self.address).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(connection);
        let answer = sender.send_request(request).await?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER_MAX_LENGTH).collect().await;
        connection.abort();
        let body = body.map_err(|error| anyhow::anyhow!(error))?.to_bytes();
        Ok((parts.status, parts.headers, body))
    }
}
