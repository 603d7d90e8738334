//! Which of the two APIs that speak JSON:API a request came to. They have the same handlers; each has a path, tokens and types of
//! its own.

use super::error::Refusal;
use crate::AppState;
use axum::extract::FromRequestParts;
use http::request::Parts;
use model::ApiType;

/// One of them. `routes` puts it into every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face(pub ApiType);

impl Face {
    /// The API of the back office.
    pub const BACK_OFFICE: Self = Self(ApiType::JsonApi);
    /// The API of the customer side.
    pub const CUSTOMER: Self = Self(ApiType::CustomerJsonApi);

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self.0 {
            ApiType::CustomerJsonApi => "Latchkey Customer JSON:API",
            _ => "Latchkey JSON:API",
        }
    }

    /// What stands before the path of every resource, from the host on.
    pub fn base(self, state: &AppState) -> String {
        format!("{}{}", state.office.settings().public_url, self.0.path())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Face {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get().copied().ok_or_else(|| {
            tracing::error!("a route of the API says not of which");
            Refusal::internal()
        })
    }
}
