//! Lists customers: those the actor may view, as the query asks.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Customer, CustomerField, Direction, GridQuery, Page, Sort, Subject};

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
        let sort = [query.sort.unwrap_or(by_name)];
        let page = self.0.database.page_of_customers((&reach, &filter), &sort, &query.part()).await?;
        Ok(page.map(|row| shown(row, actor)))
    }
}
