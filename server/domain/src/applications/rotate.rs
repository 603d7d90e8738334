//! Gives an application a new secret.

use super::beyond::may_hand_on;
use crate::{
    Actor, ClientSecret, Error, Office, Result,
    audit::{Audited, Deed, told},
    mail::{Fact, SecretFacts, With},
};
use model::{
    Action, ApplicationId, AuditAction, AuditField, AuthenticationMethod, Grace, MailEvent, RotatedSecret,
    SecretForm, SecretInput, Timestamp,
};
use std::time::Duration;
use store::{SecretRow, Transaction};

const DAY: Duration = Duration::from_hours(24);

impl Office {
    /// Makes a new secret. The one before works until the grace is over; one that is in its grace already ends at once,
    /// so that there are never more than two. The secret is in the answer and nowhere else.
    pub async fn rotate_secret(
        &self,
        actor: &Actor,
        id: ApplicationId,
        grace: Grace,
    ) -> Result<RotatedSecret> {
        self.rotate_secret_for(actor, id, grace, &SecretForm::default()).await
    }

    /// The same with a new secret that has a label, or ends by itself.
    pub async fn rotate_secret_for(
        &self,
        actor: &Actor,
        id: ApplicationId,
        grace: Grace,
        form: &SecretForm,
    ) -> Result<RotatedSecret> {
        let row = self.permitted_application(actor, id, Action::Edit).await?;
        let input = form.validate()?;
        // A public application has none, and gets none (RFC 6749 §2.1).
        if !row.confidential {
            return Err(Error::Forbidden);
        }
        // One that signs has none either: it does not fall back to what is weaker.
        let settings = self.0.database.find_application_settings(id).await?;
        if settings
            .is_none_or(|settings| settings.authentication_method != AuthenticationMethod::ClientSecret)
        {
            return Err(Error::Forbidden);
        }
        // Whoever holds the secret acts as the owner, so rotating asks for as much as creating does.
        if !may_hand_on(actor, &row.apis, row.side) {
            return Err(Error::Forbidden);
        }
        self.require_no_more_than(actor, row.owner_id).await?;
        self.require_step_up(actor, row.owner_id).await?;
        let secret = ClientSecret::generate(&*self.0.random);
        let mut tx = self.0.database.begin().await?;
        let row = self.locked_application(&mut tx, id).await?;
        // Read after the lock: nobody waits here and then ends a secret at a time that has passed meanwhile.
        let now = self.now();
        let (number, old_secret_until) = end_older(&mut tx, id, now, grace).await?;
        let expires_at = ends(&input, now);
        tx.insert_secret(&SecretRow {
            id: self.new_id(),
            application_id: id,
            number,
            hash: secret.digest().to_vec(),
            hint: secret.hint(),
            label: input.label,
            created_at: now,
            expires_at,
            last_used_at: None,
        })
        .await?;
        let facts = SecretFacts {
            hint: secret.hint(),
            expires_at,
            old_until: old_secret_until,
            ..SecretFacts::default()
        };
        let fields = vec![
            (AuditField::SecretNumber, number.into()),
            (AuditField::ExpiresAt, expires_at.into()),
            (AuditField::OldSecretUntil, old_secret_until.into()),
        ];
        let deed = Deed::new(AuditAction::SecretRotated, row.about()).with(told(fields));
        self.record(&mut tx, actor, deed).await?;
        let event = MailEvent::SecretRotated;
        self.tell(&mut tx, Fact { event, by: Some(actor), with: With::Secret(&row, facts) }).await?;
        self.commit_live(tx).await?;
        self.wake_mail_worker();
        Ok(RotatedSecret {
            client_id: row.client_id,
            client_secret: secret.into_revealed(),
            old_secret_until,
        })
    }
}

/// When a secret ends that is made now, if it does by itself.
pub(super) fn ends(new: &SecretInput, now: Timestamp) -> Option<Timestamp> {
    new.life.days().map(|days| now + DAY * days)
}

/// Ends the older secrets; the next number, and until when the newest of them still works: as long as the grace lasts, but
/// not longer than it would have worked anyway.
async fn end_older(
    tx: &mut Transaction,
    id: ApplicationId,
    now: Timestamp,
    grace: Grace,
) -> Result<(i64, Option<Timestamp>)> {
    let all = tx.secrets_of_application(id).await?;
    let newest = all.last().map_or(0, |newest| newest.number);
    let mut until = None;
    for old in all.iter().filter(|old| old.expires_at.is_none_or(|end| end > now)) {
        // Those before the newest are in their grace already.
        if old.number < newest || grace == Grace::None {
            tx.end_secret(old.id, now).await?;
            continue;
        }
        let end = now + grace.duration();
        let end = old.expires_at.map_or(end, |own| own.min(end));
        tx.end_secret(old.id, end).await?;
        until = Some(end);
    }
    Ok((newest + 1, until))
}
