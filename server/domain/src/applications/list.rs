//! Lists applications: what the actor may view, as the query asks.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{
    Action, Application, ApplicationField, ApplicationQuery, Condition, Direction, Filter, Level, Page, Side,
    Sort, TextOperator, UserId,
};
use store::{ApplicationSelect, Reach};
use uuid::Uuid;

/// The most rows of one page.
const PAGE_SIZE_MAX: u32 = 100;

/// A wish for a page of applications.
#[derive(Clone, Debug)]
pub struct ApplicationList {
    /// Those of this owner only.
    pub owner: Option<UserId>,
    /// Which.
    pub filter: Filter<ApplicationField>,
    /// In which order; none: by organization and name where there are several organizations, else newest first.
    pub sort: Vec<Sort<ApplicationField>>,
    /// The page, from 1.
    pub page: u32,
    /// Rows on a page, at most 100.
    pub page_size: u32,
}

impl ApplicationList {
    /// What the grid on an owner's page asks for.
    pub fn of(owner: UserId, query: &ApplicationQuery) -> Self {
        Self {
            owner: Some(owner),
            filter: query.filter(),
            sort: query.sort.into_iter().collect(),
            page: query.page,
            page_size: query.page_size,
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
        let mut reach = reach(actor).ok_or(Error::Forbidden)?;
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
        let total = self.0.database.count_applications(&reach, &list.filter).await?;
        let size = list.page_size.clamp(1, PAGE_SIZE_MAX);
        let mut page = Page { rows: Vec::new(), total, number: 1, size };
        page.number = list.page.clamp(1, page.count());
        let select = ApplicationSelect {
            reach: &reach,
            filter: &list.filter,
            sort: &sort,
            offset: u64::from(page.number - 1) * u64::from(size),
            limit: size.into(),
        };
        page.rows = self.0.database.list_applications(&select).await?.into_iter().map(shown).collect();
        Ok(page)
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

/// [`Actor::may`] view, as a condition on the rows of both sides; none if there is nothing they may view.
fn reach(actor: &Actor) -> Option<Filter<Reach>> {
    let sides: Vec<_> =
        [Side::BackOffice, Side::Customer].into_iter().filter_map(|side| reach_of(actor, side)).collect();
    if sides.is_empty() { None } else { Some(Filter::Or(sides)) }
}

fn reach_of(actor: &Actor, side: Side) -> Option<Filter<Reach>> {
    let here = any_of(Reach::Organization, vec![actor.viewer.organization.id.0]);
    let own = any_of(Reach::Owner, vec![actor.viewer.id.0]);
    let of_side = Filter::Field(Reach::Side, Condition::Text(TextOperator::Equals, side.as_str().to_owned()));
    let mut all = vec![of_side];
    if !actor.viewer.organization.global {
        all.push(here.clone());
    }
    match actor.level(super::subject(side), Action::View) {
        Level::None => return None,
        Level::Own => all.push(own),
        Level::Customer => {
            let customer = actor.customer.map(|customer| any_of(Reach::OwnerCustomer, vec![customer.0]));
            all.push(Filter::Or([own].into_iter().chain(customer).collect()));
        }
        Level::Organization => all.push(Filter::Or(vec![here, own])),
        Level::Global => {}
    }
    Some(Filter::And(all))
}

const fn any_of(field: Reach, ids: Vec<Uuid>) -> Filter<Reach> {
    Filter::Field(field, Condition::AnyOf(ids))
}
