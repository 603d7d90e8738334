//! Organizations, in which people work and to which applications belong.

use crate::{Invalid, May, OrganizationId, Timestamp, name::check_name};
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

/// An organization as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name; unique.
    pub name: String,
    /// Whether people who are in it see across organizations.
    pub global: bool,
    /// Whether people may work in it and applications of it are accepted.
    pub enabled: bool,
    /// Whether its users of the back office need a second factor.
    pub second_factor: bool,
    /// How many users of the back office may enter it.
    pub users: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with it.
    pub may: May,
}

/// The form of an organization exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationForm {
    /// Name.
    pub name: String,
    /// Global access.
    pub global: bool,
    /// Whether its users of the back office need a second factor.
    pub second_factor: bool,
    /// The version the change is made to; empty for a new organization.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationInput {
    /// Name, trimmed.
    pub name: String,
    /// Global access.
    pub global: bool,
    /// Whether its users of the back office need a second factor.
    pub second_factor: bool,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl OrganizationForm {
    /// The form of an existing organization.
    pub fn of(organization: &Organization) -> Self {
        Self {
            name: organization.name.clone(),
            global: organization.global,
            second_factor: organization.second_factor,
            version: organization.version.to_string(),
        }
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<OrganizationInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let input = OrganizationInput {
            name,
            global: self.global,
            second_factor: self.second_factor,
            version: self.version.trim().parse().ok(),
        };
        if invalid.is_empty() { Ok(input) } else { Err(invalid) }
    }
}
