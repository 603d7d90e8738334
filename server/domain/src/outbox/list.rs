//! Lists mails.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, OutboxField, OutboxMail, Page, Sort, Subject};

impl Office {
    /// The mails the actor may see, the latest first unless the query says otherwise. A page beyond the end gives the last
    /// page.
    pub async fn list_outbox(
        &self,
        actor: &Actor,
        query: &GridQuery<OutboxField>,
    ) -> Result<Page<OutboxMail>> {
        let reach = reach(actor, Subject::MailSettings).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let latest = Sort { field: OutboxField::Created, direction: Direction::Descending };
        let sort = [query.sort.unwrap_or(latest)];
        let page = self.0.database.page_of_outbox((&reach, &filter), &sort, &query.part()).await?;
        Ok(page.map(|row| shown(row, actor)))
    }
}
