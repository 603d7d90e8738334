//! Tokens of an application that somebody let in: an access token that acts as that person, and the refresh token after it.

use super::{
    IssuedToken, TokenError, TokenRequest,
    authenticate::Authenticated,
    mint::Draft,
    scope::{allowed_by_people, narrowed},
};
use crate::{Actor, Office, Sensitive, digest, jws::SigningKey, live::LiveApplication};
use model::{AuthorizationId, IdentityScope, Scope, Timestamp, UserId};
use std::borrow::Cow;
use store::{AuthorizationRow, RefreshTokenRow, Transaction};

/// How much the salt of a refresh token adds to it, in bytes.
const SALT_LENGTH: usize = 32;

/// A request for tokens of a person, once its application showed who it is and which key it holds.
pub(super) struct Asked<'a> {
    /// What signs.
    pub(super) key: &'a SigningKey,
    /// Who asks.
    pub(super) authenticated: &'a Authenticated,
    /// What it asks.
    pub(super) request: &'a TokenRequest,
    /// The thumbprint of the key it proved to hold, if it did.
    pub(super) thumbprint: Option<&'a str>,
}

impl Office {
    /// The person behind a code or a refresh token, if it is one and they can still act in the application's organization and
    /// are of its side. Asked before a transaction begins: whoever holds one connection must not wait for another.
    pub(super) async fn person_of(
        &self,
        application: &LiveApplication,
        user: Option<UserId>,
    ) -> Result<Option<Actor>, TokenError> {
        let person = match user {
            Some(user) => {
                self.live_person(user, application.organization, application.id, Vec::new()).await?
            }
            None => None,
        };
        let person = person.filter(|person| person.viewer.side == application.side);
        if person.is_none() {
            let reason = if user.is_some() { "the person can act there no more" } else { "unknown" };
            tracing::info!(
                client_id = application.client_id,
                reason,
                "a code or a refresh token was refused"
            );
        }
        Ok(person)
    }

    /// The first tokens of an authorization. Its person is `person`; the caller has locked it and commits.
    pub(super) async fn begin_family(
        &self,
        tx: &mut Transaction,
        asked: &Asked<'_>,
        authorization: &AuthorizationRow,
        person: &Actor,
    ) -> Result<IssuedToken, TokenError> {
        let issued = self.access_for_person(asked, authorization, person)?;
        // Whoever has no secret has to show the same key again (RFC 9449 §5).
        let bound = asked.thumbprint.filter(|_| !asked.authenticated.application.confidential);
        tx.note_authorization_used(authorization.id, self.now(), bound).await?;
        let refresh_token = if goes_on(&authorization.scope) {
            let token = self.new_token();
            let end = self.refresh_end(&asked.authenticated.application, authorization);
            self.add_refresh_token(tx, authorization.id, &token, end).await?;
            Some(token)
        } else {
            None
        };
        Ok(IssuedToken { refresh_token, ..issued })
    }

    /// An access token that acts as the person, for all of the scope or for what of it is asked for.
    pub(super) fn access_for_person(
        &self,
        asked: &Asked<'_>,
        authorization: &AuthorizationRow,
        person: &Actor,
    ) -> Result<IssuedToken, TokenError> {
        let Asked { key, authenticated, request, thumbprint } = *asked;
        let application = &authenticated.application;
        let allowed = authorization.scope.intersection(&allowed_by_people(application));
        let public_url = &self.0.settings.public_url;
        let scope = narrowed(&allowed, request.scope.as_deref(), &request.resources, public_url)?;
        let draft = Draft {
            application,
            subject: Cow::Owned(person.viewer.id.to_string()),
            scope: &scope,
            secret: authenticated.secret(),
            authorization: Some(authorization.id),
            thumbprint,
            act: None,
            exchanged_for: Vec::new(),
            no_longer_than: None,
        };
        self.mint(key, &draft)
    }

    /// Until when a refresh token of this authorization lives if it is made now and not used.
    pub(super) fn refresh_end(
        &self,
        application: &LiveApplication,
        authorization: &AuthorizationRow,
    ) -> Timestamp {
        let idle = application.refresh_idle.unwrap_or(self.0.settings.refresh_lifetime);
        (self.now() + idle).min(authorization.expires_at)
    }

    pub(super) async fn add_refresh_token(
        &self,
        tx: &mut Transaction,
        authorization_id: AuthorizationId,
        token: &Sensitive,
        expires_at: Timestamp,
    ) -> Result<(), TokenError> {
        let mut salt = vec![0; SALT_LENGTH];
        self.0.random.fill(&mut salt);
        let row =
            RefreshTokenRow { authorization_id, salt, created_at: self.now(), expires_at, used_at_ms: None };
        Ok(tx.insert_refresh_token(&digest(token.reveal()), &row).await?)
    }
}

/// Whether the application may go on by itself. One that only wants to know who is there has to ask for it (OpenID Connect
/// Core §11).
fn goes_on(scope: &Scope) -> bool {
    !scope.has(IdentityScope::OpenId) || scope.has(IdentityScope::OfflineAccess)
}
