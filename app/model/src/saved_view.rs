//! States of a grid under a name.

use crate::{Invalid, Problem, UnknownWord, ViewId, check_name};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The most views that somebody saves of one grid.
pub const SAVED_VIEWS_MAX: usize = 50;
/// The longest query that is saved, in bytes.
const QUERY_MAX_LENGTH: usize = 4_000;

/// The grids there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grid {
    /// Applications of the back office.
    Applications,
    /// Applications of the customer side.
    CustomerApplications,
    /// Users.
    Users,
    /// Customer users.
    CustomerUsers,
    /// Customers.
    Customers,
    /// Organizations.
    Organizations,
    /// Roles.
    Roles,
    /// Notification rules.
    NotificationRules,
    /// The outbox.
    Outbox,
    /// All mail templates.
    EmailTemplates,
    /// Attempts to sign in to the back office.
    LoginAttempts,
    /// Attempts of customer users to sign in.
    CustomerLoginAttempts,
    /// The audit.
    Audit,
}

impl Grid {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Applications,
        Self::CustomerApplications,
        Self::Users,
        Self::CustomerUsers,
        Self::Customers,
        Self::Organizations,
        Self::Roles,
        Self::NotificationRules,
        Self::Outbox,
        Self::EmailTemplates,
        Self::LoginAttempts,
        Self::CustomerLoginAttempts,
        Self::Audit,
    ];

    /// As it is stored, and the page it stands on without its slash.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applications => "oauth-applications",
            Self::CustomerApplications => "customer-oauth-applications",
            Self::Users => "users",
            Self::CustomerUsers => "customer-users",
            Self::Customers => "customers",
            Self::Organizations => "organizations",
            Self::Roles => "roles",
            Self::NotificationRules => "notification-rules",
            Self::Outbox => "outbox",
            Self::EmailTemplates => "email-templates",
            Self::LoginAttempts => "login-attempts",
            Self::CustomerLoginAttempts => "customer-user-login-attempts",
            Self::Audit => "audit",
        }
    }

    /// The page it stands on.
    pub fn path(self) -> String {
        format!("/{}", self.as_str())
    }
}

impl FromStr for Grid {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|grid| grid.as_str() == text).ok_or(UnknownWord)
    }
}

/// A state of a grid under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// The query of the grid's address.
    pub query: String,
}

/// What is typed to save one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedViewForm {
    /// Its name.
    pub name: String,
    /// The query of the grid's address, without the question mark.
    pub query: String,
}

impl SavedViewForm {
    /// The name, trimmed.
    pub fn validate(&self) -> Result<String, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        if self.query.len() > QUERY_MAX_LENGTH || !self.query.bytes().all(|byte| byte.is_ascii_graphic()) {
            invalid.add("query", Problem::UnknownChoice);
        }
        if invalid.is_empty() { Ok(name) } else { Err(invalid) }
    }
}
