//! What a grid of records knows besides its rows.

use model::{OrganizationRef, RoleRef};
use serde::{Deserialize, Serialize};

/// What a grid of records knows besides its rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListFacts {
    /// Whether the viewer may create such a record.
    pub may_create: bool,
    /// The organizations to filter by; a column is shown if there is more than one.
    pub organizations: Vec<OrganizationRef>,
    /// The roles to filter people by.
    pub roles: Vec<RoleRef>,
}
