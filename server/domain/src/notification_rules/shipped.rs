//! The notification rules that every organization is given: one for each event, which tells the owner.

use model::{MailEvent, Side};

/// A rule that is shipped.
pub(crate) struct ShippedRule {
    /// What it is known by; never changes.
    pub(crate) key: &'static str,
    /// What it is called at first.
    pub(crate) name: &'static str,
    /// What has to happen.
    pub(crate) event: MailEvent,
    /// Of which side; none: of both.
    pub(crate) side: Option<Side>,
    /// The key of the shipped template it uses.
    pub(crate) template: &'static str,
    /// Whether it tells anybody before somebody enables it.
    pub(crate) enabled: bool,
}

/// A rule of both sides whose template has the same key as its event.
const fn of(event: MailEvent, name: &'static str, enabled: bool) -> ShippedRule {
    ShippedRule { key: event.as_str(), name, event, side: None, template: event.as_str(), enabled }
}

/// All of them, in the order they were added to the product; new ones come at the end.
pub(crate) const SHIPPED_RULES: [ShippedRule; 16] = [
    ShippedRule {
        side: Some(Side::BackOffice),
        ..of(MailEvent::ApplicationCreated, "Application created for a user", true)
    },
    ShippedRule {
        key: "application_created_for_customer_user",
        side: Some(Side::Customer),
        template: "application_created_for_customer_user",
        ..of(MailEvent::ApplicationCreated, "Application created for a customer user", true)
    },
    of(MailEvent::SecretRotated, "Secret rotated", true),
    of(MailEvent::SecretExpiring, "Secret about to expire", true),
    of(MailEvent::ApplicationDeactivated, "Application deactivated", true),
    of(MailEvent::ApplicationDeleted, "Application deleted", true),
    of(MailEvent::NewPlace, "Sign-in from a new place", true),
    of(MailEvent::ApplicationChanged, "Application changed", false),
    of(MailEvent::ApplicationActivated, "Application activated", false),
    of(MailEvent::ApplicationRestored, "Application restored", false),
    of(MailEvent::NewNetwork, "Application used from a new network", false),
    of(MailEvent::ApplicationLetIn, "Application let in", false),
    of(MailEvent::AccountLocked, "Account locked", true),
    of(MailEvent::SecondFactorAdded, "Second factor added", true),
    of(MailEvent::SecondFactorRemoved, "Second factor removed", true),
    of(MailEvent::RecoveryCodeUsed, "Recovery code used", true),
];
