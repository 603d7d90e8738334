//! Values that are checked while they are read, so that a bad one is reported with its key and what is allowed.

use super::{effective::without_password, text::Text};
use serde::{Deserialize, Serialize, Serializer};
use std::{fmt, net::SocketAddr, str::FromStr, time::Duration};

/// An address and port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Listen(pub SocketAddr);

impl Default for Listen {
    fn default() -> Self {
        Self(SocketAddr::from(([127, 0, 0, 1], 3000)))
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<Text> for Listen {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        text.parse().map(Self).map_err(|_| {
            format!("`{text}` is not an address and port, such as 127.0.0.1:3000, 0.0.0.0:8080 or [::1]:3000")
        })
    }
}

/// Scheme, host and port of this server, no path.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match origin(text.trim().trim_end_matches('/')) {
            Some(origin) => Ok(Self(origin)),
            None => {
                Err(format!("`{text}` is not a URL without a path, such as https://latchkey.example.com"))
            }
        }
    }
}

impl TryFrom<Text> for PublicUrl {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// An origin that CORS lets in, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AllowedOrigin(String);

impl AllowedOrigin {
    /// As browsers send it in `Origin`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AllowedOrigin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" {
            return Ok(Self(text.to_owned()));
        }
        origin(text).map(Self).ok_or("this is no origin, such as https://app.example.com, nor *")
    }
}

/// `http://` or `https://`, a host, perhaps a port that is not the scheme's own, and nothing else (RFC 6454 §6.2).
fn origin(text: &str) -> Option<String> {
    let uri = http::Uri::from_str(text).ok()?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    let has_path = text.len() != scheme.len() + "://".len() + authority.as_str().len();
    let own_port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.as_str().strip_suffix(own_port).unwrap_or(authority.as_str());
    (!has_path && !authority.is_empty()).then(|| format!("{scheme}://{}", authority.to_ascii_lowercase()))
}

/// Where the database is. It may hold a password, so it does not let itself be printed.
#[derive(Clone, Deserialize)]
#[serde(try_from = "Text")]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The URL itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file of an embedded database.
    pub fn file(&self) -> Option<&std::path::Path> {
        let path = self.0.strip_prefix("sqlite://").or_else(|| self.0.strip_prefix("sqlite:"))?;
        Some(std::path::Path::new(path.split('?').next().unwrap_or_default()))
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self("sqlite://var/latchkey.db".into())
    }
}

/// Without the password.
impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&without_password(&self.0))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseUrl").finish_non_exhaustive()
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Self(text.to_owned());
        let is_file = url.file().is_some_and(|path| !path.as_os_str().is_empty() && path != ":memory:");
        let is_server = ["postgres://", "postgresql://"].iter().any(|scheme| url.0.starts_with(scheme));
        if is_file || is_server {
            Ok(url)
        } else {
            Err("this is neither sqlite://PATH nor postgres://USER:PASSWORD@HOST/NAME")
        }
    }
}

impl TryFrom<Text> for DatabaseUrl {
    type Error = &'static str;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A number of something with a default and a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Count<const DEFAULT: u32, const MOST: u32>(u32);

impl<const DEFAULT: u32, const MOST: u32> Count<DEFAULT, MOST> {
    /// The number, at least one.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const DEFAULT: u32, const MOST: u32> Default for Count<DEFAULT, MOST> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl<const DEFAULT: u32, const MOST: u32> TryFrom<Text> for Count<DEFAULT, MOST> {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        match text.parse() {
            Ok(count) if (1..=MOST).contains(&count) => Ok(Self(count)),
            _ => Err(format!("`{text}` is not a whole number from 1 to {MOST}")),
        }
    }
}

/// A number of days with a default and a maximum; none is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Days<const DEFAULT: u32, const MOST: u32>(u32);

impl<const DEFAULT: u32, const MOST: u32> Days<DEFAULT, MOST> {
    /// As a duration; nothing for no day.
    pub fn duration(self) -> Option<Duration> {
        (self.0 > 0).then(|| Duration::from_hours(24) * self.0)
    }
}

impl<const DEFAULT: u32, const MOST: u32> Default for Days<DEFAULT, MOST> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl<const DEFAULT: u32, const MOST: u32> TryFrom<Text> for Days<DEFAULT, MOST> {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        match text.parse() {
            Ok(days) if (0..=MOST).contains(&days) => Ok(Self(days)),
            _ => Err(format!("`{text}` is not a whole number of days from 0 to {MOST}")),
        }
    }
}

/// A number of seconds with a default and a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Seconds<const DEFAULT: u64, const MOST: u64>(u64);

impl<const DEFAULT: u64, const MOST: u64> Seconds<DEFAULT, MOST> {
    /// As a duration.
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.0)
    }
}

impl<const DEFAULT: u64, const MOST: u64> Default for Seconds<DEFAULT, MOST> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl<const DEFAULT: u64, const MOST: u64> TryFrom<Text> for Seconds<DEFAULT, MOST> {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        match text.parse() {
            Ok(seconds) if (1..=MOST).contains(&seconds) => Ok(Self(seconds)),
            _ => Err(format!("`{text}` is not a whole number of seconds from 1 to {MOST}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_has_no_path_and_loses_its_slash() {
        let good = [
            ("https://Keys.example.com/", "https://keys.example.com"),
            ("https://keys.example.com:443", "https://keys.example.com"),
            ("http://[::1]:3000", "http://[::1]:3000"),
            ("http://localhost:80/", "http://localhost"),
            ("https://localhost:80", "https://localhost:80"),
        ];
        for (text, url) in good {
            assert_eq!(text.parse::<PublicUrl>().unwrap().as_str(), url);
        }
        for bad in [
            "keys.example.com",
            "ftp://a",
            "https://a/b",
            "https://u:p@a",
            "https://a?b",
            "https://",
            "https://:443",
            "",
        ] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_database_is_a_file_or_a_server() {
        let file = |text: &str| {
            let url = DatabaseUrl::try_from(Text(text.into())).unwrap();
            url.file().map(|path| path.display().to_string())
        };
        assert_eq!(file("sqlite://var/a.db?mode=rwc").as_deref(), Some("var/a.db"));
        assert_eq!(file("sqlite:///srv/a.db").as_deref(), Some("/srv/a.db"));
        assert_eq!(file("postgres://u:p@h/n"), None);
        for bad in ["", "var/a.db", "sqlite://", "sqlite::memory:", "mysql://h/n"] {
            assert!(DatabaseUrl::try_from(Text(bad.into())).is_err(), "{bad}");
        }
    }
}
