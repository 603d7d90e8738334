//! Finds one mail.

use super::{record, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, MailId, OutboxMail, Subject};

impl Office {
    /// A mail with its text, if the actor may see it.
    pub async fn find_outbox_mail(&self, actor: &Actor, id: MailId) -> Result<OutboxMail> {
        let row = self.0.database.find_outbox_mail(id).await?.ok_or(Error::NotFound)?;
        actor.require(Subject::MailSettings, Action::View, &record(&row))?;
        let text = self.0.database.text_of_mail(id).await?;
        Ok(OutboxMail { text, ..shown(row, actor) })
    }
}
