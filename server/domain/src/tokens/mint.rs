//! Making an access token: one signature over what it says (RFC 9068).

use super::{
    Acting, Audience, Claims, Confirmation, IssuedToken, Source, TokenError,
    token_id::{TokenId, WITHOUT_SECRET},
};
use crate::{
    Office, Sensitive,
    jws::{Kind, SigningKey},
    live::{LiveApplication, LiveSecret},
};
use model::{AuthorizationId, Scope, Timestamp};
use std::borrow::Cow;

/// What a token is to say beside what every token says.
pub(super) struct Draft<'a> {
    /// Whose it is.
    pub(super) application: &'a LiveApplication,
    /// Who it is about: a person's id, or the Client ID.
    pub(super) subject: Cow<'a, str>,
    /// What it opens.
    pub(super) scope: &'a Scope,
    /// The secret it is made with; none if the application showed none.
    pub(super) secret: Option<&'a LiveSecret>,
    /// The authorization it comes of.
    pub(super) authorization: Option<AuthorizationId>,
    /// The thumbprint of the key it is bound to.
    pub(super) thumbprint: Option<&'a str>,
    /// Who acts for whom it is about.
    pub(super) act: Option<Acting<'a>>,
    /// What it is exchanged for.
    pub(super) exchanged_for: Vec<Source<'a>>,
    /// When it has to end, if that is before its time.
    pub(super) no_longer_than: Option<Timestamp>,
}

impl<'a> Draft<'a> {
    /// A token of an application that acts as its owner, for which it showed this secret.
    pub(super) fn of_itself(
        application: &'a LiveApplication,
        secret: impl Into<Option<&'a LiveSecret>>,
        scope: &'a Scope,
    ) -> Self {
        Self {
            application,
            subject: Cow::Borrowed(&application.client_id),
            scope,
            secret: secret.into(),
            authorization: None,
            thumbprint: None,
            act: None,
            exchanged_for: Vec::new(),
            no_longer_than: None,
        }
    }
}

impl Office {
    /// Signs it.
    pub(super) fn mint(&self, key: &SigningKey, draft: &Draft<'_>) -> Result<IssuedToken, TokenError> {
        let Draft { application, secret, .. } = *draft;
        let public_url = &self.0.settings.public_url;
        let scope = draft.scope.to_string();
        let now = self.now();
        // A token does not outlive the secret that made it.
        let end = now + self.0.settings.access_lifetime;
        let end = secret.and_then(|secret| secret.expires_at).map_or(end, |secret_end| end.min(secret_end));
        let end = draft.no_longer_than.map_or(end, |other| end.min(other));
        let number = secret.map_or(WITHOUT_SECRET, |secret| secret.number);
        let claims = Claims {
            iss: Cow::Borrowed(public_url),
            sub: Cow::Borrowed(&draft.subject),
            aud: Audience::of(public_url, draft.scope),
            client_id: Cow::Borrowed(&application.client_id),
            scope: Cow::Borrowed(&scope),
            org: Cow::Owned(application.organization.to_string()),
            iat: now.0,
            exp: end.0,
            jti: Cow::Owned(self.new_token_id(application, number).encode()),
            grant_id: draft.authorization.map(|id| Cow::Owned(id.to_string())),
            cnf: draft.thumbprint.map(|thumbprint| Confirmation { jkt: Cow::Borrowed(thumbprint) }),
            act: draft.act.clone(),
            exchanged_for: draft.exchanged_for.clone(),
        };
        let token = key
            .sign(Kind::AccessToken, &claims)
            .ok_or_else(|| TokenError::Internal(anyhow::anyhow!("signing failed")))?;
        let expires_in = (end.0 - now.0).unsigned_abs();
        Ok(IssuedToken {
            access_token: Sensitive::new(token),
            expires_in,
            scope,
            bound: draft.thumbprint.is_some(),
            refresh_token: None,
            id_token: None,
            issued_token_type: None,
        })
    }

    /// An id that is later than the application's mark, whatever the clock says, so that a token made in the very
    /// millisecond after the mark was set lives, and one made before it does not.
    fn new_token_id(&self, application: &LiveApplication, secret: u32) -> TokenId {
        let made_at_ms = self.0.clock.now_ms().max(application.tokens_dead_until_ms + 1);
        let mut random = [0; 10];
        self.0.random.fill(&mut random);
        TokenId { made_at_ms, secret, random }
    }
}
