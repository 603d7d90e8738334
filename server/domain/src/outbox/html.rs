//! The HTML of a mail.

use super::record;
use crate::{Actor, Error, Office, Result};
use model::{Action, MailId, Subject};

impl Office {
    /// The page in a mail, with `{{link}}` where its link was; blank if it has none.
    pub async fn outbox_mail_html(&self, actor: &Actor, id: MailId) -> Result<String> {
        let row = self.0.database.find_outbox_mail(id).await?.ok_or(Error::NotFound)?;
        actor.require(Subject::MailSettings, Action::View, &record(&row))?;
        self.0.database.html_of_mail(id).await?.ok_or(Error::NotFound)
    }
}
