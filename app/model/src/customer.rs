//! Customers: the companies that customer users belong to.

use crate::{
    CustomerId, Invalid, May, OrganizationId, OrganizationRef, Problem, Timestamp,
    name::{check_id, check_name},
};
use serde::{Deserialize, Serialize};

/// A customer by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRef {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
}

/// A customer as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its name; unique in its organization.
    pub name: String,
    /// The organization that serves it.
    pub organization: OrganizationRef,
    /// Whether its users may sign in and their applications are accepted.
    pub enabled: bool,
    /// How many customer users it has.
    pub users: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with it.
    pub may: May,
}

/// The form of a customer exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerForm {
    /// Name.
    pub name: String,
    /// The chosen organization's id; empty: the current one, or for an existing customer its own.
    pub organization: String,
    /// The version the change is made to; empty for a new customer.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerInput {
    /// Name, trimmed.
    pub name: String,
    /// The chosen organization, if one was.
    pub organization: Option<OrganizationId>,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl CustomerForm {
    /// The form of an existing customer.
    pub fn of(customer: &Customer) -> Self {
        Self {
            name: customer.name.clone(),
            organization: customer.organization.id.to_string(),
            version: customer.version.to_string(),
        }
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<CustomerInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let organization =
            check_id("organization", &self.organization, Problem::UnknownOrganization, &mut invalid);
        let input = CustomerInput { name, organization, version: self.version.trim().parse().ok() };
        if invalid.is_empty() { Ok(input) } else { Err(invalid) }
    }
}
