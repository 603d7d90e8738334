//! Changes what was typed of an application. Its organization, its owner and its grant stay.

use super::{
    beyond::{may_hand_on, widens},
    create_of_grant::both,
};
use crate::{Actor, Error, Office, Result};
use model::{Action, Application, ApplicationForm, ApplicationId, Invalid, MailEvent};
use store::{ApplicationRow, Transaction};

impl Office {
    /// Changes name, activity, APIs and, where the grant has them, redirect URLs, consent and whether it keeps a secret.
    /// [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        form: &ApplicationForm,
    ) -> Result<Application> {
        let row = self.permitted_application(actor, id, Action::Edit).await?;
        let (input, redirect_uris) = both(
            form.validate(row.side),
            form.redirect_uris(row.grant_type).map_err(|problem| Invalid::one("redirect_uris", problem)),
        )?;
        // Asked before the transaction, which must not wait for a second connection while it holds one.
        let may_widen =
            may_hand_on(actor, &input.apis, row.side) && self.holds_no_more_than(actor, row.owner_id).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = self.locked_application(&mut tx, id).await?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        if widens(&row.apis, &input.apis, row.side) && !may_widen {
            return Err(Error::Forbidden);
        }
        let before = row.clone();
        // Switched off they are dead, and switched on none comes back: see `deactivate` and `activate`.
        if row.active != input.active {
            self.end_tokens(&mut tx, &mut row).await?;
        }
        (row.name, row.active, row.apis) = (input.name, input.active, input.apis);
        row.redirect_uris = redirect_uris.join("\n");
        row.skip_consent = form.skip_consent && !row.grant_type.has_owner();
        let confidential = form.confidential || !row.grant_type.may_be_public();
        if row.confidential && !confidential {
            self.end_secrets(&mut tx, id).await?;
        }
        // Turned into one that keeps secrets it has none yet: rotating gives it one.
        row.confidential = confidential;
        let events = events(&before, &row);
        self.save_application(tx, actor, row, &events).await
    }

    /// Ends every secret of an application that cannot keep one any more.
    pub(crate) async fn end_secrets(&self, tx: &mut Transaction, id: ApplicationId) -> Result<()> {
        let now = self.now();
        for secret in tx.secrets_of_application(id).await? {
            if secret.expires_at.is_none_or(|end| end > now) {
                tx.end_secret(secret.id, now).await?;
            }
        }
        Ok(())
    }
}

/// What there is to tell of a change: nothing where all is as it was, and of switching it on or off what its own verbs tell.
fn events(before: &ApplicationRow, after: &ApplicationRow) -> Vec<MailEvent> {
    let switched = match (before.active, after.active) {
        (false, true) => Some(MailEvent::ApplicationActivated),
        (true, false) => Some(MailEvent::ApplicationDeactivated),
        _ => None,
    };
    let changed = ApplicationRow { active: before.active, ..after.clone() };
    let unchanged = ApplicationRow { tokens_dead_until_ms: after.tokens_dead_until_ms, ..before.clone() };
    let changed = (changed != unchanged).then_some(MailEvent::ApplicationChanged);
    changed.into_iter().chain(switched).collect()
}
