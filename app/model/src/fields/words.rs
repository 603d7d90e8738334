//! The words that filters of grids offer.

use crate::{
    ApiType, Asks, Grant, LoginFailure, LoginSource, MailEvent, MailState, Origin, Side, TemplateKind,
};

/// The scopes of every API type, as a filter offers them.
pub(super) const SCOPES: &[&str] = &[
    ApiType::JsonApi.scope(),
    ApiType::EmailAddon.scope(),
    ApiType::Scim.scope(),
    ApiType::CustomerJsonApi.scope(),
];

/// How applications get their tokens.
pub(super) const GRANTS: &[&str] = &[
    Grant::ClientCredentials.as_str(),
    Grant::AuthorizationCode.as_str(),
    Grant::Device.as_str(),
    Grant::Password.as_str(),
];

/// How applications come to be.
pub(super) const ORIGINS: &[&str] =
    &[Origin::Person.as_str(), Origin::Registered.as_str(), Origin::Described.as_str()];

/// Both sides.
pub(super) const SIDES: &[&str] = &[Side::BackOffice.as_str(), Side::Customer.as_str()];

/// Whether mails have left.
pub(super) const MAIL_STATES: &[&str] = &[
    MailState::Waiting.as_str(),
    MailState::Held.as_str(),
    MailState::Sent.as_str(),
    MailState::Failed.as_str(),
];

/// What mails tell: the events of the rules first, then what no rule decides.
pub(super) const MAILS: &[&str] = &[
    MailEvent::ApplicationCreated.as_str(),
    MailEvent::ApplicationChanged.as_str(),
    MailEvent::SecretRotated.as_str(),
    MailEvent::SecretExpiring.as_str(),
    MailEvent::ApplicationActivated.as_str(),
    MailEvent::ApplicationDeactivated.as_str(),
    MailEvent::ApplicationDeleted.as_str(),
    MailEvent::ApplicationRestored.as_str(),
    MailEvent::NewNetwork.as_str(),
    MailEvent::NewPlace.as_str(),
    MailEvent::ApplicationLetIn.as_str(),
    MailEvent::AccountLocked.as_str(),
    MailEvent::SecondFactorAdded.as_str(),
    MailEvent::SecondFactorRemoved.as_str(),
    MailEvent::RecoveryCodeUsed.as_str(),
    "invitation",
    "password_reset",
    "password_changed",
    "digest",
    "test",
];

/// What templates speak of.
pub(super) const TEMPLATE_KINDS: &[&str] = &[
    TemplateKind::Application.as_str(),
    TemplateKind::Secret.as_str(),
    TemplateKind::Network.as_str(),
    TemplateKind::SignIn.as_str(),
    TemplateKind::Invitation.as_str(),
    TemplateKind::PasswordReset.as_str(),
    TemplateKind::PasswordChanged.as_str(),
    TemplateKind::Digest.as_str(),
];

/// How people try to come in.
pub(super) const LOGIN_SOURCES: &[&str] = &[
    LoginSource::Form.as_str(),
    LoginSource::Link.as_str(),
    LoginSource::Passkey.as_str(),
    LoginSource::Token.as_str(),
    LoginSource::Provider.as_str(),
];

/// Why they do not.
pub(super) const LOGIN_FAILURES: &[&str] = &[
    LoginFailure::UnknownAddress.as_str(),
    LoginFailure::WrongPassword.as_str(),
    LoginFailure::Locked.as_str(),
    LoginFailure::WrongCode.as_str(),
    LoginFailure::WrongPasskey.as_str(),
    LoginFailure::SecondFactorNeeded.as_str(),
    LoginFailure::NoPassword.as_str(),
    LoginFailure::Disabled.as_str(),
    LoginFailure::NoOrganization.as_str(),
    LoginFailure::OutOfReach.as_str(),
    LoginFailure::WrongSecret.as_str(),
    LoginFailure::WrongAssertion.as_str(),
    LoginFailure::WrongMethod.as_str(),
    LoginFailure::ApplicationDeleted.as_str(),
    LoginFailure::ApplicationInactive.as_str(),
    LoginFailure::OrganizationDisabled.as_str(),
    LoginFailure::OwnerCannotAct.as_str(),
    LoginFailure::NotLinked.as_str(),
    LoginFailure::ProviderAddress.as_str(),
    LoginFailure::ProviderOnly.as_str(),
];

/// What rules wait for.
pub(super) const EVENTS: &[&str] = MAILS.split_at(MailEvent::ALL.len()).0;

/// Enabled or not.
pub(super) const ENABLED: Asks = Asks::Either("enabled", "disabled");
