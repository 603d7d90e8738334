//! The words of the audit: what was done, with what, by whom, by which door, and the names of fields.

use crate::text::text;
use model::{AuditAction, AuditDoor, AuditField, AuditKind, AuditWho};

/// What was done.
pub fn action(word: AuditAction) -> &'static str {
    match word {
        AuditAction::Created => text!(audit_actions.created),
        AuditAction::Changed => text!(audit_actions.changed),
        AuditAction::Activated => text!(audit_actions.activated),
        AuditAction::Deactivated => text!(audit_actions.deactivated),
        AuditAction::Enabled => text!(audit_actions.enabled),
        AuditAction::Disabled => text!(audit_actions.disabled),
        AuditAction::Deleted => text!(audit_actions.deleted),
        AuditAction::Restored => text!(audit_actions.restored),
        AuditAction::Reset => text!(audit_actions.reset),
        AuditAction::SecretRotated => text!(audit_actions.secret_rotated),
        AuditAction::PasswordSet => text!(audit_actions.password_set),
        AuditAction::PasswordChanged => text!(audit_actions.password_changed),
        AuditAction::SecondFactorAdded => text!(audit_actions.second_factor_added),
        AuditAction::SecondFactorRemoved => text!(audit_actions.second_factor_removed),
        AuditAction::SecondFactorsReset => text!(audit_actions.second_factors_reset),
        AuditAction::RecoveryCodesRenewed => text!(audit_actions.recovery_codes_renewed),
        AuditAction::RecoveryCodeUsed => text!(audit_actions.recovery_code_used),
        AuditAction::Locked => text!(audit_actions.locked),
        AuditAction::Unlocked => text!(audit_actions.unlocked),
        AuditAction::PasswordLinkSent => text!(audit_actions.password_link_sent),
        AuditAction::Invited => text!(audit_actions.invited),
        AuditAction::SessionEnded => text!(audit_actions.session_ended),
        AuditAction::SignedOut => text!(audit_actions.signed_out),
        AuditAction::OrganizationSwitched => text!(audit_actions.organization_switched),
        AuditAction::LetIn => text!(audit_actions.let_in),
        AuditAction::ShutOut => text!(audit_actions.shut_out),
        AuditAction::Misused => text!(audit_actions.misused),
        AuditAction::Revoked => text!(audit_actions.revoked),
        AuditAction::SentAgain => text!(audit_actions.sent_again),
        AuditAction::GivenUp => text!(audit_actions.given_up),
        AuditAction::TriedOut => text!(audit_actions.tried_out),
        AuditAction::Shortened => text!(audit_actions.shortened),
    }
}

/// A kind of record.
pub fn kind(word: AuditKind) -> &'static str {
    match word {
        AuditKind::Application => text!(audit_kinds.application),
        AuditKind::User => text!(audit_kinds.user),
        AuditKind::CustomerUser => text!(audit_kinds.customer_user),
        AuditKind::Customer => text!(audit_kinds.customer),
        AuditKind::Organization => text!(audit_kinds.organization),
        AuditKind::Role => text!(audit_kinds.role),
        AuditKind::EmailTemplate => text!(audit_kinds.email_template),
        AuditKind::NotificationRule => text!(audit_kinds.notification_rule),
        AuditKind::Mail => text!(audit_kinds.mail),
        AuditKind::RegistrationToken => text!(audit_kinds.registration_token),
        AuditKind::AttachedMessage => text!(audit_kinds.attached_message),
        AuditKind::SavedView => text!(audit_kinds.saved_view),
        AuditKind::SigningKey => text!(audit_kinds.signing_key),
        AuditKind::Server => text!(audit_kinds.server),
    }
}

/// By which door.
pub fn door(word: AuditDoor) -> &'static str {
    match word {
        AuditDoor::Pages => text!(audit_doors.pages),
        AuditDoor::Api => text!(audit_doors.api),
        AuditDoor::CustomerApi => text!(audit_doors.customer_api),
        AuditDoor::Scim => text!(audit_doors.scim),
        AuditDoor::EmailAddon => text!(audit_doors.email_addon),
        AuditDoor::OAuth => text!(audit_doors.oauth),
        AuditDoor::Registration => text!(audit_doors.registration),
        AuditDoor::CommandLine => text!(audit_doors.command_line),
        AuditDoor::Server => text!(audit_doors.server),
    }
}

/// Of which kind somebody is.
pub fn who(word: AuditWho) -> &'static str {
    match word {
        AuditWho::Person => text!(audit_who.person),
        AuditWho::Application => text!(audit_who.application),
        AuditWho::Operator => text!(audit_who.operator),
        AuditWho::Server => text!(audit_who.server),
        AuditWho::Stranger => text!(audit_who.stranger),
    }
}

/// The name of a field.
pub fn field(word: AuditField) -> &'static str {
    match word {
        AuditField::Name => text!(audit_fields.name),
        AuditField::Email => text!(audit_fields.email),
        AuditField::FirstName => text!(audit_fields.first_name),
        AuditField::LastName => text!(audit_fields.last_name),
        AuditField::Active => text!(audit_fields.active),
        AuditField::Enabled => text!(audit_fields.enabled),
        AuditField::ClientId => text!(audit_fields.client_id),
        AuditField::Apis => text!(audit_fields.apis),
        AuditField::Grant => text!(audit_fields.grant),
        AuditField::Side => text!(audit_fields.side),
        AuditField::Owner => text!(audit_fields.owner),
        AuditField::Organization => text!(audit_fields.organization),
        AuditField::Organizations => text!(audit_fields.organizations),
        AuditField::Customer => text!(audit_fields.customer),
        AuditField::Roles => text!(audit_fields.roles),
        AuditField::Manager => text!(audit_fields.manager),
        AuditField::Permissions => text!(audit_fields.permissions),
        AuditField::Global => text!(audit_fields.global),
        AuditField::SecondFactor => text!(audit_fields.second_factor),
        AuditField::Passkey => text!(audit_fields.passkey),
        AuditField::RedirectUris => text!(audit_fields.redirect_uris),
        AuditField::LogoutUris => text!(audit_fields.post_logout_redirect_uris),
        AuditField::Confidential => text!(audit_fields.confidential),
        AuditField::SkipConsent => text!(audit_fields.skip_consent),
        AuditField::Origin => text!(audit_fields.origin),
        AuditField::OriginName => text!(audit_fields.origin_name),
        AuditField::AuthenticationMethod => text!(audit_fields.authentication_method),
        AuditField::Keys => text!(audit_fields.keys),
        AuditField::KeysUrl => text!(audit_fields.jwks_uri),
        AuditField::RefreshIdle => text!(audit_fields.refresh_idle),
        AuditField::RefreshAbsolute => text!(audit_fields.refresh_absolute),
        AuditField::RequireDpop => text!(audit_fields.require_dpop),
        AuditField::RequirePushed => text!(audit_fields.require_pushed),
        AuditField::BackchannelLogoutUrl => text!(audit_fields.backchannel_logout_uri),
        AuditField::MayActForOthers => text!(audit_fields.may_act_for_others),
        AuditField::PasswordGrant => text!(audit_fields.password_grant),
        AuditField::SecretNumber => text!(audit_fields.secret_number),
        AuditField::ExpiresAt => text!(audit_fields.expires_at),
        AuditField::OldSecretUntil => text!(audit_fields.old_secret_until),
        AuditField::Scope => text!(audit_fields.scope),
        AuditField::Application => text!(audit_fields.application),
        AuditField::Person => text!(audit_fields.person),
        AuditField::Event => text!(audit_fields.event),
        AuditField::Template => text!(audit_fields.template),
        AuditField::Recipients => text!(audit_fields.recipients),
        AuditField::Kind => text!(audit_fields.kind),
        AuditField::Subject => text!(audit_fields.subject),
        AuditField::Text => text!(audit_fields.text),
        AuditField::Html => text!(audit_fields.html),
        AuditField::Languages => text!(audit_fields.languages),
        AuditField::Language => text!(audit_fields.language),
        AuditField::TimeZone => text!(audit_fields.time_zone),
        AuditField::Digest => text!(audit_fields.digest),
        AuditField::ExternalId => text!(audit_fields.external_id),
        AuditField::Limit => text!(audit_fields.limit),
        AuditField::Addresses => text!(audit_fields.addresses),
        AuditField::Grid => text!(audit_fields.grid),
        AuditField::Count => text!(audit_fields.count),
        AuditField::Until => text!(audit_fields.until),
        AuditField::Hash => text!(audit_fields.hash),
    }
}
