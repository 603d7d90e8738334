//! Lists customers: those the actor may view, as the query asks.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Customer, CustomerField, Direction, GridQuery, Page, Sort, Subject};
use store::{FullCustomerRow, Wished};

impl Office {
    /// The customers, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_customers(
        &self,
        actor: &Actor,
        query: &GridQuery<CustomerField>,
    ) -> Result<Page<Customer>> {
        let reach = reach(actor, Subject::Customers).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let by_name = Sort { field: CustomerField::Name, direction: Direction::Ascending };
        let total = self.0.database.count_customers(&reach, &filter).await?;
        let page = Page::<FullCustomerRow>::new(total, query.page, query.page_size);
        let wished = Wished {
            reach: &reach,
            filter: &filter,
            sort: &[query.sort.unwrap_or(by_name)],
            offset: page.offset(),
            limit: page.size.into(),
        };
        let rows = self.0.database.list_customers(&wished).await?;
        Ok(Page { rows, ..page }.map(|row| shown(row, actor)))
    }
}
