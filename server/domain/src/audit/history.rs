//! The history of one record, for everybody who may see that record. From where things were done only those are told who may
//! see the audit.

use super::shown::shown;
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditKind, AuditedId, History, Level, Subject};

/// How much of it is shown beside the record.
const SHOWN: u64 = 25;

impl Office {
    /// What was done last with a record, the latest first.
    pub async fn history(&self, actor: &Actor, kind: AuditKind, id: AuditedId) -> Result<History> {
        self.require_visible(actor, kind, id).await?;
        let sees_audit = actor.level(Subject::Audit, Action::View) > Level::None;
        let mut rows = self.0.database.history(kind, id.0, SHOWN + 1).await?;
        let more = u64::try_from(rows.len()).is_ok_and(|found| found > SHOWN);
        rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        let records = rows.into_iter().map(|row| shown(row, actor, sees_audit)).collect::<Result<_>>()?;
        Ok(History { records, more, sees_audit })
    }

    /// Refuses those who may not see the record itself.
    async fn require_visible(&self, actor: &Actor, kind: AuditKind, AuditedId(id): AuditedId) -> Result<()> {
        match kind {
            AuditKind::Application => self.find_application(actor, id.into()).await.map(drop),
            AuditKind::User | AuditKind::CustomerUser => self.find_user(actor, id.into()).await.map(drop),
            AuditKind::Customer => self.find_customer(actor, id.into()).await.map(drop),
            AuditKind::Organization => self.find_organization(actor, id.into()).await.map(drop),
            AuditKind::Role => self.find_role(actor, id.into()).await.map(drop),
            AuditKind::EmailTemplate => self.find_email_template(actor, id.into()).await.map(drop),
            AuditKind::NotificationRule => self.find_notification_rule(actor, id.into()).await.map(drop),
            // These have no pages with a history.
            AuditKind::Mail
            | AuditKind::RegistrationToken
            | AuditKind::AttachedMessage
            | AuditKind::SavedView
            | AuditKind::SigningKey
            | AuditKind::Server => Err(Error::NotFound),
        }
    }
}
