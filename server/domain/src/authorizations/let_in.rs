//! A person's answer: the application is let in and gets a code, or it is not and is told so.

use super::{
    AuthorizationParameters, ValidRequest,
    return_url::Refused,
    step::{Answerer, Ready},
};
use crate::{
    Actor, Error, Office, Result, Sensitive,
    audit::scope_words,
    digest,
    mail::{Fact, With},
};
use model::{AuditAction, AuditField, AuthorizationStep, MailEvent, Scope};
use std::time::Duration;
use store::{ApplicationRow, AuthorizationCodeRow, AuthorizationRow, Transaction};

impl Office {
    /// Lets the application in without asking, where nothing has to be asked; the address to go on at. It has the code.
    pub async fn let_in_unasked(
        &self,
        actor: &Actor,
        parameters: &AuthorizationParameters,
    ) -> Result<Sensitive> {
        match self.ready_for_answer(Some(actor), parameters).await? {
            Ready::Yes { request, answerer, ask: false } => {
                self.let_in(&request, &answerer, None, None).await
            }
            Ready::Yes { .. } | Ready::Not(_) => Err(Error::Forbidden),
        }
    }

    /// Takes the person's answer; the address to go on at. What they grant is remembered for the next time.
    pub async fn answer_authorization(
        &self,
        actor: &Actor,
        parameters: &AuthorizationParameters,
        granted: bool,
    ) -> Result<Sensitive> {
        let (request, answerer) = match self.ready_for_answer(Some(actor), parameters).await? {
            Ready::Yes { request, answerer, .. } => (request, answerer),
            Ready::Not(AuthorizationStep::Return(url)) => return Ok(Sensitive::new(url)),
            Ready::Not(_) => return Err(Error::Forbidden),
        };
        if !granted {
            let refused = Refused::new("access_denied", "The person did not let the application in.");
            let to = request.return_to(&self.0.settings.public_url);
            return Ok(Sensitive::new(to.with_error(refused)));
        }
        let known = self.0.database.find_consent(actor.viewer.id, request.application.id).await?;
        let consent = known.clone().unwrap_or_default().union(&request.scope);
        let news = if known.as_ref() == Some(&consent) {
            None
        } else {
            self.0.database.find_application(request.application.id).await?
        };
        self.let_in(&request, &answerer, Some(&consent), news.as_ref()).await
    }

    /// `news` is the application, if it may do more for the person from now on than before, which is told.
    async fn let_in(
        &self,
        request: &ValidRequest,
        answerer: &Answerer<'_>,
        consent: Option<&Scope>,
        news: Option<&ApplicationRow>,
    ) -> Result<Sensitive> {
        let now = self.now();
        let application = &request.application;
        let authorization = AuthorizationRow {
            id: self.new_id(),
            application_id: application.id,
            user_id: answerer.actor.viewer.id,
            organization_id: application.organization,
            scope: request.scope.clone(),
            authenticated_at: answerer.authenticated_at,
            methods: answerer.methods.clone(),
            session_id: Some(answerer.session),
            nonce: request.nonce.clone(),
            dpop_thumbprint: request.dpop_jkt.clone(),
            created_at: now,
            last_used_at: None,
            expires_at: now + self.refresh_absolute_of(application),
            ended_at: None,
        };
        let mut tx = self.0.database.begin().await?;
        // Who ends the session afterwards sees this authorization; if it was ended just now, nothing comes of it.
        if !tx.hold_session(answerer.session, authorization.user_id).await? {
            return Err(Error::NotFound);
        }
        if let Some(pushed) = request.pushed
            && !tx.use_pushed_request(&pushed.0, now).await?
        {
            return Err(Error::NotFound);
        }
        if let Some(consent) = consent {
            tx.put_consent(authorization.user_id, application.id, consent, now).await?;
            let fields = vec![(AuditField::Scope, scope_words(&request.scope).into())];
            let done = (AuditAction::LetIn, application.id);
            self.record_with_application(&mut tx, answerer.actor, done, fields).await?;
        }
        let code = self.give_code(&mut tx, request, &authorization).await?;
        if let Some(application) = news {
            self.tell_let_in(&mut tx, answerer.actor, application).await?;
        }
        tx.commit().await?;
        if news.is_some() {
            self.wake_mail_worker();
        }
        let to = request.return_to(&self.0.settings.public_url);
        Ok(Sensitive::new(to.with_code(code.reveal())))
    }

    /// Tells that somebody let an application act on their behalf.
    pub(crate) async fn tell_let_in(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        application: &ApplicationRow,
    ) -> Result<()> {
        let with = With::LetIn(application, actor.viewer.id);
        self.tell(tx, Fact { event: MailEvent::ApplicationLetIn, by: Some(actor), with }).await
    }

    async fn give_code(
        &self,
        tx: &mut Transaction,
        request: &ValidRequest,
        authorization: &AuthorizationRow,
    ) -> Result<Sensitive> {
        let code = self.new_token();
        tx.insert_authorization(authorization).await?;
        let row = AuthorizationCodeRow {
            authorization_id: authorization.id,
            redirect_uri: request.redirect_uri_was_sent.then(|| request.redirect_uri.clone()),
            code_challenge: request.code_challenge.clone(),
            expires_at: authorization.created_at + self.0.settings.code_lifetime,
            used_at: None,
        };
        tx.insert_authorization_code(&digest(code.reveal()), &row).await?;
        Ok(code)
    }

    /// For how long tokens of the application can be refreshed at all.
    pub(crate) fn refresh_absolute_of(&self, application: &crate::live::LiveApplication) -> Duration {
        application.refresh_absolute.unwrap_or(self.0.settings.refresh_absolute_lifetime)
    }
}
