//! Pushed requests (RFC 9126): an application sends its request beforehand, authenticated and unseen by the browser, which
//! then only carries a name for it.

use super::{
    AuthorizationParameters,
    request::{Pushed, Unfit},
};
use crate::{Credentials, Office, Result, TokenError, digest, waiting::place_of};
use model::{AuthorizationProblem, escape};
use std::time::Duration;
use store::{PushedRequestRow, WaitingKind};

/// What the name of a pushed request begins with (RFC 9126 §2.2).
const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";
/// How long it can be used: as long as it may take somebody to sign in and to decide.
const LIFETIME: Duration = Duration::from_mins(10);

/// What an application pushes.
#[derive(Clone, Debug, Default)]
pub struct PushRequest {
    /// What it shows of itself.
    pub credentials: Option<Credentials>,
    /// The request, without what shows who it is.
    pub parameters: Vec<(String, String)>,
    /// Where the request came from.
    pub address: String,
}

/// What it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedRequest {
    /// The name of its request.
    pub request_uri: String,
    /// For how many seconds it can be used.
    pub expires_in: u64,
}

impl Office {
    /// Looks at a request as the authorization endpoint would, and keeps it (RFC 9126 §2.1).
    pub async fn push_request(&self, request: PushRequest) -> Result<PushedRequest, TokenError> {
        // Who is known by a document has to be known before it can show who it is.
        if let Some(credentials) = &request.credentials {
            self.follow_document(&credentials.client_id).await?;
        }
        let authenticated = self.authenticate(request.credentials.as_ref(), &request.address).await?;
        let application = &authenticated.application;
        let mut pairs = request.parameters;
        pairs.push(("client_id".to_owned(), application.client_id.clone()));
        let query: Vec<_> =
            pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        let query = query.join("&");
        let parameters = AuthorizationParameters::from_query(&query)
            .map_err(|_| TokenError::InvalidRequest("The request is too long, or says something twice."))?;
        if parameters.request_uri.is_some() {
            return Err(TokenError::InvalidRequest("A pushed request cannot name another one."));
        }
        if let Err(unfit) = self.validate_authorization(&parameters).await? {
            return Err(match unfit {
                Unfit::Refused { refused, .. } => TokenError::Refused(refused.error, refused.description),
                Unfit::Problem(AuthorizationProblem::WrongGrant) => TokenError::UnauthorizedClient,
                Unfit::Problem(AuthorizationProblem::BadRedirect) => {
                    TokenError::InvalidRequest("The redirect URL is missing, or none of the application.")
                }
                Unfit::Problem(_) => TokenError::InvalidClient,
            });
        }
        let (name, place) = (self.new_token(), place_of(&request.address));
        let row = PushedRequestRow {
            application_id: application.id,
            query,
            expires_at: self.now() + LIFETIME,
            used_at: None,
        };
        let mut tx = self.0.database.begin().await?;
        self.require_room(&mut tx, WaitingKind::PushedRequest, application, &place).await?;
        tx.insert_pushed_request(&digest(name.reveal()), &row, &place).await?;
        tx.commit().await?;
        Ok(PushedRequest {
            request_uri: format!("{PREFIX}{}", name.reveal()),
            expires_in: LIFETIME.as_secs(),
        })
    }

    /// The request behind a name, if these parameters have one of ours; of what else they say, nothing counts (RFC 9126 §4).
    pub(super) async fn pushed(
        &self,
        parameters: &AuthorizationParameters,
    ) -> Result<std::result::Result<Option<(AuthorizationParameters, Pushed)>, AuthorizationProblem>> {
        let name = parameters.request_uri.as_deref().and_then(|uri| uri.strip_prefix(PREFIX));
        let Some(name) = name else { return Ok(Ok(None)) };
        let hash = digest(name);
        let row = self.0.database.find_pushed_request(&hash).await?;
        let row = row.filter(|row| row.used_at.is_none() && row.expires_at > self.now());
        let pushed = row.and_then(|row| {
            let pushed = AuthorizationParameters::from_query(&row.query).ok()?;
            (pushed.client_id == parameters.client_id).then_some(pushed)
        });
        Ok(match pushed {
            Some(pushed) => {
                let authenticated_after = parameters.authenticated_after.clone();
                Ok(Some((AuthorizationParameters { authenticated_after, ..pushed }, Pushed(hash))))
            }
            None => Err(AuthorizationProblem::EndedRequest),
        })
    }
}
