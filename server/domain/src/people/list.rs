//! Lists people: those the actor may view, as the query asks.

use super::found::subject;
use crate::{
    Actor, Error, Office, Result,
    reach::{any_of, reach_of_side},
};
use model::{CustomerId, Direction, GridQuery, Page, Side, Sort, User, UserField};
use store::Reach;

impl Office {
    /// The people of a side that the actor may view, by name unless the query says otherwise; those of one customer only
    /// where one is given. A page beyond the end gives the last page.
    pub async fn list_users(
        &self,
        actor: &Actor,
        side: Side,
        query: &GridQuery<UserField>,
        customer: Option<CustomerId>,
    ) -> Result<Page<User>> {
        let mut reach = reach_of_side(actor, subject(side), side).ok_or(Error::Forbidden)?;
        if let Some(customer) = customer {
            reach = reach.and(any_of(Reach::Customer, vec![customer.0]));
        }
        let filter = query.filter(self.now());
        let by_name = Sort { field: UserField::Name, direction: Direction::Ascending };
        let sort = [query.sort.unwrap_or(by_name)];
        let mut page = self.0.database.page_of_users((&reach, &filter), &sort, &query.part()).await?;
        let found = self.found_users(side, std::mem::take(&mut page.rows)).await?;
        Ok(page.with(found.into_iter().map(|found| found.shown(actor)).collect()))
    }
}
