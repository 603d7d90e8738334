//! Gives an application a new secret.

use super::beyond::may_hand_on;
use crate::{
    Actor, ClientSecret, Error, Office, Result,
    mail::{Fact, SecretFacts, With},
};
use model::{Action, ApplicationId, Grace, MailEvent, RotatedSecret, Timestamp};
use store::{SecretRow, Transaction};

impl Office {
    /// Makes a new secret. The one before works until the grace is over; one that is in its grace already ends at once,
    /// so that there are never more than two. The secret is in the answer and nowhere else.
    pub async fn rotate_secret(
        &self,
        actor: &Actor,
        id: ApplicationId,
        grace: Grace,
    ) -> Result<RotatedSecret> {
        let row = self.permitted_application(actor, id, Action::Edit).await?;
        // A public application has none, and gets none (RFC 6749 §2.1).
        if !row.confidential {
            return Err(Error::Forbidden);
        }
        // Whoever holds the secret acts as the owner, so rotating asks for as much as creating does.
        if !may_hand_on(actor, &row.apis, row.side) {
            return Err(Error::Forbidden);
        }
        self.require_no_more_than(actor, row.owner_id).await?;
        self.require_recent_password(actor, row.owner_id).await?;
        let secret = ClientSecret::generate(&*self.0.random);
        let mut tx = self.0.database.begin().await?;
        let row = self.locked_application(&mut tx, id).await?;
        // Read after the lock: nobody waits here and then ends a secret at a time that has passed meanwhile.
        let now = self.now();
        let (number, old_secret_until) = end_older(&mut tx, id, now, grace).await?;
        tx.insert_secret(&SecretRow {
            id: self.new_id(),
            application_id: id,
            number,
            hash: secret.digest().to_vec(),
            hint: secret.hint(),
            created_at: now,
            expires_at: None,
            last_used_at: None,
        })
        .await?;
        let facts =
            SecretFacts { hint: secret.hint(), old_until: old_secret_until, ..SecretFacts::default() };
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

/// Ends the older secrets; the next number, and until when the newest of them still works.
async fn end_older(
    tx: &mut Transaction,
    id: ApplicationId,
    now: Timestamp,
    grace: Grace,
) -> Result<(i64, Option<Timestamp>)> {
    let mut number = 1;
    let mut until = None;
    for old in tx.secrets_of_application(id).await? {
        number = old.number + 1;
        match old.expires_at {
            None if grace == Grace::None => tx.end_secret(old.id, now).await?,
            None => {
                let end = now + grace.duration();
                tx.end_secret(old.id, end).await?;
                until = Some(end);
            }
            Some(end) if end > now => tx.end_secret(old.id, now).await?,
            Some(_) => {}
        }
    }
    Ok((number, until))
}
