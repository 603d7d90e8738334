//! Ids: UUIDv7 in a type of their own each, so that a user's id is never taken for an application's.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

id! {
    /// An OAuth application. Not its Client ID, which is a text of its own.
    ApplicationId,
    /// A message of a mail program that was attached to a person.
    AttachedMessageId,
    /// A record of the audit.
    AuditRecordId,
    /// Whatever has a history, of any kind.
    AuditedId,
    /// One time that somebody let an application in, with everything that came of it.
    AuthorizationId,
    /// A customer, to whom customer users belong.
    CustomerId,
    /// Who somebody is at an identity provider.
    IdentityId,
    /// An attempt to sign in.
    LoginAttemptId,
    /// A mail in the outbox.
    MailId,
    /// An organization.
    OrganizationId,
    /// A passkey.
    PasskeyId,
    /// A link by which somebody sets their password.
    PasswordLinkId,
    /// A token with which applications register themselves.
    RegistrationTokenId,
    /// A role.
    RoleId,
    /// A notification rule.
    RuleId,
    /// One of an application's secrets.
    SecretId,
    /// A session of the back office.
    SessionId,
    /// A template of mails.
    TemplateId,
    /// A user or a customer user.
    UserId,
    /// A saved view of a grid.
    ViewId,
}
