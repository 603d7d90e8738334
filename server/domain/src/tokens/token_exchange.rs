//! Token exchange (RFC 8693): an application gives an access token away for one that opens less, or one that it received for
//! one with which it acts on behalf of whoever that is about. What comes out lives no longer than what went in.

use super::{
    Acting, Claims, IssuedToken, Source, TokenError, TokenRequest,
    authenticate::Authenticated,
    living::Living,
    mint::Draft,
    scope::{allowed, allowed_by_people, narrowed},
};
use crate::{Office, Sensitive};
use model::Timestamp;
use std::{borrow::Cow, sync::Arc};

/// The one kind of token that goes in and comes out (RFC 8693 §3).
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
/// The same by the name of its form.
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";
/// How often what came out can go in again. Every token before is looked at each time the last one is used.
const DEPTH_MAX: usize = 4;

/// What is to be exchanged (RFC 8693 §2.1).
#[derive(Clone, Debug, Default)]
pub struct TokenExchange {
    /// About whom the new token is to be.
    pub subject_token: Option<Sensitive>,
    /// What kind of token that is.
    pub subject_token_type: Option<String>,
    /// Who is to act.
    pub actor_token: Option<Sensitive>,
    /// What kind of token that is.
    pub actor_token_type: Option<String>,
    /// What is wanted.
    pub requested_token_type: Option<String>,
    /// For whom it is wanted: the address of a protected resource, as `resource` has it.
    pub audience: Vec<String>,
}

/// A token that can be exchanged.
struct Subject {
    claims: Arc<Claims<'static>>,
    living: Living,
}

impl Office {
    pub(super) async fn exchange_token(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        let application = &authenticated.application;
        // Whoever has nothing to show could be anybody who found the token.
        if !application.confidential {
            return Err(TokenError::UnauthorizedClient);
        }
        let TokenExchange { subject_token, subject_token_type, requested_token_type, .. } = &request.exchange;
        if requested_token_type.as_deref().is_some_and(|wanted| wanted != ACCESS_TOKEN) {
            return Err(TokenError::InvalidRequest("Only access tokens are issued in exchange."));
        }
        let missing = TokenError::InvalidRequest("The parameter subject_token is missing.");
        let subject_token = subject_token.as_ref().ok_or(missing)?;
        let subject = self.exchangeable(subject_token, subject_token_type.as_deref()).await?;
        self.refuse_foreign_actor(request, &authenticated).await?;
        let delegates = subject.claims.client_id != application.client_id;
        if delegates {
            let before = &subject.living.application;
            if !application.may_act_for_others
                || before.organization != application.organization
                || before.side != application.side
            {
                let client_id = &application.client_id;
                tracing::info!(client_id, subject = %before.client_id, "an exchange was refused: it may not act for others");
                return Err(TokenError::UnauthorizedClient);
            }
        }
        if subject.claims.exchanged_for.len() >= DEPTH_MAX {
            return Err(TokenError::InvalidRequest("The subject token was exchanged too often."));
        }
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        still_bound(&subject.claims, thumbprint.as_deref(), delegates)?;
        let may_have = if delegates { allowed(application) } else { allowed_by_people(application) };
        let resources = [request.resources.as_slice(), &request.exchange.audience].concat();
        let scope = narrowed(
            &subject.living.open.intersection(&may_have),
            request.scope.as_deref(),
            &resources,
            &self.0.settings.public_url,
        )?;
        let authorization = subject.claims.grant_id.as_deref().filter(|_| !delegates);
        let draft = Draft {
            application,
            subject: Cow::Borrowed(&subject.claims.sub),
            scope: &scope,
            secret: authenticated.secret(),
            authorization: authorization.and_then(|id| id.parse().ok()),
            thumbprint: thumbprint.as_deref(),
            act: acting(&subject.claims, delegates.then_some(application.client_id.as_str())),
            exchanged_for: sources(&subject.claims),
            no_longer_than: Some(Timestamp(subject.claims.exp)),
        };
        let issued = self.mint(&key, &draft)?;
        self.note_issued(&authenticated, &request.address);
        Ok(IssuedToken { issued_token_type: Some(ACCESS_TOKEN), ..issued })
    }

    /// A living access token of this server (RFC 8693 §2.1); whatever else it is, the answer is the same (§2.2.2).
    async fn exchangeable(&self, token: &Sensitive, kind: Option<&str>) -> Result<Subject, TokenError> {
        match kind {
            Some(ACCESS_TOKEN | JWT) => {}
            Some(_) => {
                return Err(TokenError::InvalidRequest("Only access tokens of this server are exchanged."));
            }
            None => return Err(TokenError::InvalidRequest("A token to exchange comes with its type.")),
        }
        let refused = TokenError::InvalidRequest("The token to exchange is unknown, ended or revoked.");
        let Some(claims) = self.read_token(token.reveal()).await? else { return Err(refused) };
        let Some(living) = self.living(&claims).await? else { return Err(refused) };
        Ok(Subject { claims, living })
    }

    /// Whoever exchanges is who acts: a token that says so may be sent, one of another application may not.
    async fn refuse_foreign_actor(
        &self,
        request: &TokenRequest,
        authenticated: &Authenticated,
    ) -> Result<(), TokenError> {
        let TokenExchange { actor_token, actor_token_type, .. } = &request.exchange;
        let Some(actor_token) = actor_token else {
            let alone = "The parameter actor_token_type comes with an actor_token only.";
            return if actor_token_type.is_none() { Ok(()) } else { Err(TokenError::InvalidRequest(alone)) };
        };
        let actor = self.exchangeable(actor_token, actor_token_type.as_deref()).await?;
        if actor.claims.client_id != authenticated.application.client_id {
            return Err(TokenError::InvalidRequest("The actor_token was issued to another application."));
        }
        Ok(())
    }
}

/// A token that is bound to a key is exchanged by whoever holds that; one that was received, only for one that is bound again
/// (RFC 9449 §5). So no exchange makes a bearer token of it.
fn still_bound(claims: &Claims<'_>, thumbprint: Option<&str>, delegates: bool) -> Result<(), TokenError> {
    let Some(bound) = &claims.cnf else { return Ok(()) };
    match thumbprint {
        None => {
            Err(TokenError::InvalidDpopProof("The token to exchange is bound to a key; prove to hold one."))
        }
        Some(thumbprint) if !delegates && thumbprint != bound.jkt => {
            Err(TokenError::InvalidDpopProof("The token to exchange is bound to another key."))
        }
        Some(_) => Ok(()),
    }
}

/// Who acts now, and who did before (RFC 8693 §4.1).
fn acting<'a>(claims: &'a Claims<'static>, now: Option<&'a str>) -> Option<Acting<'a>> {
    let before = claims.act.clone();
    match now {
        Some(client_id) => Some(Acting { sub: Cow::Borrowed(client_id), act: before.map(Box::new) }),
        None => before,
    }
}

/// The token itself, and what it was exchanged for.
fn sources<'a>(claims: &'a Claims<'static>) -> Vec<Source<'a>> {
    let itself = Source {
        client_id: Cow::Borrowed(&claims.client_id),
        jti: Cow::Borrowed(&claims.jti),
        grant_id: claims.grant_id.as_deref().map(Cow::Borrowed),
    };
    std::iter::once(itself).chain(claims.exchanged_for.iter().cloned()).collect()
}
