//! The resource types of this API and their fields: what `fields[…]` and documents may name, and what each holds.

use super::shape::Shape;
use model::Side;

/// A resource type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The `type` member.
    pub name: &'static str,
    /// Its attributes and relationships, which share one namespace (JSON:API 1.1, *Fields*).
    pub fields: &'static [(&'static str, Shape)],
}

impl Kind {
    /// The field of this name, as it is written here.
    pub fn field(&self, name: &str) -> Option<&'static str> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(known, _)| *known)
    }

    /// The names of all of them.
    pub fn names(&self) -> Vec<&'static str> {
        self.fields.iter().map(|(name, _)| *name).collect()
    }
}

/// OAuth applications.
pub(super) const APPLICATIONS: Kind = Kind {
    name: "oauthapplications",
    fields: &[
        ("clientId", Shape::Text),
        ("name", Shape::Text),
        ("active", Shape::Flag),
        ("allApis", Shape::Flag),
        ("apis", Shape::Texts),
        ("grantType", Shape::Text),
        ("side", Shape::Text),
        ("origin", Shape::Text),
        ("lastUsedAt", Shape::TimeOrNull),
        ("createdAt", Shape::Time),
        ("updatedAt", Shape::Time),
        ("organization", Shape::One("organizations")),
        ("owner", Shape::Owner),
        ("secrets", Shape::Link),
    ],
};

/// The secrets of an application: what they are recognised by, never what they are.
pub(super) const SECRETS: Kind = Kind {
    name: "secrets",
    fields: &[
        ("hint", Shape::Text),
        ("label", Shape::TextOrNull),
        ("createdAt", Shape::Time),
        ("expiresAt", Shape::TimeOrNull),
        ("ended", Shape::Flag),
        ("lastUsedAt", Shape::TimeOrNull),
        ("application", Shape::One("oauthapplications")),
    ],
};

/// What applications did in a span of time. There is one of each application.
pub(super) const ACTIVITIES: Kind = Kind {
    name: "activities",
    fields: &[
        ("span", Shape::Text),
        ("bucketSeconds", Shape::Number),
        ("tokens", Shape::Number),
        ("errors", Shape::Number),
        ("requests", Shape::Number),
        ("p95Microseconds", Shape::NumberOrNull),
        ("p95Exceeded", Shape::Flag),
        (
            "buckets",
            Shape::Rows(&[
                ("startsAt", Shape::Time),
                ("tokens", Shape::Number),
                ("errors", Shape::Number),
                ("requestsSucceeded", Shape::Number),
                ("requestsRefused", Shape::Number),
                ("requestsFailed", Shape::Number),
            ]),
        ),
        (
            "errorsByReason",
            Shape::Rows(&[("reason", Shape::Text), ("oauthError", Shape::Text), ("count", Shape::Number)]),
        ),
        (
            "networks",
            Shape::Rows(&[
                ("network", Shape::Text),
                ("firstSeenAt", Shape::Time),
                ("lastSeenAt", Shape::Time),
            ]),
        ),
        ("application", Shape::One("oauthapplications")),
    ],
};

/// Organizations.
pub(super) const ORGANIZATIONS: Kind = Kind {
    name: "organizations",
    fields: &[
        ("name", Shape::Text),
        ("global", Shape::Flag),
        ("enabled", Shape::Flag),
        ("secondFactor", Shape::Flag),
        ("users", Shape::Number),
        ("createdAt", Shape::Time),
    ],
};

/// Users of the back office. The last two are told of oneself, at `/api/me`.
pub(super) const USERS: Kind = Kind {
    name: "users",
    fields: &[
        ("name", Shape::Text),
        ("email", Shape::Text),
        ("firstName", Shape::Text),
        ("lastName", Shape::Text),
        ("side", Shape::Text),
        ("enabled", Shape::Flag),
        ("active", Shape::Flag),
        ("hasPassword", Shape::Flag),
        ("lastLoginAt", Shape::TimeOrNull),
        ("createdAt", Shape::Time),
        ("organizations", Shape::Many("organizations")),
        ("roles", Shape::Many("roles")),
        ("manager", Shape::One("users")),
        ("organization", Shape::One("organizations")),
        ("application", Shape::One("oauthapplications")),
    ],
};

/// Customer users, the same way.
pub(super) const CUSTOMER_USERS: Kind = Kind {
    name: "customerusers",
    fields: &[
        ("name", Shape::Text),
        ("email", Shape::Text),
        ("firstName", Shape::Text),
        ("lastName", Shape::Text),
        ("side", Shape::Text),
        ("enabled", Shape::Flag),
        ("active", Shape::Flag),
        ("hasPassword", Shape::Flag),
        ("lastLoginAt", Shape::TimeOrNull),
        ("createdAt", Shape::Time),
        ("customer", Shape::One("customers")),
        ("organizations", Shape::Many("organizations")),
        ("roles", Shape::Many("roles")),
        ("manager", Shape::One("users")),
        ("organization", Shape::One("organizations")),
        ("application", Shape::One("oauthapplications")),
    ],
};

/// Customer users as they see one another: managers are of the back office, whom they do not see. The last two are told of
/// oneself, at `/customer-api/me`.
pub(super) const COLLEAGUES: Kind = Kind {
    name: "customerusers",
    fields: &[
        ("name", Shape::Text),
        ("email", Shape::Text),
        ("firstName", Shape::Text),
        ("lastName", Shape::Text),
        ("side", Shape::Text),
        ("enabled", Shape::Flag),
        ("active", Shape::Flag),
        ("hasPassword", Shape::Flag),
        ("lastLoginAt", Shape::TimeOrNull),
        ("createdAt", Shape::Time),
        ("customer", Shape::One("customers")),
        ("organizations", Shape::Many("organizations")),
        ("roles", Shape::Many("roles")),
        ("organization", Shape::One("organizations")),
        ("application", Shape::One("oauthapplications")),
    ],
};

/// One's own customer, for those who belong to it.
pub(super) const OWN_CUSTOMER: Kind = Kind {
    name: "customers",
    fields: &[
        ("name", Shape::Text),
        ("enabled", Shape::Flag),
        ("createdAt", Shape::Time),
        ("organization", Shape::One("organizations")),
    ],
};

/// Roles that can be given on the customer side.
pub(super) const GIVABLE_ROLES: Kind = Kind { name: "roles", fields: &[("name", Shape::Text)] };

/// Customers.
pub(super) const CUSTOMERS: Kind = Kind {
    name: "customers",
    fields: &[
        ("name", Shape::Text),
        ("enabled", Shape::Flag),
        ("users", Shape::Number),
        ("createdAt", Shape::Time),
        ("organization", Shape::One("organizations")),
    ],
};

/// Roles.
pub(super) const ROLES: Kind = Kind {
    name: "roles",
    fields: &[
        ("name", Shape::Text),
        ("side", Shape::Text),
        ("permissions", Shape::Levels),
        ("users", Shape::Number),
        ("createdAt", Shape::Time),
    ],
};

/// Attempts to sign in.
pub(super) const LOGIN_ATTEMPTS: Kind = Kind {
    name: "loginattempts",
    fields: &[
        ("email", Shape::Text),
        ("clientId", Shape::TextOrNull),
        ("source", Shape::Text),
        ("succeeded", Shape::Flag),
        ("reason", Shape::TextOrNull),
        ("address", Shape::Text),
        ("userAgent", Shape::Text),
        ("createdAt", Shape::Time),
        ("user", Shape::Owner),
    ],
};

/// Mails in the outbox, without what they say: it may hold a link that works once.
pub(super) const OUTBOX_MAILS: Kind = Kind {
    name: "outboxmails",
    fields: &[
        ("event", Shape::Text),
        ("subject", Shape::Text),
        ("toName", Shape::Text),
        ("toAddress", Shape::Text),
        ("state", Shape::Text),
        ("attempts", Shape::Number),
        ("nextAttemptAt", Shape::TimeOrNull),
        ("createdAt", Shape::Time),
        ("sentAt", Shape::TimeOrNull),
        ("failedAt", Shape::TimeOrNull),
        ("error", Shape::TextOrNull),
        ("organization", Shape::One("organizations")),
        ("digest", Shape::One("outboxmails")),
    ],
};

/// Templates of mails.
pub(super) const EMAIL_TEMPLATES: Kind = Kind {
    name: "emailtemplates",
    fields: &[
        ("name", Shape::Text),
        ("kind", Shape::Text),
        ("shipped", Shape::Flag),
        ("languages", Shape::Texts),
        ("texts", Shape::Words),
        ("createdAt", Shape::Time),
        ("updatedAt", Shape::Time),
        ("organization", Shape::One("organizations")),
    ],
};

/// Notification rules.
pub(super) const NOTIFICATION_RULES: Kind = Kind {
    name: "notificationrules",
    fields: &[
        ("name", Shape::Text),
        ("event", Shape::Text),
        ("side", Shape::TextOrNull),
        ("enabled", Shape::Flag),
        ("toOwner", Shape::Flag),
        ("toManager", Shape::Flag),
        ("addresses", Shape::Texts),
        ("shipped", Shape::Flag),
        ("createdAt", Shape::Time),
        ("updatedAt", Shape::Time),
        ("organization", Shape::One("organizations")),
        ("template", Shape::One("emailtemplates")),
        ("users", Shape::Many("users")),
        ("roles", Shape::Many("roles")),
    ],
};

/// The resource type of the people of a side.
pub(super) const fn people(side: Side) -> &'static Kind {
    match side {
        Side::BackOffice => &USERS,
        Side::Customer => &CUSTOMER_USERS,
    }
}
