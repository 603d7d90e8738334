//! Who is behind the addresses of a mail.

use crate::{Actor, Error, Office, Result};
use model::{Condition, Direction, Filter, Side, Sort, TextOperator, User, UserField};

impl Office {
    /// The people with these primary e-mail addresses whom the actor may view, and the actor, if it is one of theirs; by name,
    /// users of the back office first. Addresses are compared without regard to case.
    pub async fn people_behind(&self, actor: &Actor, addresses: &[String]) -> Result<Vec<User>> {
        let mut people = Vec::new();
        if addresses.is_empty() {
            return Ok(people);
        }
        let equals = |address: &String| {
            Filter::Field(UserField::Email, Condition::Text(TextOperator::Equals, address.clone()))
        };
        let filter = Filter::Or(addresses.iter().map(equals).collect());
        let by_name = Sort { field: UserField::Name, direction: Direction::Ascending };
        for side in [Side::BackOffice, Side::Customer] {
            match self.search_users(actor, side, &filter, by_name, (0, addresses.len() as u64)).await {
                Ok((_, found)) => people.extend(found),
                // They see nobody of this side.
                Err(Error::Forbidden) => {}
                Err(error) => return Err(error),
            }
        }
        let own = &actor.viewer.email;
        let asked = addresses.iter().any(|address| model::fold(address) == model::fold(own));
        if asked && !people.iter().any(|person| person.id == actor.viewer.id) {
            people.push(self.find_correspondent(actor, actor.viewer.id).await?);
        }
        Ok(people)
    }
}
