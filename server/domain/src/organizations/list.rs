//! Lists organizations: those the actor may view, as the query asks.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, Organization, OrganizationField, Page, Sort, Subject};
use store::{FullOrganizationRow, Wished};

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
        let total = self.0.database.count_organizations(&reach, &filter).await?;
        let page = Page::<FullOrganizationRow>::new(total, query.page, query.page_size);
        let wished = Wished {
            reach: &reach,
            filter: &filter,
            sort: &[query.sort.unwrap_or(by_name)],
            offset: page.offset(),
            limit: page.size.into(),
        };
        let rows = self.0.database.list_organizations(&wished).await?;
        Ok(Page { rows, ..page }.map(|row| shown(row, actor)))
    }
}
