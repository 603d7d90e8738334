//! [`Actor::may`] as a condition on the rows of a list.

use crate::{Actor, Office, Result};
use model::{Action, Condition, Filter, Level, OrganizationRef, Side, Subject, TextOperator};
use store::Reach;
use uuid::Uuid;

/// The records of this kind that the actor may view; none if there is nothing they may view.
pub(crate) fn reach(actor: &Actor, subject: Subject) -> Option<Filter<Reach>> {
    reach_of(actor, subject, Action::View)
}

/// The records of this kind with which the actor may do this; none if there is nothing they may do it with.
pub(crate) fn reach_of(actor: &Actor, subject: Subject, action: Action) -> Option<Filter<Reach>> {
    let here = any_of(Reach::Organization, vec![actor.viewer.organization.id.0]);
    let own = any_of(Reach::Owner, vec![actor.viewer.id.0]);
    let mut all = Vec::new();
    if !actor.viewer.organization.global {
        all.push(here.clone());
    }
    match actor.level(subject, action) {
        Level::None => return None,
        Level::Own => all.push(own),
        Level::Customer => {
            let customer = actor.customer.map(|customer| any_of(Reach::Customer, vec![customer.0]));
            all.push(Filter::Or([own].into_iter().chain(customer).collect()));
        }
        Level::Organization => all.push(Filter::Or(vec![here, own])),
        Level::Global => {}
    }
    Some(Filter::And(all))
}

/// The same for records that two sides share a table for.
pub(crate) fn reach_of_side(actor: &Actor, subject: Subject, side: Side) -> Option<Filter<Reach>> {
    Some(in_side(side, reach(actor, subject)?))
}

/// Those of them that are of this side.
pub(crate) fn in_side(side: Side, reach: Filter<Reach>) -> Filter<Reach> {
    let of_side = Condition::Text(TextOperator::Equals, side.as_str().to_owned());
    Filter::Field(Reach::Side, of_side).and(reach)
}

impl Office {
    /// The organizations that a list of such records spans for the actor: every one for those who view everywhere, else those
    /// they may enter, and without global access the one they work in. Nobody is told more names than that.
    pub(crate) async fn organizations_in_reach(
        &self,
        actor: &Actor,
        subject: Subject,
    ) -> Result<Vec<OrganizationRef>> {
        let viewer = &actor.viewer;
        Ok(match actor.level(subject, Action::View) {
            _ if !viewer.organization.global => vec![viewer.organization.clone()],
            Level::Global => {
                self.0.database.enabled_organizations().await?.into_iter().map(Into::into).collect()
            }
            _ => viewer.organizations.clone(),
        })
    }
}

/// One of these.
pub(crate) const fn any_of<F>(field: F, ids: Vec<Uuid>) -> Filter<F> {
    Filter::Field(field, Condition::AnyOf(ids))
}
