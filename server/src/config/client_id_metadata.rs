//! `client_id_metadata.*`: which applications may be known by documents of their own.

use super::text;
use domain::{ClientIdMetadata, HostPattern};
use model::{ApiType, Side};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// `client_id_metadata.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documents {
    /// Hosts such as `app.example.com` or `*.example.com` whose documents are believed. Default: none, so it is off.
    #[serde(deserialize_with = "text::list")]
    pub allowed_hosts: Vec<HostPattern>,
    /// The name of the organization in which such applications live. Default: none.
    pub organization: String,
    /// The APIs that new ones may use: `json_api`, `email_addon`, `scim`. Default: none.
    #[serde(deserialize_with = "text::list")]
    pub apis: Vec<AllowedApi>,
}

/// An API of the back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AllowedApi(ApiType);

impl FromStr for AllowedApi {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let api = text.parse::<ApiType>().ok().filter(|api| api.side() == Side::BackOffice);
        api.map(Self).ok_or("this is none of: json_api, email_addon, scim")
    }
}

impl Documents {
    /// As the domain needs it.
    pub fn settings(&self) -> ClientIdMetadata {
        let mut apis: Vec<ApiType> = Vec::new();
        for AllowedApi(api) in &self.apis {
            if !apis.contains(api) {
                apis.push(*api);
            }
        }
        ClientIdMetadata {
            allowed_hosts: self.allowed_hosts.clone(),
            organization: self.organization.trim().to_owned(),
            apis,
        }
    }

    /// What is missing.
    pub(super) fn problem(&self) -> Option<&'static str> {
        (!self.allowed_hosts.is_empty() && self.organization.trim().is_empty()).then_some(
            "with client_id_metadata.allowed_hosts, the name of the organization is needed in which such applications live",
        )
    }
}
