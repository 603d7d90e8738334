//! The password grant (RFC 6749 §4.3): a person's address and password, typed into an application, for tokens of that person.
//! It is from before the authorization code grant (RFC 9700 §2.4): there only where the server and the application both
//! have it switched on, and with the rules of the sign-in page.

use super::{
    IssuedToken, TokenError, TokenRequest,
    authenticate::Authenticated,
    for_person::Asked,
    scope::{allowed_by_people, granted},
};
use crate::{
    Error, Office, Origin, Sensitive,
    people::{Proven, Way},
    second_factors::methods,
};
use model::{Grant, LoginFailure, LoginSource, Scope, Side};
use store::AuthorizationRow;

/// What everybody is refused with, whatever is wrong with them; the attempt that is noted has the reason.
const REFUSED: TokenError = TokenError::InvalidGrant(
    "The name or the password is wrong, or this person cannot use this application.",
);

impl Office {
    pub(super) async fn issue_for_password(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        let application = &authenticated.application;
        let may = application.password_grant
            && application.confidential
            && application.grant == Grant::AuthorizationCode;
        if !may {
            return Err(TokenError::UnauthorizedClient);
        }
        let (username, password) = typed(request)?;
        // What is wrong with the request is said before anybody's password is looked at.
        let public_url = &self.0.settings.public_url;
        let allowed = allowed_by_people(application);
        let scope = granted(&allowed, request.scope.as_deref(), &request.resources, public_url)?;
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        let origin = Origin { address: request.address.clone(), user_agent: request.user_agent.clone() };
        let way = Way { source: LoginSource::Token, application: Some(application.id), origin: &origin };
        let proven = match self.prove_password(username, password, &way).await {
            Err(Error::BadCredentials) => return Err(REFUSED),
            other => other?,
        };
        let Some(person) = self.person_of(application, Some(proven.user)).await? else {
            self.not_let_in(&proven, &way, LoginFailure::OutOfReach).await?;
            return Err(REFUSED);
        };
        let organization = self.0.database.find_organization(application.organization).await?;
        let required =
            organization.is_some_and(|one| one.second_factor) && application.side == Side::BackOffice;
        if required || self.has_second_factor(proven.user).await? {
            self.not_let_in(&proven, &way, LoginFailure::SecondFactorNeeded).await?;
            return Err(REFUSED);
        }
        let authorization = self.authorization_by_password(&authenticated, &proven, scope);
        let thumbprint = thumbprint.as_deref();
        let asked = Asked { key: &key, authenticated: &authenticated, request, thumbprint };
        let mut tx = self.0.database.begin().await?;
        tx.insert_authorization(&authorization).await?;
        let issued = self.begin_family(&mut tx, &asked, &authorization, &person).await?;
        self.note_login_attempt(&mut tx, &way.tried(Some(&proven.email), Some(proven.user), None)).await?;
        tx.forget_sign_in_failures(proven.user).await?;
        tx.commit().await?;
        self.let_in_after_all(&proven, &origin);
        self.note_issued(&authenticated, &request.address);
        self.with_id_token(&key, application, &authorization, true, issued).await
    }

    /// Without a session, so it outlives all of them; its person ends it where they see what they let in.
    fn authorization_by_password(
        &self,
        authenticated: &Authenticated,
        proven: &Proven,
        scope: Scope,
    ) -> AuthorizationRow {
        let now = self.now();
        let application = &authenticated.application;
        AuthorizationRow {
            id: self.new_id(),
            application_id: application.id,
            user_id: proven.user,
            organization_id: application.organization,
            scope,
            authenticated_at: now,
            methods: methods::PASSWORD.to_owned(),
            session_id: None,
            nonce: None,
            dpop_thumbprint: None,
            created_at: now,
            last_used_at: None,
            expires_at: now + self.refresh_absolute_of(application),
            ended_at: None,
        }
    }
}

/// RFC 6749 §4.3.2.
fn typed(request: &TokenRequest) -> Result<(&str, &Sensitive), TokenError> {
    let username = request.username.as_deref().filter(|name| !name.trim().is_empty());
    let username = username.ok_or(TokenError::InvalidRequest("The parameter username is missing."))?;
    let password = request.password.as_ref().filter(|password| !password.reveal().is_empty());
    Ok((username, password.ok_or(TokenError::InvalidRequest("The parameter password is missing."))?))
}
