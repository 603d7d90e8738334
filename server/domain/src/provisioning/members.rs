//! Who has a role, seen from the role. Giving and taking is changing the person: it takes what that takes.

use crate::{
    Actor, Error, Office, Result,
    people::{Found, subject},
    reach::{any_of, reach_of_side},
    roles,
};
use model::{
    Action, Condition, Direction, Filter, Invalid, PersonRef, Problem, Role, RoleId, Side, Sort, UserField,
    UserId, full_name,
};
use std::collections::{HashMap, HashSet};
use store::{FullRoleRow, Wished};

/// The most members that one answer tells, and that one change concerns.
const MEMBERS_MAX: usize = 10_000;

/// To whom a role is given, and from whom it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembersChange {
    /// Who has it afterwards, whether or not they had it before.
    pub give: HashSet<UserId>,
    /// Who has it no more.
    pub take: HashSet<UserId>,
}

impl Office {
    /// The users who have each of these roles and whom the actor may see, by name; `None` if there are more than 10,000.
    pub async fn members_of_roles(
        &self,
        actor: &Actor,
        roles: &[RoleId],
    ) -> Result<Option<HashMap<RoleId, Vec<PersonRef>>>> {
        if !actor.may_view_roles() {
            return Err(Error::Forbidden);
        }
        let Some(reach) = reach_of_side(actor, subject(Side::BackOffice), Side::BackOffice) else {
            return Ok(Some(HashMap::new()));
        };
        let limit = MEMBERS_MAX as u64 + 1;
        let rows = self.0.database.members_of_roles(roles, &reach, &there(), limit).await?;
        if rows.len() > MEMBERS_MAX {
            return Ok(None);
        }
        let mut members: HashMap<RoleId, Vec<PersonRef>> = HashMap::new();
        for row in rows {
            let name = full_name(&row.first_name, &row.last_name);
            let person = PersonRef { id: row.user_id, name, email: row.email, customer: None };
            members.entry(row.role_id).or_default().push(person);
        }
        Ok(Some(members))
    }

    /// Of these people those whom the actor may see and nobody removed: who could be a member.
    pub async fn users_as_members(&self, actor: &Actor, users: &[UserId]) -> Result<Vec<PersonRef>> {
        Ok(self.people_to_change(actor, users).await?.into_iter().map(|found| found.row.into()).collect())
    }

    /// Gives a role to people and takes it from others, all or nobody.
    pub async fn change_members(&self, actor: &Actor, id: RoleId, members: &MembersChange) -> Result<Role> {
        let row = self.0.database.find_role(id).await?;
        let row = row.filter(|row| row.side == Side::BackOffice && actor.may_view_roles());
        let row = row.ok_or(Error::NotFound)?;
        let ids: Vec<UserId> = members.give.union(&members.take).copied().collect();
        if ids.len() > MEMBERS_MAX {
            return Err(Invalid::one("members", Problem::TooMany { limit: 10_000 }).into());
        }
        let people = self.people_to_change(actor, &ids).await?;
        let known: HashSet<UserId> = people.iter().map(|found| found.row.id).collect();
        if members.give.iter().any(|user| !known.contains(user)) {
            return Err(Invalid::one("members", Problem::UnknownPerson).into());
        }
        let concerned: Vec<UserId> =
            people.iter().filter(|found| members.changes(found, id)).map(|found| found.row.id).collect();
        if concerned.is_empty() {
            return Ok(roles::shown(row, actor));
        }
        let mut change = self.begin_administration().await?;
        let row = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        if !actor.may_give(&row.permissions) {
            return Err(Error::Forbidden);
        }
        let now = self.now();
        for user in concerned {
            let mut found = self.locked_user(&mut change.tx, user).await?;
            found.require_changeable(actor)?;
            if members.give.contains(&user) {
                change.tx.give_role(user, id, now).await?;
            } else {
                change.tx.take_role(user, id, now).await?;
            }
            change.tx.save_user(&mut found.row, now).await?;
            let after = self.locked_user(&mut change.tx, user).await?;
            self.record_changed(&mut change.tx, actor, &found, &after).await?;
        }
        let row: FullRoleRow = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        self.commit_administration(change).await?;
        Ok(roles::shown(row, actor))
    }

    /// These users as they are, as far as the actor may see them.
    async fn people_to_change(&self, actor: &Actor, ids: &[UserId]) -> Result<Vec<Found>> {
        let side = Side::BackOffice;
        let Some(reach) = reach_of_side(actor, subject(side), side).filter(|_| !ids.is_empty()) else {
            return Ok(Vec::new());
        };
        let filter = any_of(UserField::Id, ids.iter().map(|id| id.0).collect()).and(there());
        let sort = [Sort { field: UserField::Id, direction: Direction::Ascending }];
        let limit = MEMBERS_MAX as u64;
        let wished = Wished { reach: &reach, filter: &filter, sort: &sort, offset: 0, limit };
        let rows = self.0.database.list_users(&wished).await?;
        let mut found = self.found_users(side, rows).await?;
        found.retain(|found| found.require(actor, Action::View).is_ok());
        Ok(found)
    }
}

impl MembersChange {
    /// Whether anything changes for this person.
    fn changes(&self, found: &Found, role: RoleId) -> bool {
        let has = found.roles.iter().any(|one| one.id == role);
        let id = &found.row.id;
        (!has && self.give.contains(id)) || (has && self.take.contains(id) && !self.give.contains(id))
    }
}

/// Who was not removed.
fn there() -> Filter<UserField> {
    Filter::Field(UserField::Removed, Condition::Is(false))
}
