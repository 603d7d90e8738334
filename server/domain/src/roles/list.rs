//! Lists roles.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Direction, GridQuery, Page, Role, RoleField, Sort};

impl Office {
    /// The roles, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_roles(&self, actor: &Actor, query: &GridQuery<RoleField>) -> Result<Page<Role>> {
        if !actor.may_view_roles() {
            return Err(Error::Forbidden);
        }
        let filter = query.filter(self.now());
        let by_name = Sort { field: RoleField::Name, direction: Direction::Ascending };
        let sort = [query.sort.unwrap_or(by_name)];
        let page = self.0.database.page_of_roles(&filter, &sort, &query.part()).await?;
        Ok(page.map(|row| shown(row, actor)))
    }
}
