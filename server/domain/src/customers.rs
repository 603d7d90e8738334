//! Customers, to whom customer users belong: who may see, make, change and disable them. One file per verb.

mod change;
mod create;
mod find;
mod list;
mod options;
mod own;
mod switch;
#[cfg(test)]
mod tests;

use crate::{Actor, Error, Office, Record, Result};
use model::{Action, Customer, CustomerId, Invalid, May, OrganizationId, OrganizationRef, Problem, Subject};
use store::{FullCustomerRow, Transaction};

/// What permissions ask of a customer.
const fn record(row: &FullCustomerRow) -> Record {
    Record { owner: None, customer: Some(row.id), organization: row.organization_id }
}

impl Actor {
    /// Whether there is an organization in which the actor may add customers.
    pub fn may_create_customer(&self) -> bool {
        self.may_with_customers_in(Action::Create, self.viewer.organization.id)
    }

    /// Whether the actor may do this with customers of an organization, whichever they are.
    fn may_with_customers_in(&self, action: Action, organization: OrganizationId) -> bool {
        self.may(Subject::Customers, action, &Record { owner: None, customer: None, organization })
    }

    fn require_customer(&self, action: Action, row: &FullCustomerRow) -> Result<()> {
        self.require(Subject::Customers, action, &record(row))
    }
}

/// A customer as this actor is shown it.
fn shown(row: FullCustomerRow, actor: &Actor) -> Customer {
    let edit = actor.may(Subject::Customers, Action::Edit, &record(&row));
    Customer {
        id: row.id,
        name: row.name,
        organization: OrganizationRef {
            id: row.organization_id,
            name: row.organization_name,
            global: row.organization_global,
        },
        enabled: row.enabled,
        users: row.users.unsigned_abs(),
        created_at: row.created_at,
        version: row.version,
        may: May { edit, switch: edit, delete: false },
    }
}

/// A name that is taken is a refusal of what was typed, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("name", Problem::NameTaken).into(),
        error => error.into(),
    }
}

impl Office {
    /// A customer with which the actor may do this.
    async fn permitted_customer(
        &self,
        actor: &Actor,
        id: CustomerId,
        action: Action,
    ) -> Result<FullCustomerRow> {
        let row = self.0.database.find_customer(id).await?.ok_or(Error::NotFound)?;
        actor.require_customer(action, &row)?;
        Ok(row)
    }

    /// The same customer as it is now, and as it stays until the change is over.
    async fn locked_customer(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        id: CustomerId,
    ) -> Result<FullCustomerRow> {
        let row = tx.find_customer(id).await?.ok_or(Error::NotFound)?;
        actor.require_customer(Action::Edit, &row)?;
        Ok(row)
    }
}
