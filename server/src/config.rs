//! Every setting, with its default. A YAML file may set them, the environment wins.

mod client_id_metadata;
mod effective;
mod environment;
mod error;
mod load;
mod sso;
mod telemetry;
mod text;
mod values;
mod yaml;

pub use client_id_metadata::{AllowedApi, Documents};
pub use effective::Sources;
pub use error::ConfigError;
pub use load::Source;
pub use sso::{Domain, Issuer, LinkByEmail, Provider, ProviderId, ScopeName, Sso};
pub use telemetry::{OtlpEndpoint, Ratio, Telemetry};
pub use values::{AllowedOrigin, Count, DatabaseUrl, Days, Listen, PublicUrl, Seconds};

use domain::{Lockout, MailTransport, SmtpServer};
use serde::{Deserialize, Serialize};
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// All of them. An unknown key stops the start.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How people and programs reach the server.
    pub server: Server,
    /// Where everything is kept.
    pub database: Database,
    /// The signing keys.
    pub keys: Keys,
    /// How long what is issued lives.
    pub tokens: Tokens,
    /// What happens to those who fail to sign in.
    pub sign_in: SignIn,
    /// How mails leave.
    pub mail: Mail,
    /// How much programs may ask of the web APIs.
    pub limits: Limits,
    /// The history of all changes.
    pub audit: Audit,
    /// Which applications may be known by documents of their own.
    pub client_id_metadata: Documents,
    /// The identity providers with which people sign in.
    pub sso: Sso,
    /// What is written to the log.
    pub log: Log,
    /// Where what is not a default comes from.
    #[serde(skip)]
    pub sources: Sources,
    /// Where traces of requests are sent.
    pub telemetry: Telemetry,
}

/// `server.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on. Default: `127.0.0.1:3000`.
    pub listen: Listen,
    /// Where people and programs reach the server, without a slash at the end; the issuer of its tokens. Default:
    /// `http://` and `server.listen`.
    pub public_url: Option<PublicUrl>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed. Default: none.
    #[serde(deserialize_with = "text::list")]
    pub trusted_proxies: Vec<IpAddr>,
    /// Addresses besides loopback that may read `/metrics`. Default: none.
    #[serde(deserialize_with = "text::list")]
    pub metrics_allow: Vec<IpAddr>,
    /// Which pages of other origins may call the OAuth endpoints and the web APIs from a browser.
    pub cors: Cors,
}

/// `server.cors.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cors {
    /// Origins such as `https://app.example.com`, or `*` for all. Default: none.
    #[serde(deserialize_with = "text::list")]
    pub allow_origins: Vec<AllowedOrigin>,
}

/// `database.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`. Default: `sqlite://var/latchkey.db`.
    pub url: DatabaseUrl,
}

/// `keys.*`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// The private signing key, PKCS#8 PEM. Default: `var/oauth_private.key`.
    pub private: PathBuf,
    /// The public signing key, SPKI PEM. Default: `var/oauth_public.key`.
    pub public: PathBuf,
    /// After how many days the next signing key takes over by itself, 0 to 3650; 0: never. Default: 90.
    pub rotate_after: Days<90, 3_650>,
    /// How many seconds a signing key is published before it signs, 1 to 2592000. Default: 86400.
    pub publish_before: Seconds<86_400, 2_592_000>,
    /// The key that the secrets of authenticator apps are sealed with. Default: `var/sealing.key`.
    pub sealing: PathBuf,
}

/// `tokens.*`, in seconds.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tokens {
    /// How long an access token lives, 1 to 86400. Default: 3600.
    pub access_lifetime: Seconds<3600, 86_400>,
    /// How long a refresh token lives unused, 1 to 31536000. Default: 2592000.
    pub refresh_lifetime: Seconds<2_592_000, 31_536_000>,
    /// How long tokens can be refreshed at all after somebody let the application in, 1 to 315360000. Default: 31536000.
    pub refresh_absolute_lifetime: Seconds<31_536_000, 315_360_000>,
    /// How long an authorization code lives, 1 to 600. Default: 60.
    pub code_lifetime: Seconds<60, 600>,
    /// Whether applications may be allowed to ask for tokens with the name and password of people (RFC 6749 §4.3). It is from
    /// before the authorization code grant and only for what cannot use that (RFC 9700 §2.4). Default: false.
    pub password_grant: bool,
}

/// `sign_in.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignIn {
    /// After how many failures an account waits, 1 to 1000000. Default: 10.
    pub lockout_after: Count<10, 1_000_000>,
    /// How many seconds it waits at first, 1 to 86400; each further round of failures doubles it. Default: 60.
    pub lockout_delay: Seconds<60, 86_400>,
    /// How many seconds it waits at most, 1 to 86400. Default: 3600.
    pub lockout_max_delay: Seconds<3600, 86_400>,
}

/// `mail.*`
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `file` or `smtp`. Default: `file`.
    pub transport: MailKind,
    /// The server, for `smtp`: `smtp://USER:PASSWORD@HOST:PORT?tls=required`, `smtps://…`. Default: none.
    #[serde(serialize_with = "effective::hidden_password")]
    pub url: Option<String>,
    /// A file with the certificate (PEM) of the authority that signed the server's, where that is no public one.
    /// Default: none.
    pub authority: Option<PathBuf>,
    /// How many seconds handing over one mail may take, 1 to 120. Default: 60.
    pub timeout: Seconds<60, 120>,
    /// The folder for `file`. Default: `var/mail`.
    pub folder: PathBuf,
    /// Who the mails are from. Default: `Latchkey <latchkey@localhost>`.
    pub from: String,
}

/// How mails leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// As `.eml` files in a folder.
    #[default]
    File,
    /// To a mail server.
    Smtp,
}

/// `limits.*`: how many requests each application may make at the web APIs.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// `off`, `monitor` (refuses nobody, but tells whom `enforce` would refuse) or `enforce`. Default: `monitor`.
    pub mode: LimitMode,
    /// How many requests within a window, 1 to 1000000000. Default: 6000.
    pub requests: Count<6_000, 1_000_000_000>,
    /// How many seconds a window lasts, 1 to 86400. Default: 60.
    pub window: Seconds<60, 86_400>,
}

/// What happens to a request beyond the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LimitMode {
    /// Nothing is counted.
    Off,
    /// It is done and told of.
    #[default]
    Monitor,
    /// It is refused.
    Enforce,
}

/// `audit.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audit {
    /// For how many days records are kept, 1 to 36500. Default: for ever.
    pub keep_days: Option<Count<3_650, 36_500>>,
}

/// `log.*`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `auto` (for people on a terminal, else JSON), `human` or `json`. Default: `auto`.
    pub format: LogFormat,
    /// Which messages, as `tracing` filters them, e.g. `info,sqlx=warn`. Default: `info`.
    pub filter: String,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people on a terminal, else JSON.
    #[default]
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Where people and programs reach the server, without a slash at the end.
    pub fn public_url(&self) -> String {
        match &self.server.public_url {
            Some(url) => url.as_str().to_owned(),
            None => format!("http://{}", self.server.listen),
        }
    }

    /// Whether people reach the server by https.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Whether only this machine reaches the server by its public URL.
    pub fn is_loopback(&self) -> bool {
        let url = self.public_url();
        let authority = url.split_once("://").map_or("", |(_, authority)| authority);
        let address =
            authority.parse::<SocketAddr>().map(|address| address.ip()).or_else(|_| authority.parse());
        let Ok(address) = address else {
            let host = authority.split(':').next().unwrap_or_default();
            return host == "localhost" || host.ends_with(".localhost") || authority.starts_with("[::1]");
        };
        address.is_loopback()
    }
}

impl SignIn {
    /// When accounts wait, and for how long.
    pub fn lockout(&self) -> Lockout {
        Lockout {
            after: self.lockout_after.get(),
            delay: self.lockout_delay.duration(),
            max_delay: self.lockout_max_delay.duration(),
        }
    }
}

impl Mail {
    /// How mails leave; nothing if that needs a server and none was named.
    pub fn transport(&self) -> Option<MailTransport> {
        match self.transport {
            MailKind::File => Some(MailTransport::File(self.folder.clone())),
            MailKind::Smtp => Some(MailTransport::Smtp(SmtpServer {
                url: self.url.clone()?,
                authority: self.authority.clone(),
                timeout: self.timeout.duration(),
            })),
        }
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            private: "var/oauth_private.key".into(),
            public: "var/oauth_public.key".into(),
            rotate_after: Days::default(),
            publish_before: Seconds::default(),
            sealing: "var/sealing.key".into(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            transport: MailKind::File,
            url: None,
            authority: None,
            timeout: Seconds::default(),
            folder: "var/mail".into(),
            from: "Latchkey <latchkey@localhost>".into(),
        }
    }
}

/// The URL may hold a password.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("transport", &self.transport)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Auto, filter: "info".into() }
    }
}
