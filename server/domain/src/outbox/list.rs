//! Lists mails.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, OutboxField, OutboxMail, Page, Sort, Subject};
use store::{OutboxRow, Wished};

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
        let total = self.0.database.count_outbox(&reach, &filter).await?;
        let page = Page::<OutboxRow>::new(total, query.page, query.page_size);
        let wished = Wished {
            reach: &reach,
            filter: &filter,
            sort: &[query.sort.unwrap_or(latest)],
            offset: page.offset(),
            limit: page.size.into(),
        };
        let rows = self.0.database.list_outbox(&wished).await?;
        Ok(Page { rows, ..page }.map(|row| shown(row, actor)))
    }
}
