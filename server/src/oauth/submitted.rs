//! What every endpoint that applications post to reads first.

use super::{body, credentials, error::OAuthError, parameters::Parameters};
use crate::ClientAddress;
use axum::extract::Request;
use domain::Credentials;

/// A request of an application.
pub(super) struct Submitted {
    /// Who it says it is.
    pub(super) credentials: Option<Credentials>,
    /// Where it comes from.
    pub(super) address: String,
    /// What it asks.
    pub(super) parameters: Parameters,
}

impl Submitted {
    /// Reads it.
    pub(super) async fn read(request: Request) -> Result<Self, OAuthError> {
        let (parts, body) = request.into_parts();
        let address = parts.extensions.get().map_or_else(String::new, |ClientAddress(ip)| ip.to_string());
        let mut parameters = body::read(&parts.headers, body).await?;
        let credentials = credentials::read(&parts.headers, &mut parameters)?;
        Ok(Self { credentials, address, parameters })
    }
}
