//! Signing out at the wish of an application (OpenID Connect RP-Initiated Logout): who may be sent where, and who has to be
//! asked first.

use crate::{
    Actor, Office, Result, Via,
    authorizations::ReturnTo,
    jws::Kind,
    live::{LiveApplication, Standing},
};
use model::{LogoutProblem, LogoutStep, decode_pairs, redirect_uri_matches};
use serde::Deserialize;
use std::sync::Arc;

/// The longest request that is read, in bytes.
const MAX_LENGTH: usize = 16 * 1024;
/// The longest `state`, in bytes.
const STATE_MAX_LENGTH: usize = 2_048;

/// What an application asks (§2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogoutParameters {
    id_token_hint: Option<String>,
    client_id: Option<String>,
    post_logout_redirect_uri: Option<String>,
    state: Option<String>,
}

/// What an ID token has to say to be a hint. That it ran out does not matter (§2).
#[derive(Deserialize)]
struct Hint {
    iss: String,
    sub: String,
    aud: Vec<String>,
    sid: Option<String>,
}

impl LogoutParameters {
    /// Reads a query. What is said twice, or cannot be read, spoils all of it.
    pub fn from_query(query: &str) -> Result<Self, LogoutProblem> {
        let pairs = Some(query).filter(|query| query.len() <= MAX_LENGTH);
        let pairs = pairs.and_then(|query| decode_pairs(query.as_bytes())).ok_or(LogoutProblem::Malformed)?;
        let mut parameters = Self::default();
        for (name, value) in pairs {
            let field = match name.as_str() {
                "id_token_hint" => &mut parameters.id_token_hint,
                "client_id" => &mut parameters.client_id,
                "post_logout_redirect_uri" => &mut parameters.post_logout_redirect_uri,
                "state" => &mut parameters.state,
                _ => continue,
            };
            if field.is_some() || value.contains('\0') {
                return Err(LogoutProblem::Malformed);
            }
            *field = Some(value);
        }
        for field in [
            &mut parameters.id_token_hint,
            &mut parameters.client_id,
            &mut parameters.post_logout_redirect_uri,
            &mut parameters.state,
        ] {
            field.take_if(|value| value.is_empty());
        }
        Ok(parameters)
    }
}

impl Office {
    /// What comes next for whoever is signed in, if somebody is. Changes nothing.
    pub async fn logout_step(
        &self,
        actor: Option<&Actor>,
        parameters: &LogoutParameters,
    ) -> Result<LogoutStep> {
        let hint = match &parameters.id_token_hint {
            Some(token) => match self.read_hint(token).await? {
                Some(hint) => Some(hint),
                None => return Ok(LogoutStep::Problem(LogoutProblem::BadHint)),
            },
            None => None,
        };
        let hinted = hint.as_ref().and_then(|hint| hint.aud.first());
        if let (Some(hinted), Some(said)) = (hinted, &parameters.client_id)
            && hinted != said
        {
            return Ok(LogoutStep::Problem(LogoutProblem::BadHint));
        }
        let application = match hinted.or(parameters.client_id.as_ref()) {
            Some(client_id) => self.live_application(client_id).await?,
            None => None,
        };
        let application = application.filter(|application| application.standing == Standing::Good);
        let to = match &parameters.post_logout_redirect_uri {
            Some(uri) => match self.way_out(application.as_ref(), uri, parameters.state.as_deref()) {
                Some(to) => Some(to),
                None => return Ok(LogoutStep::Problem(LogoutProblem::BadRedirect)),
            },
            None => None,
        };
        let Some(actor) = actor else { return Ok(LogoutStep::Gone { to }) };
        let Via::Session(session) = actor.via else { return Ok(LogoutStep::Gone { to }) };
        // Only who was told about this very session may end it without asking.
        let knows = hint.is_some_and(|hint| {
            hint.sub == actor.viewer.id.to_string() && hint.sid.is_some_and(|sid| sid == session.to_string())
        });
        if knows {
            Ok(LogoutStep::End { to })
        } else {
            Ok(LogoutStep::Ask { application: application.map(|application| application.name.clone()), to })
        }
    }

    async fn read_hint(&self, token: &str) -> Result<Option<Hint>> {
        let hint = self
            .ring_for(Kind::IdToken, token)
            .await?
            .and_then(|ring| ring.verify::<Hint>(Kind::IdToken, token));
        Ok(hint.filter(|hint| hint.iss == self.0.settings.public_url && hint.aud.len() == 1))
    }

    /// The address, if it is one of the application's (§3).
    fn way_out(
        &self,
        application: Option<&Arc<LiveApplication>>,
        uri: &str,
        state: Option<&str>,
    ) -> Option<String> {
        let registered = &application?.post_logout_redirect_uris;
        let state = state.filter(|state| state.len() <= STATE_MAX_LENGTH);
        let to = ReturnTo { redirect_uri: uri, state, issuer: &self.0.settings.public_url };
        registered.iter().any(|one| redirect_uri_matches(one, uri)).then(|| to.with_state())
    }
}
