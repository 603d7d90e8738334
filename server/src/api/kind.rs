//! The resource types of this API and their fields: what `fields[…]` and documents may name.

use model::Side;

/// A resource type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The `type` member.
    pub name: &'static str,
    /// Its attributes and relationships, which share one namespace (JSON:API 1.1, *Fields*).
    pub fields: &'static [&'static str],
}

/// OAuth applications.
pub(super) const APPLICATIONS: Kind = Kind {
    name: "oauthapplications",
    fields: &[
        "clientId",
        "name",
        "active",
        "allApis",
        "apis",
        "grantType",
        "side",
        "lastUsedAt",
        "createdAt",
        "updatedAt",
        "organization",
        "owner",
    ],
};

/// Organizations; so far only beside what belongs to them.
pub(super) const ORGANIZATIONS: Kind = Kind { name: "organizations", fields: &["name", "global"] };

/// Users of the back office.
pub(super) const USERS: Kind =
    Kind { name: "users", fields: &["name", "email", "side", "organization", "application"] };

/// Customer users.
pub(super) const CUSTOMER_USERS: Kind = Kind { name: "customerusers", fields: USERS.fields };

/// The resource type of the people of a side.
pub(super) const fn people(side: Side) -> &'static Kind {
    match side {
        Side::BackOffice => &USERS,
        Side::Customer => &CUSTOMER_USERS,
    }
}
