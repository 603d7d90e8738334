//! Lists applications: what the actor may view, as the query asks.

use super::{options::require_index, shown, subject};
use crate::{
    Actor, Error, Office, Result,
    reach::{any_of, reach_of_side},
};
use model::{
    Application, ApplicationField, Direction, Filter, GridQuery, Page, Part, Side, Sort, Timestamp, UserId,
};
use store::Reach;

/// A wish for a page of applications.
#[derive(Clone, Debug)]
pub struct ApplicationList {
    /// Those of this owner only.
    pub owner: Option<UserId>,
    /// Those of this side only.
    pub side: Option<Side>,
    /// Which.
    pub filter: Filter<ApplicationField>,
    /// In which order; none: by organization and name where there are several organizations, else newest first.
    pub sort: Vec<Sort<ApplicationField>>,
    /// Which part of them; 100 rows at most.
    pub part: Part,
}

impl ApplicationList {
    /// What the grid on an owner's page asks for.
    pub fn of(owner: UserId, query: &GridQuery<ApplicationField>, now: Timestamp) -> Self {
        Self { owner: Some(owner), side: None, ..Self::asked(query, now) }
    }

    /// What the grid of all applications of a side asks for.
    pub fn of_side(side: Side, query: &GridQuery<ApplicationField>, now: Timestamp) -> Self {
        Self { owner: None, side: Some(side), ..Self::asked(query, now) }
    }

    fn asked(query: &GridQuery<ApplicationField>, now: Timestamp) -> Self {
        Self {
            owner: None,
            side: None,
            filter: query.filter(now),
            sort: query.sort.into_iter().collect(),
            part: query.part(),
        }
    }
}

impl Office {
    /// The applications the actor may view. A page beyond the end gives the last page.
    pub async fn list_applications(
        &self,
        actor: &Actor,
        list: &ApplicationList,
    ) -> Result<Page<Application>> {
        if let (None, Some(side)) = (list.owner, list.side) {
            require_index(actor, side)?;
        }
        let mut reach = reach(actor, list.side).ok_or(Error::Forbidden)?;
        let mut several = actor.viewer.organization.global;
        if let Some(owner) = list.owner {
            let organizations = self.visible_owner(actor, owner).await?.organizations_for(actor);
            several = organizations.len() > 1;
            let organizations = organizations.iter().map(|one| one.id.0).collect();
            reach = Filter::And(vec![
                reach,
                any_of(Reach::Owner, vec![owner.0]),
                any_of(Reach::Organization, organizations),
            ]);
        }
        let sort = if list.sort.is_empty() { default_sort(several) } else { list.sort.clone() };
        let page = self.0.database.page_of_applications((&reach, &list.filter), &sort, &list.part).await?;
        Ok(page.map(shown))
    }
}

fn default_sort(several_organizations: bool) -> Vec<Sort<ApplicationField>> {
    let sort = |field, direction| Sort { field, direction };
    if several_organizations {
        vec![
            sort(ApplicationField::Organization, Direction::Ascending),
            sort(ApplicationField::Name, Direction::Ascending),
        ]
    } else {
        vec![sort(ApplicationField::Created, Direction::Descending)]
    }
}

/// The rows of one side or of both that the actor may view; none if there is nothing they may view.
fn reach(actor: &Actor, side: Option<Side>) -> Option<Filter<Reach>> {
    let sides =
        [Side::BackOffice, Side::Customer].into_iter().filter(|one| side.is_none_or(|side| side == *one));
    let sides: Vec<_> = sides.filter_map(|side| reach_of_side(actor, subject(side), side)).collect();
    if sides.is_empty() { None } else { Some(Filter::Or(sides)) }
}
