//! What can happen that people are told by mail, and what the templates that tell it speak of.

use crate::UnknownWord;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Something that happened. Notification rules say who is told, and with which template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailEvent {
    /// An application was created.
    ApplicationCreated,
    /// Its name, APIs, redirect URLs or settings were changed.
    ApplicationChanged,
    /// It was given a new secret.
    SecretRotated,
    /// One of its secrets ends in 30, 7 or 1 days.
    SecretExpiring,
    /// It was activated.
    ApplicationActivated,
    /// It was deactivated.
    ApplicationDeactivated,
    /// It was deleted.
    ApplicationDeleted,
    /// It was brought back after it had been deleted.
    ApplicationRestored,
    /// It was used from a network that it had never been used from.
    NewNetwork,
    /// Somebody signed in from a place they had never signed in from.
    NewPlace,
    /// Somebody let an application act on their behalf, or let it do more than before.
    ApplicationLetIn,
    /// Too many failed to sign in as somebody, so their account waits.
    AccountLocked,
    /// Somebody has another passkey or authenticator app.
    SecondFactorAdded,
    /// Somebody has one less, or none any more.
    SecondFactorRemoved,
    /// Somebody used one of their recovery codes.
    RecoveryCodeUsed,
}

impl MailEvent {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 15] = [
        Self::ApplicationCreated,
        Self::ApplicationChanged,
        Self::SecretRotated,
        Self::SecretExpiring,
        Self::ApplicationActivated,
        Self::ApplicationDeactivated,
        Self::ApplicationDeleted,
        Self::ApplicationRestored,
        Self::NewNetwork,
        Self::NewPlace,
        Self::ApplicationLetIn,
        Self::AccountLocked,
        Self::SecondFactorAdded,
        Self::SecondFactorRemoved,
        Self::RecoveryCodeUsed,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ApplicationCreated => "application_created",
            Self::ApplicationChanged => "application_changed",
            Self::SecretRotated => "secret_rotated",
            Self::SecretExpiring => "secret_expiring",
            Self::ApplicationActivated => "application_activated",
            Self::ApplicationDeactivated => "application_deactivated",
            Self::ApplicationDeleted => "application_deleted",
            Self::ApplicationRestored => "application_restored",
            Self::NewNetwork => "new_network",
            Self::NewPlace => "new_place",
            Self::ApplicationLetIn => "application_let_in",
            Self::AccountLocked => "account_locked",
            Self::SecondFactorAdded => "second_factor_added",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
        }
    }

    /// What its templates speak of.
    pub const fn kind(self) -> TemplateKind {
        match self {
            Self::ApplicationCreated
            | Self::ApplicationChanged
            | Self::ApplicationActivated
            | Self::ApplicationDeactivated
            | Self::ApplicationDeleted
            | Self::ApplicationRestored
            | Self::ApplicationLetIn => TemplateKind::Application,
            Self::SecretRotated | Self::SecretExpiring => TemplateKind::Secret,
            Self::NewNetwork => TemplateKind::Network,
            Self::NewPlace | Self::AccountLocked => TemplateKind::SignIn,
            Self::SecondFactorAdded | Self::SecondFactorRemoved | Self::RecoveryCodeUsed => {
                TemplateKind::SecondFactor
            }
        }
    }

    /// Whether it can wait for a digest. What may be an attack, or has to be acted on, cannot.
    pub const fn can_wait(self) -> bool {
        match self {
            Self::ApplicationCreated
            | Self::ApplicationChanged
            | Self::SecretRotated
            | Self::ApplicationActivated
            | Self::ApplicationDeactivated
            | Self::ApplicationDeleted
            | Self::ApplicationRestored => true,
            Self::SecretExpiring
            | Self::NewNetwork
            | Self::NewPlace
            | Self::ApplicationLetIn
            | Self::AccountLocked
            | Self::SecondFactorAdded
            | Self::SecondFactorRemoved
            | Self::RecoveryCodeUsed => false,
        }
    }

    /// Whether a template of this kind can tell it: one of its own kind, or one that needs to know less.
    pub fn takes(self, kind: TemplateKind) -> bool {
        let own = self.kind();
        let of_an_application = !matches!(own, TemplateKind::SignIn | TemplateKind::SecondFactor);
        kind == own || (kind == TemplateKind::Application && of_an_application)
    }
}

impl FromStr for MailEvent {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|event| event.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for MailEvent {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What a template speaks of, which decides its variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// An application, its owner, and who did something with it.
    Application,
    /// The same and one of its secrets, as far as it may be told: how it begins, when it ends.
    Secret,
    /// The same as of an application, and where it was used from.
    Network,
    /// A sign-in: who, from where, with what.
    SignIn,
    /// What somebody shows besides their password, and what became of it.
    SecondFactor,
    /// An invitation, with its link.
    Invitation,
    /// A forgotten password, with the link to set another.
    PasswordReset,
    /// A password that was changed.
    PasswordChanged,
    /// Several mails in one.
    Digest,
}

impl TemplateKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Application,
        Self::Secret,
        Self::Network,
        Self::SignIn,
        Self::SecondFactor,
        Self::Invitation,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::Digest,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Secret => "secret",
            Self::Network => "network",
            Self::SignIn => "sign_in",
            Self::SecondFactor => "second_factor",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::Digest => "digest",
        }
    }
}

impl FromStr for TemplateKind {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for TemplateKind {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
