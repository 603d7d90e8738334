//! Lists organizations: those the actor may view, as the query asks.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, Organization, OrganizationField, Page, Sort, Subject};

impl Office {
    /// The organizations, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_organizations(
        &self,
        actor: &Actor,
        query: &GridQuery<OrganizationField>,
    ) -> Result<Page<Organization>> {
        let reach = reach(actor, Subject::Organizations).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let by_name = Sort { field: OrganizationField::Name, direction: Direction::Ascending };
        let sort = [query.sort.unwrap_or(by_name)];
        let page = self.0.database.page_of_organizations((&reach, &filter), &sort, &query.part()).await?;
        Ok(page.map(|row| shown(row, actor)))
    }
}
