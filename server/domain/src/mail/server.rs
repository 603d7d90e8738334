//! The mail server as it was configured: where it is, how it is spoken to, and whom it takes us for.

use crate::SmtpServer;
use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    extension::ClientId,
};
use openidconnect::url::Url;
use percent_encoding::percent_decode_str;
use std::time::Duration;

/// How long the server may take to be reached; the whole delivery has `mail.timeout`.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

const UNREADABLE: &str = "mail.url cannot be read; allowed are smtp://… and smtps://…, e.g. smtps://user:password@mail.example.com";

/// What a URL says of a mail server.
pub(super) struct Address {
    host: String,
    port: u16,
    encryption: Encryption,
    hello: ClientId,
    credentials: Option<Credentials>,
    tls: TlsParameters,
}

/// Whether others can read along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    /// They can: `smtp://`.
    None,
    /// Not if the server offers it: `smtp://…?tls=opportunistic`.
    IfOffered,
    /// Not once STARTTLS was said, and nothing is said before: `smtp://…?tls=required` (RFC 3207).
    StartTls,
    /// Never: `smtps://` (RFC 8314).
    Always,
}

impl Address {
    /// Reads the URL and the authority. The text never repeats the URL, which may hold a password.
    pub(super) fn of(server: &SmtpServer) -> Result<Self, String> {
        let url = Url::parse(&server.url).map_err(|_| UNREADABLE)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(UNREADABLE)?.to_owned();
        let wish = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, wish)| wish.into_owned());
        let (encryption, usual_port) = match (url.scheme(), wish.as_deref()) {
            ("smtp", None) => (Encryption::None, 25),
            ("smtp", Some("opportunistic")) => (Encryption::IfOffered, 587),
            ("smtp", Some("required")) => (Encryption::StartTls, 587),
            ("smtps", _) => (Encryption::Always, 465),
            _ => return Err(UNREADABLE.into()),
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        let decoded = |text: &str| {
            percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| UNREADABLE.to_owned())
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let tls = tls(server, &host)?;
        Ok(Self { port: url.port().unwrap_or(usual_port), host, encryption, hello, credentials, tls })
    }

    /// A new connection on which mails can be sent.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let tls = || self.tls.clone();
        let from_the_start = (self.encryption == Encryption::Always).then(tls);
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.host.trim_matches(['[', ']']), self.port),
            Some(CONNECT_TIMEOUT),
            &self.hello,
            from_the_start,
            None,
        )
        .await?;
        let start = match self.encryption {
            Encryption::StartTls => true,
            Encryption::IfOffered => connection.can_starttls(),
            Encryption::None | Encryption::Always => false,
        };
        if start {
            connection.starttls(tls(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// Whom the server's certificate must be from: a public authority, or the one of `mail.authority`.
fn tls(server: &SmtpServer, host: &str) -> Result<TlsParameters, String> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(file) = &server.authority {
        let problem = |error: String| format!("mail.authority: {}: {error}", file.display());
        let pem = std::fs::read(file).map_err(|error| problem(error.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|error| problem(error.to_string()))?;
        tls = tls.add_root_certificate(certificate);
    }
    tls.build_rustls().map_err(|error| format!("mail.url: {error}"))
}
