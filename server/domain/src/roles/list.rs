//! Lists roles.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Direction, Filter, GridQuery, Page, Role, RoleField, Sort};
use store::{FullRoleRow, Wished};

impl Office {
    /// The roles, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_roles(&self, actor: &Actor, query: &GridQuery<RoleField>) -> Result<Page<Role>> {
        if !actor.may_view_roles() {
            return Err(Error::Forbidden);
        }
        let filter = query.filter(self.now());
        let by_name = Sort { field: RoleField::Name, direction: Direction::Ascending };
        let total = self.0.database.count_roles(&filter).await?;
        let page = Page::<FullRoleRow>::new(total, query.page, query.page_size);
        let wished = Wished {
            reach: &Filter::everything(),
            filter: &filter,
            sort: &[query.sort.unwrap_or(by_name)],
            offset: page.offset(),
            limit: page.size.into(),
        };
        let rows = self.0.database.list_roles(&wished).await?;
        Ok(Page { rows, ..page }.map(|row| shown(row, actor)))
    }
}
