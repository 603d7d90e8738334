//! Somebody typed a code: what they are asked, and their answer (RFC 8628 §3.3).

use super::user_code::UserCode;
use crate::{
    Actor, Attempt, Error, Office, Result, Via, audit::scope_words, live::LiveApplication, live::Standing,
    people::session_of,
};
use model::{AuditAction, AuditField, DeviceQuestion, Timestamp};
use std::sync::Arc;
use store::{AuthorizationRow, DeviceCodeRow};

/// A device that waits for this person's answer.
struct Waiting {
    code: UserCode,
    row: DeviceCodeRow,
    application: Arc<LiveApplication>,
}

impl Office {
    /// What the person is asked. `NotFound` for every code that is none, ended, was answered, or is of an application that is
    /// not for them; who tries many is slowed down (RFC 8628 §5.1).
    pub async fn device_question(&self, actor: &Actor, typed: &str, address: &str) -> Result<DeviceQuestion> {
        let Waiting { code, row, application } = self.waiting_device(actor, typed, address).await?;
        let viewer = &actor.viewer;
        let organization = viewer.organizations.iter().find(|one| one.id == application.organization);
        Ok(DeviceQuestion {
            user_code: code.shown(),
            application: application.name.clone(),
            registered_itself: application.registered_itself(),
            organization: organization.map(|one| one.name.clone()).unwrap_or_default(),
            scope: row.scope,
            person: format!("{} ({})", viewer.name, viewer.email),
        })
    }

    /// Takes the answer.
    pub async fn answer_device(
        &self,
        actor: &Actor,
        typed: &str,
        address: &str,
        granted: bool,
    ) -> Result<()> {
        let session = session_of(actor)?;
        let Waiting { code, row, application } = self.waiting_device(actor, typed, address).await?;
        let now = self.now();
        if !granted {
            let mut tx = self.0.database.begin().await?;
            let waited = tx.deny_device(&code.digest(), now).await?;
            tx.commit().await?;
            return if waited { Ok(()) } else { Err(Error::NotFound) };
        }
        let known = self.0.database.find_application(application.id).await?;
        let authenticated = self.0.database.session_authentication(session, actor.viewer.id).await?;
        let (authenticated_at, methods) = authenticated.ok_or(Error::NotFound)?;
        let authorization = AuthorizationRow {
            id: self.new_id(),
            application_id: application.id,
            user_id: actor.viewer.id,
            organization_id: application.organization,
            scope: row.scope,
            authenticated_at,
            methods,
            session_id: Some(session),
            nonce: None,
            dpop_thumbprint: None,
            created_at: now,
            last_used_at: None,
            expires_at: now + self.refresh_absolute_of(&application),
            ended_at: None,
        };
        let mut tx = self.0.database.begin().await?;
        if !tx.hold_session(session, authorization.user_id).await? {
            return Err(Error::NotFound);
        }
        let fields = vec![(AuditField::Scope, scope_words(&authorization.scope).into())];
        self.record_with_application(&mut tx, actor, (AuditAction::LetIn, application.id), fields).await?;
        tx.insert_authorization(&authorization).await?;
        if !tx.let_device_in(&code.digest(), authorization.id, now).await? {
            return Err(Error::NotFound);
        }
        // Every time: whoever was talked into typing a stranger's code should get to know (RFC 8628 §5.4).
        if let Some(application) = &known {
            self.tell_let_in(&mut tx, actor, application).await?;
        }
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    async fn waiting_device(&self, actor: &Actor, typed: &str, address: &str) -> Result<Waiting> {
        if !matches!(actor.via, Via::Session(_)) {
            return Err(Error::Forbidden);
        }
        let name = actor.viewer.id.to_string();
        let now_ms = self.0.clock.now_ms();
        self.0.guard.check(Attempt::DeviceCode, &name, address, now_ms).map_err(Error::TooMany)?;
        let found = self.find_waiting(actor, typed, self.now()).await?;
        if found.is_none() {
            self.0.guard.failed(Attempt::DeviceCode, &name, address, now_ms);
        }
        found.ok_or(Error::NotFound)
    }

    async fn find_waiting(&self, actor: &Actor, typed: &str, now: Timestamp) -> Result<Option<Waiting>> {
        let Some(code) = UserCode::read(typed) else { return Ok(None) };
        let database = &self.0.database;
        let Some(row) = database.find_waiting_device(&code.digest(), now).await? else { return Ok(None) };
        let Some(known) = database.find_application(row.application_id).await? else { return Ok(None) };
        let application = self.live_application(&known.client_id).await?;
        let viewer = &actor.viewer;
        let application = application.filter(|application| {
            application.standing == Standing::Good
                && application.side == viewer.side
                && viewer.organizations.iter().any(|one| one.id == application.organization)
        });
        Ok(application.map(|application| Waiting { code, row, application }))
    }
}
