//! Looks up users of the back office by what somebody types.

use crate::{Actor, Office, Result, reach::reach_of_side};
use model::{
    Condition, Direction, Filter, Invalid, PersonRef, Problem, Side, Sort, Subject, TextOperator, UserField,
    UserId,
};
use store::Wished;

/// How many people are offered at once.
const OFFERED: u64 = 10;

impl Office {
    /// Enabled users whom the actor may see, whose name or e-mail address has this text in it, and to whom the rest
    /// applies; ten at most, by name.
    pub(crate) async fn users_like(
        &self,
        actor: &Actor,
        text: &str,
        rest: Filter<UserField>,
    ) -> Result<Vec<PersonRef>> {
        let contains = |field| compared(field, TextOperator::Contains, text);
        let wanted = Filter::Or(vec![contains(UserField::Name), contains(UserField::Email)]);
        self.users_who(actor, wanted.and(rest)).await
    }

    /// The one with this e-mail address, or else the only one of this name; refused as a value of `field`.
    pub(crate) async fn user_named(
        &self,
        actor: &Actor,
        text: &str,
        rest: Filter<UserField>,
        field: &str,
    ) -> Result<UserId> {
        for by in [UserField::Email, UserField::Name] {
            let wanted = compared(by, TextOperator::Equals, text).and(rest.clone());
            match self.users_who(actor, wanted).await?.as_slice() {
                [] => {}
                [one] => return Ok(one.id),
                _ => return Err(Invalid::one(field, Problem::SeveralPeople).into()),
            }
        }
        Err(Invalid::one(field, Problem::UnknownPerson).into())
    }

    async fn users_who(&self, actor: &Actor, wanted: Filter<UserField>) -> Result<Vec<PersonRef>> {
        let Some(reach) = reach_of_side(actor, Subject::Users, Side::BackOffice) else {
            return Ok(Vec::new());
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

fn compared(field: UserField, operator: TextOperator, text: &str) -> Filter<UserField> {
    Filter::Field(field, Condition::Text(operator, text.trim().to_owned()))
}
