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
        "secrets",
    ],
};

/// The secrets of an application: what they are recognised by, never what they are.
pub(super) const SECRETS: Kind = Kind {
    name: "secrets",
    fields: &["hint", "createdAt", "expiresAt", "ended", "lastUsedAt", "application"],
};

/// Organizations.
pub(super) const ORGANIZATIONS: Kind =
    Kind { name: "organizations", fields: &["name", "global", "enabled", "users", "createdAt"] };

/// Users of the back office. The last two are told of oneself, at `/api/me`.
pub(super) const USERS: Kind = Kind {
    name: "users",
    fields: &[
        "name",
        "email",
        "firstName",
        "lastName",
        "side",
        "enabled",
        "active",
        "hasPassword",
        "lastLoginAt",
        "createdAt",
        "organizations",
        "roles",
        "manager",
        "organization",
        "application",
    ],
};

/// Customer users, the same way.
pub(super) const CUSTOMER_USERS: Kind = Kind {
    name: "customerusers",
    fields: &[
        "name",
        "email",
        "firstName",
        "lastName",
        "side",
        "enabled",
        "active",
        "hasPassword",
        "lastLoginAt",
        "createdAt",
        "customer",
        "organizations",
        "roles",
        "manager",
        "organization",
        "application",
    ],
};

/// Customers.
pub(super) const CUSTOMERS: Kind =
    Kind { name: "customers", fields: &["name", "enabled", "users", "createdAt", "organization"] };

/// Roles.
pub(super) const ROLES: Kind =
    Kind { name: "roles", fields: &["name", "side", "permissions", "users", "createdAt"] };

/// Mails in the outbox, without what they say: it may hold a link that works once.
pub(super) const OUTBOX_MAILS: Kind = Kind {
    name: "outboxmails",
    fields: &[
        "event",
        "subject",
        "toName",
        "toAddress",
        "state",
        "attempts",
        "nextAttemptAt",
        "createdAt",
        "sentAt",
        "failedAt",
        "error",
        "organization",
        "digest",
    ],
};

/// Templates of mails.
pub(super) const EMAIL_TEMPLATES: Kind = Kind {
    name: "emailtemplates",
    fields: &["name", "kind", "shipped", "languages", "createdAt", "updatedAt", "organization"],
};

/// Notification rules.
pub(super) const NOTIFICATION_RULES: Kind = Kind {
    name: "notificationrules",
    fields: &[
        "name",
        "event",
        "side",
        "enabled",
        "toOwner",
        "toManager",
        "addresses",
        "shipped",
        "createdAt",
        "updatedAt",
        "organization",
        "template",
        "users",
        "roles",
    ],
};

/// The resource type of the people of a side.
pub(super) const fn people(side: Side) -> &'static Kind {
    match side {
        Side::BackOffice => &USERS,
        Side::Customer => &CUSTOMER_USERS,
    }
}
