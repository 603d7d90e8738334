//! Lists attempts.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, LoginAttempt, LoginAttemptField, Page, Sort, Subject};

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
        let sort = [query.sort.unwrap_or(latest)];
        let page = self.0.database.page_of_login_attempts((&reach, &filter), &sort, &query.part()).await?;
        page.try_map(shown)
    }
}
