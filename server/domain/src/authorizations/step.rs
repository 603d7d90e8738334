//! What comes next of a request for authorization. Asking changes nothing, so a page can be made of it as often as needed.

use super::{AuthorizationParameters, ValidRequest, request::Unfit, return_url::Refused};
use crate::{Actor, Office, Result, Via};
use model::{AuthorizationProblem, AuthorizationQuestion, AuthorizationStep, SessionId, Timestamp};
use std::borrow::Cow;

/// How long ago a person may have signed in for a request, in seconds: as long as it may take them to come back.
const SIGNED_IN_FOR_IT: i64 = 600;

/// A person who can answer, with their session.
pub(super) struct Answerer<'a> {
    pub(super) actor: &'a Actor,
    pub(super) session: SessionId,
    /// When they last gave their password in it.
    pub(super) authenticated_at: Timestamp,
    /// How they showed who they are.
    pub(super) methods: String,
}

/// A request that is ready for an answer, or what comes first.
pub(super) enum Ready<'a> {
    /// It can be answered; `ask` tells whether the person has to be asked.
    Yes { request: ValidRequest, answerer: Answerer<'a>, ask: bool },
    /// Something comes first.
    Not(AuthorizationStep),
}

impl Office {
    /// What comes next for whoever is signed in, if somebody is.
    pub async fn authorization_step(
        &self,
        actor: Option<&Actor>,
        parameters: &AuthorizationParameters,
    ) -> Result<AuthorizationStep> {
        Ok(match self.ready_for_answer(actor, parameters).await? {
            Ready::Yes { request, answerer, ask: true } => {
                AuthorizationStep::Ask(question(&request, &answerer))
            }
            Ready::Yes { .. } => AuthorizationStep::LetIn,
            Ready::Not(step) => step,
        })
    }

    pub(super) async fn ready_for_answer<'a>(
        &self,
        actor: Option<&'a Actor>,
        parameters: &AuthorizationParameters,
    ) -> Result<Ready<'a>> {
        let (parameters, pushed) = match self.pushed(parameters).await? {
            Ok(Some((parameters, pushed))) => (Cow::Owned(parameters), Some(pushed)),
            Ok(None) => (Cow::Borrowed(parameters), None),
            Err(problem) => return Ok(Ready::Not(AuthorizationStep::Problem(problem))),
        };
        let request = match self.validate_authorization(&parameters).await? {
            Ok(request) => ValidRequest { pushed, ..request },
            Err(Unfit::Problem(problem)) => return Ok(Ready::Not(AuthorizationStep::Problem(problem))),
            Err(Unfit::Refused { url, .. }) => return Ok(Ready::Not(AuthorizationStep::Return(url))),
        };
        let refused = |error, description| {
            let to = request.return_to(&self.0.settings.public_url);
            Ready::Not(AuthorizationStep::Return(to.with_error(Refused::new(error, description))))
        };
        // RFC 9126 §6.
        if request.application.require_pushed && request.pushed.is_none() {
            return Ok(refused("invalid_request", "This application has to push its requests beforehand."));
        }
        let answerer = match actor {
            Some(actor) => self.answerer(actor).await?,
            None => None,
        };
        let now = self.now();
        let answerer = match answerer {
            Some(answerer) if !has_to_sign_in_again(&request, answerer.authenticated_at, now) => answerer,
            _ if request.prompt.none => {
                return Ok(refused("login_required", "Nobody is signed in, or not lately."));
            }
            known => {
                let step = AuthorizationStep::SignIn { again: known.is_some(), hint: request.login_hint };
                return Ok(Ready::Not(step));
            }
        };
        let application = &request.application;
        let viewer = &answerer.actor.viewer;
        let may_enter = viewer.organizations.iter().any(|one| one.id == application.organization);
        if viewer.side != application.side || !may_enter {
            if request.prompt.none {
                return Ok(refused("access_denied", "The application is not for whoever is signed in."));
            }
            return Ok(Ready::Not(AuthorizationStep::Problem(AuthorizationProblem::NotForYou)));
        }
        let ask = request.prompt.consent || self.has_to_be_asked(&request, viewer.id).await?;
        if ask && request.prompt.none {
            return Ok(refused("consent_required", "The person has to be asked."));
        }
        Ok(Ready::Yes { request, answerer, ask })
    }

    /// Only people with a browser answer; a program must not let others in.
    async fn answerer<'a>(&self, actor: &'a Actor) -> Result<Option<Answerer<'a>>> {
        let Via::Session(session) = actor.via else { return Ok(None) };
        let authenticated = self.0.database.session_authentication(session, actor.viewer.id).await?;
        Ok(authenticated.map(|(authenticated_at, methods)| Answerer {
            actor,
            session,
            authenticated_at,
            methods,
        }))
    }

    async fn has_to_be_asked(&self, request: &ValidRequest, user: model::UserId) -> Result<bool> {
        let application = &request.application;
        if application.skip_consent {
            return Ok(false);
        }
        // On a person's machine anybody can be the application that has no secret (RFC 8252 §8.6).
        if !application.confidential && !request.redirect_uri.starts_with("https://") {
            return Ok(true);
        }
        let known = self.0.database.find_consent(user, application.id).await?;
        Ok(!known.is_some_and(|known| known.covers(&request.scope)))
    }
}

/// Whether they have to, and did not do so for this very request a moment ago.
fn has_to_sign_in_again(request: &ValidRequest, authenticated_at: Timestamp, now: Timestamp) -> bool {
    let too_long_ago = request.max_age.is_some_and(|max_age| now.0 - authenticated_at.0 > max_age);
    if !request.prompt.login && !too_long_ago {
        return false;
    }
    let did = |after: i64| after > now.0 - SIGNED_IN_FOR_IT && authenticated_at.0 >= after;
    !request.authenticated_after.is_some_and(did)
}

fn question(request: &ValidRequest, answerer: &Answerer<'_>) -> AuthorizationQuestion {
    let application = &request.application;
    let viewer = &answerer.actor.viewer;
    let organization = viewer.organizations.iter().find(|one| one.id == application.organization);
    AuthorizationQuestion {
        application: application.name.clone(),
        described_at: described_at(&application.client_id).to_owned(),
        registered_itself: application.registered_itself(),
        organization: organization.map(|one| one.name.clone()).unwrap_or_default(),
        scope: request.scope.clone(),
        destination: destination(&request.redirect_uri).to_owned(),
        person: format!("{} ({})", viewer.name, viewer.email),
    }
}

/// The host of the document that describes the application; nothing if it was registered here.
fn described_at(client_id: &str) -> &str {
    if client_id.contains("://") { destination(client_id) } else { "" }
}

/// What a person knows an address by: its host, or the scheme of an app.
fn destination(redirect_uri: &str) -> &str {
    match redirect_uri.split_once("://") {
        Some((_, rest)) => rest.split(['/', '?']).next().unwrap_or(rest),
        None => redirect_uri.split(':').next().unwrap_or(redirect_uri),
    }
}
