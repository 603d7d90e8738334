//! Lists attempts.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, LoginAttempt, LoginAttemptField, Page, Sort, Subject};
use store::{LoginAttemptRow, Wished};

impl Office {
    /// The attempts the actor may see, the latest first unless the query says otherwise. A page beyond the end gives the
    /// last page.
    pub async fn list_login_attempts(
        &self,
        actor: &Actor,
        query: &GridQuery<LoginAttemptField>,
    ) -> Result<Page<LoginAttempt>> {
        let reach = reach(actor, Subject::LoginAttempts).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let latest = Sort { field: LoginAttemptField::Created, direction: Direction::Descending };
        let total = self.0.database.count_login_attempts(&reach, &filter).await?;
        let page = Page::<LoginAttemptRow>::new(total, query.page, query.page_size);
        let wished = Wished {
            reach: &reach,
            filter: &filter,
            sort: &[query.sort.unwrap_or(latest)],
            offset: page.offset(),
            limit: page.size.into(),
        };
        let rows = self.0.database.list_login_attempts(&wished).await?;
        let rows = rows.into_iter().map(shown).collect::<Result<_>>()?;
        Ok(Page { rows, total: page.total, number: page.number, size: page.size })
    }
}
