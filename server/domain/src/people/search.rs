//! Finds people by any condition, for web APIs: what grids ask is in `list`.

use super::found::subject;
use crate::{Actor, Error, Office, Result, reach::reach_of_side};
use model::{Filter, Side, Sort, User, UserField};
use store::Wished;

/// How many people one search gives at most.
const FOUND_MAX: u64 = 1_000;

impl Office {
    /// How many people of a side the actor may view and the filter selects, and a part of them: so many after so many.
    pub async fn search_users(
        &self,
        actor: &Actor,
        side: Side,
        filter: &Filter<UserField>,
        sort: Sort<UserField>,
        (offset, limit): (u64, u64),
    ) -> Result<(u64, Vec<User>)> {
        let reach = reach_of_side(actor, subject(side), side).ok_or(Error::Forbidden)?;
        let total = self.0.database.count_users(&reach, filter).await?;
        if limit == 0 || offset >= total {
            return Ok((total, Vec::new()));
        }
        let wished = Wished { reach: &reach, filter, sort: &[sort], offset, limit: limit.min(FOUND_MAX) };
        let rows = self.0.database.list_users(&wished).await?;
        let found = self.found_users(side, rows).await?;
        Ok((total, found.into_iter().map(|found| found.shown(actor)).collect()))
    }
}
