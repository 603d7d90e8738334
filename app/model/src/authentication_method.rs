//! How an application shows who it is (RFC 7591 §2, `token_endpoint_auth_method`).

use crate::UnknownWord;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How a confidential application authenticates. A public one does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthenticationMethod {
    /// With its Client Secret, in the header or in the body (RFC 6749 §2.3.1).
    #[default]
    ClientSecret,
    /// With an assertion that it signed (RFC 7523 §2.2).
    PrivateKeyJwt,
}

impl AuthenticationMethod {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::ClientSecret, Self::PrivateKeyJwt];

    /// As stored and as written in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecret => "client_secret",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }
}

impl FromStr for AuthenticationMethod {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for AuthenticationMethod {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
