//! Finds roles by any condition, for web APIs: what grids ask is in `list`.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Filter, Role, RoleField, Sort};
use store::Wished;

/// How many roles one search gives at most.
const FOUND_MAX: u64 = 1_000;

impl Office {
    /// How many roles the filter selects, and a part of them: so many after so many.
    pub async fn search_roles(
        &self,
        actor: &Actor,
        filter: &Filter<RoleField>,
        sort: Sort<RoleField>,
        (offset, limit): (u64, u64),
    ) -> Result<(u64, Vec<Role>)> {
        if !actor.may_view_roles() {
            return Err(Error::Forbidden);
        }
        let total = self.0.database.count_roles(filter).await?;
        if limit == 0 || offset >= total {
            return Ok((total, Vec::new()));
        }
        let (reach, limit) = (Filter::everything(), limit.min(FOUND_MAX));
        let wished = Wished { reach: &reach, filter, sort: &[sort], offset, limit };
        let rows = self.0.database.list_roles(&wished).await?;
        Ok((total, rows.into_iter().map(|row| shown(row, actor)).collect()))
    }
}
