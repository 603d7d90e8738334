//! Finds the person an application shall act as, by what somebody types.

use super::subject;
use crate::{
    Actor, Office, Result,
    reach::{any_of, reach_of_side},
};
use model::{
    Action, Condition, Direction, Filter, Invalid, Level, PersonRef, Problem, Side, Sort, TextOperator,
    UserField, UserId,
};
use store::{Reach, Wished};

/// How many are offered at once.
const OFFERED: u64 = 10;

impl Office {
    /// Enabled people of a side whose name or e-mail address has this text in it and for whom the actor may create
    /// applications, by name; ten at most.
    pub async fn find_owners(&self, actor: &Actor, side: Side, text: &str) -> Result<Vec<PersonRef>> {
        let contains =
            |field| Filter::Field(field, Condition::Text(TextOperator::Contains, text.trim().to_owned()));
        let wanted = Filter::Or(vec![contains(UserField::Name), contains(UserField::Email)]);
        self.owners(actor, side, wanted).await
    }

    /// The person with this e-mail address, or else the only one of this name.
    pub(super) async fn owner_by_name(&self, actor: &Actor, side: Side, text: &str) -> Result<UserId> {
        let equals =
            |field| Filter::Field(field, Condition::Text(TextOperator::Equals, text.trim().to_owned()));
        for field in [UserField::Email, UserField::Name] {
            match self.owners(actor, side, equals(field)).await?.as_slice() {
                [] => {}
                [one] => return Ok(one.id),
                _ => return Err(Invalid::one("owner", Problem::SeveralPeople).into()),
            }
        }
        Err(Invalid::one("owner", Problem::UnknownPerson).into())
    }

    async fn owners(&self, actor: &Actor, side: Side, wanted: Filter<UserField>) -> Result<Vec<PersonRef>> {
        // Whoever may see applications of theirs may know of them; whether one may be created is asked when it is.
        let Some(reach) = reach_of_side(actor, subject(side), side) else { return Ok(Vec::new()) };
        let reach = if actor.level(subject(side), Action::Create) <= Level::Own {
            reach.and(any_of(Reach::Owner, vec![actor.viewer.id.0]))
        } else {
            reach
        };
        let enabled = Filter::Field(UserField::Enabled, Condition::Is(true));
        let by_name = Sort { field: UserField::Name, direction: Direction::Ascending };
        let wished = Wished {
            reach: &reach,
            filter: &wanted.and(enabled),
            sort: &[by_name],
            offset: 0,
            limit: OFFERED,
        };
        let rows = self.0.database.list_users(&wished).await?;
        Ok(rows.into_iter().map(PersonRef::from).collect())
    }
}
