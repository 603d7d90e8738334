//! Organizations: who may see, make, change and disable them. One file per verb.
//!
//! Whoever works in one may be allowed to rename it. What reaches beyond it (making one, disabling one, global access) takes
//! level Global, in an organization with global access.

mod change;
mod create;
mod find;
mod list;
mod switch;
#[cfg(test)]
mod tests;

use crate::{Actor, Error, Office, Record, Result};
use model::{Action, Invalid, May, Organization, OrganizationId, Problem, Subject};
use store::{FullOrganizationRow, Transaction};

/// What permissions ask of an organization.
const fn record(organization: OrganizationId) -> Record {
    Record { owner: None, customer: None, organization }
}

impl Actor {
    /// Whether the actor may add organizations.
    pub fn may_create_organization(&self) -> bool {
        self.may(Subject::Organizations, Action::Create, &Record::shared())
    }

    /// Whether the actor may give global access to organizations and take it from them; where not, a form's *Global
    /// access* is not shown and does not count.
    pub fn may_give_global_access(&self) -> bool {
        self.may(Subject::Organizations, Action::Edit, &Record::shared())
    }

    /// Whether the actor may enable or disable this organization. Nobody cuts off the branch they sit on.
    fn may_switch_organization(&self, id: OrganizationId) -> bool {
        self.may_give_global_access() && id != self.viewer.organization.id
    }

    fn require_organization(&self, action: Action, id: OrganizationId) -> Result<()> {
        self.require(Subject::Organizations, action, &record(id))
    }
}

/// An organization as this actor is shown it.
fn shown(row: FullOrganizationRow, actor: &Actor) -> Organization {
    let may = May {
        edit: actor.may(Subject::Organizations, Action::Edit, &record(row.id)),
        switch: actor.may_switch_organization(row.id),
        delete: false,
    };
    let FullOrganizationRow { id, name, global, enabled, second_factor, users, created_at, version } = row;
    let users = users.unsigned_abs();
    Organization { id, name, global, enabled, second_factor, users, created_at, version, may }
}

/// A name that is taken is a refusal of what was typed, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("name", Problem::NameTaken).into(),
        error => error.into(),
    }
}

impl Office {
    /// The organization as it is now, and as it stays until the change is over.
    async fn locked_organization(
        &self,
        tx: &mut Transaction,
        id: OrganizationId,
    ) -> Result<FullOrganizationRow> {
        tx.find_full_organization(id).await?.ok_or(Error::NotFound)
    }
}
