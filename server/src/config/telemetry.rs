//! `telemetry.*`: where traces of requests are sent, if anywhere.

use super::text::Text;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// `telemetry.*`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Telemetry {
    /// Where a collector takes OTLP over HTTP, e.g. `http://127.0.0.1:4318`. Default: none, so nothing is sent.
    pub otlp_endpoint: Option<OtlpEndpoint>,
    /// Which part of the traces that begin here is sent, 0 to 1. Default: 1.
    pub sample_ratio: Ratio,
    /// What the service is called there. Default: `latchkey`.
    pub service_name: String,
}

impl Default for Telemetry {
    fn default() -> Self {
        Self { otlp_endpoint: None, sample_ratio: Ratio::default(), service_name: "latchkey".into() }
    }
}

/// The address of a collector.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct OtlpEndpoint(String);

impl OtlpEndpoint {
    /// Where it takes traces.
    pub fn traces(&self) -> String {
        let own = "/v1/traces";
        if self.0.ends_with(own) { self.0.clone() } else { format!("{}{own}", self.0) }
    }
}

impl TryFrom<Text> for OtlpEndpoint {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        let address = http::Uri::from_str(text.trim()).ok().filter(|uri| {
            let authority = uri.authority().map_or("", |authority| authority.as_str());
            matches!(uri.scheme_str(), Some("http" | "https"))
                && !authority.is_empty()
                && !authority.contains('@')
                && uri.query().is_none()
        });
        match address {
            Some(_) => Ok(Self(text.trim().trim_end_matches('/').to_owned())),
            // Without the text: there may be a password in it.
            None => Err("this is not the address of a collector, such as http://127.0.0.1:4318".into()),
        }
    }
}

/// A part of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Ratio(f64);

impl Ratio {
    /// 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self(1.0)
    }
}

impl TryFrom<Text> for Ratio {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        match text.parse() {
            Ok(ratio) if (0.0..=1.0).contains(&ratio) => Ok(Self(ratio)),
            _ => Err(format!("`{text}` is not a number from 0 to 1")),
        }
    }
}
