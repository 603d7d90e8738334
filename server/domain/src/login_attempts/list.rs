//! Lists attempts.

use super::shown;
use crate::{
    Actor, Error, Office, Result,
    reach::{any_of, reach, reach_of_side},
};
use model::{
    Asked, Direction, Filter, GridQuery, LoginAttempt, LoginAttemptField, Page, Side, Sort, Subject, UserId,
};
use store::Reach;

/// How many the page of a person shows.
const LATEST: u32 = 10;

impl Office {
    /// The attempts the actor may see, the latest first unless the query says otherwise. A page beyond the end gives the
    /// last page.
    pub async fn list_login_attempts(
        &self,
        actor: &Actor,
        query: &GridQuery<LoginAttemptField>,
    ) -> Result<Page<LoginAttempt>> {
        let reach = reach(actor, Subject::LoginAttempts).ok_or(Error::Forbidden)?;
        self.login_attempts_within(&reach, query).await
    }

    /// The same, of one side: those of its people, and of strangers at its applications.
    pub async fn list_login_attempts_of_side(
        &self,
        actor: &Actor,
        side: Side,
        query: &GridQuery<LoginAttemptField>,
    ) -> Result<Page<LoginAttempt>> {
        let reach = reach_of_side(actor, Subject::LoginAttempts, side).ok_or(Error::Forbidden)?;
        self.login_attempts_within(&reach, query).await
    }

    /// The latest ones of a person, as far as the actor may see them; those of oneself everybody may.
    pub async fn latest_login_attempts(&self, actor: &Actor, person: UserId) -> Result<Vec<LoginAttempt>> {
        let reach = if person == actor.viewer.id {
            any_of(Reach::Owner, vec![person.0])
        } else {
            reach(actor, Subject::LoginAttempts).ok_or(Error::Forbidden)?
        };
        let asked = vec![(LoginAttemptField::User, Asked::AnyOf(vec![person.0]))];
        let query = GridQuery { asked, page_size: LATEST, ..GridQuery::default() };
        Ok(self.login_attempts_within(&reach, &query).await?.rows)
    }

    async fn login_attempts_within(
        &self,
        reach: &Filter<Reach>,
        query: &GridQuery<LoginAttemptField>,
    ) -> Result<Page<LoginAttempt>> {
        let filter = query.filter(self.now());
        let latest = Sort { field: LoginAttemptField::Created, direction: Direction::Descending };
        let sort = [query.sort.unwrap_or(latest)];
        let page = self.0.database.page_of_login_attempts((reach, &filter), &sort, &query.part()).await?;
        page.try_map(shown)
    }
}
