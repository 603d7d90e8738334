//! Organizations, as far as choosing one goes.

use crate::OrganizationId;
use serde::{Deserialize, Serialize};

/// An organization by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationRef {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Whether people who are in it see across organizations.
    pub global: bool,
}
