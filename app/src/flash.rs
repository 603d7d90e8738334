//! What a page says after something was done: a fixed list, so that nobody can put words into our mouth.

use crate::text::text;
use serde::{Deserialize, Serialize};

/// A message of success. It survives the redirect after a form in a short-lived cookie that only names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flash {
    /// A record was changed.
    Saved,
    /// An application was activated.
    Activated,
    /// An application was deactivated.
    Deactivated,
    /// An application or a role was deleted.
    Deleted,
    /// A person, a customer or an organization was enabled.
    Enabled,
    /// One of them was disabled.
    Disabled,
    /// A person was sent an invitation.
    Invited,
    /// A mail is sent again.
    SentAgain,
    /// A mail was given up.
    GivenUp,
    /// What was shipped is as it was.
    Restored,
    /// Of what was deleted, not everything could be restored.
    NotAllRestored,
    /// A session was ended.
    SessionEnded,
    /// An application may not act for the person any more.
    ShutOut,
    /// An account at an identity provider was linked.
    Linked,
    /// One was unlinked.
    Unlinked,
    /// The person works in another organization.
    Switched,
    /// The person signed out.
    SignedOut,
    /// A view of a grid was saved.
    ViewSaved,
    /// A saved view was deleted.
    ViewDeleted,
    /// A password was set with a link.
    PasswordSet,
    /// The person changed their password.
    PasswordChanged,
    /// A person can sign in again.
    Unlocked,
    /// The next signing key is published.
    KeysRotated,
    /// A second factor of one's own was taken away.
    SecondFactorRemoved,
    /// Those of somebody else were.
    SecondFactorsReset,
}

impl Flash {
    const ALL: [Self; 25] = [
        Self::Saved,
        Self::Activated,
        Self::Deactivated,
        Self::Deleted,
        Self::Enabled,
        Self::Disabled,
        Self::Invited,
        Self::SentAgain,
        Self::GivenUp,
        Self::Restored,
        Self::NotAllRestored,
        Self::SessionEnded,
        Self::ShutOut,
        Self::Linked,
        Self::Unlinked,
        Self::Switched,
        Self::SignedOut,
        Self::ViewSaved,
        Self::ViewDeleted,
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::Unlocked,
        Self::KeysRotated,
        Self::SecondFactorRemoved,
        Self::SecondFactorsReset,
    ];

    /// As it stands in the cookie.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Activated => "activated",
            Self::Deactivated => "deactivated",
            Self::Deleted => "deleted",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Invited => "invited",
            Self::SentAgain => "sent_again",
            Self::GivenUp => "given_up",
            Self::Restored => "restored",
            Self::NotAllRestored => "not_all_restored",
            Self::SessionEnded => "session_ended",
            Self::ShutOut => "shut_out",
            Self::Linked => "linked",
            Self::Unlinked => "unlinked",
            Self::Switched => "switched",
            Self::SignedOut => "signed_out",
            Self::ViewSaved => "view_saved",
            Self::ViewDeleted => "view_deleted",
            Self::PasswordSet => "password_set",
            Self::PasswordChanged => "password_changed",
            Self::Unlocked => "unlocked",
            Self::KeysRotated => "keys_rotated",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::SecondFactorsReset => "second_factors_reset",
        }
    }

    /// Reads the cookie.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flash| flash.as_str() == text)
    }

    /// Whether it is no message of success.
    pub const fn warns(self) -> bool {
        matches!(self, Self::NotAllRestored)
    }

    /// What is said.
    pub fn text(self) -> &'static str {
        match self {
            Self::Saved => text!(toasts.saved),
            Self::Activated => text!(toasts.activated),
            Self::Deactivated => text!(toasts.deactivated),
            Self::Deleted => text!(toasts.deleted),
            Self::Enabled => text!(toasts.enabled),
            Self::Disabled => text!(toasts.disabled),
            Self::Invited => text!(toasts.invited),
            Self::SentAgain => text!(toasts.sent_again),
            Self::GivenUp => text!(toasts.given_up),
            Self::Restored => text!(toasts.restored),
            Self::NotAllRestored => text!(deleted.not_all),
            Self::SessionEnded => text!(toasts.session_ended),
            Self::ShutOut => text!(toasts.shut_out),
            Self::Linked => text!(sign_in_with.linked),
            Self::Unlinked => text!(sign_in_with.unlinked),
            Self::Switched => text!(toasts.switched),
            Self::SignedOut => text!(sign_in.signed_out),
            Self::ViewSaved => text!(toasts.view_saved),
            Self::ViewDeleted => text!(toasts.view_deleted),
            Self::PasswordSet => text!(passwords.set_done),
            Self::PasswordChanged => text!(passwords.change_done),
            Self::Unlocked => text!(toasts.unlocked),
            Self::KeysRotated => text!(configuration.rotated),
            Self::SecondFactorRemoved => text!(factors.removed),
            Self::SecondFactorsReset => text!(factors.reset_done),
        }
    }
}
