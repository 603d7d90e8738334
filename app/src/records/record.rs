//! What the shared parts need to know of a user, a customer, an organization or a role.

use crate::{AppError, Flash, text::text};
use model::{Language, May};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Display, future::Future, str::FromStr};

/// A record with a page of its own.
pub trait Record: Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its id.
    type Id: Copy + Display + FromStr + Send + Sync + 'static;

    /// Its id.
    fn id(&self) -> Self::Id;

    /// What people call it.
    fn label(&self) -> String;

    /// The page with all of its kind.
    fn home(&self) -> &'static str;

    /// What the viewer may do with it.
    fn may(&self) -> May;

    /// Whether it is enabled, where it can be disabled.
    fn enabled(&self) -> Option<bool>;

    /// Whether the viewer may send it an invitation.
    fn may_invite(&self) -> bool {
        false
    }

    /// Whether the viewer may send it again, where it is a mail.
    fn may_send_again(&self) -> bool {
        false
    }

    /// Whether the viewer may make it again what it was when it was shipped.
    fn may_restore(&self) -> bool {
        false
    }

    /// Whether the viewer may unlock it, where it is a person who is locked.
    fn may_unlock(&self) -> bool {
        false
    }

    /// Whether the viewer may give it up, where it is a mail that waits.
    fn may_give_up(&self) -> bool {
        false
    }

    /// What happens to others through a deed.
    fn consequence(&self, deed: Deed) -> String;

    /// The one with this id.
    fn find(id: Self::Id) -> impl Future<Output = Result<Self, AppError>> + Send;

    /// Does it.
    fn carry_out(deed: Deed, id: Self::Id) -> impl Future<Output = Result<Self, AppError>> + Send;

    /// Its own page.
    fn page(&self) -> String {
        format!("{}/{}", self.home(), self.id())
    }
}

/// What can be done with one press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Enable it.
    Enable,
    /// Disable it.
    Disable,
    /// Delete it.
    Delete,
    /// Send an invitation, as after it was created.
    Invite,
    /// Send a mail again.
    SendAgain,
    /// Give up a mail that waits.
    GiveUp,
    /// Remove the organization's own words of a mail template in a language.
    Reset(Language),
    /// Make it what it was when it was shipped.
    Restore,
    /// Let somebody sign in again at once.
    Unlock,
}

impl Deed {
    /// As it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enable => "enable",
            Self::Disable => "disable",
            Self::Delete => "delete",
            Self::Invite => "invite",
            Self::SendAgain => "send-again",
            Self::GiveUp => "give-up",
            Self::Reset(_) => "reset",
            Self::Restore => "restore",
            Self::Unlock => "unlock",
        }
    }

    /// As a button says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Enable => text!(records.enable),
            Self::Disable => text!(records.disable),
            Self::Delete => text!(records.delete),
            Self::Invite => text!(users.send_invitation),
            Self::SendAgain => text!(outbox.send_again),
            Self::GiveUp => text!(outbox.give_up),
            Self::Reset(_) => text!(templates.reset),
            Self::Restore => text!(records.restore),
            Self::Unlock => text!(users.unlock),
        }
    }

    /// The drawing beside its label.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Enable => "power",
            Self::Disable => "pause",
            Self::Delete => "trash",
            Self::GiveUp => "close",
            Self::Unlock => "key",
            Self::Invite | Self::SendAgain => "mail",
            Self::Reset(_) | Self::Restore => "rotate",
        }
    }

    /// What is asked before.
    pub fn question(self, name: &str) -> String {
        match self {
            Self::Enable => text!(records.enable_question, name = name).to_string(),
            Self::Disable => text!(records.disable_question, name = name).to_string(),
            Self::Delete => text!(records.delete_question, name = name).to_string(),
            Self::Invite => text!(users.invite_question, name = name).to_string(),
            Self::SendAgain => text!(outbox.send_again_question, name = name).to_string(),
            Self::GiveUp => text!(outbox.give_up_question, name = name).to_string(),
            Self::Reset(language) => {
                text!(templates.reset_question, name = name, language = language.own_name()).to_string()
            }
            Self::Restore => text!(records.restore_question, name = name).to_string(),
            Self::Unlock => text!(users.unlock_question, name = name).to_string(),
        }
    }

    /// What is said after.
    pub const fn flash(self) -> Flash {
        match self {
            Self::Enable => Flash::Enabled,
            Self::Disable => Flash::Disabled,
            Self::Delete => Flash::Deleted,
            Self::Invite => Flash::Invited,
            Self::SendAgain => Flash::SentAgain,
            Self::GiveUp => Flash::GivenUp,
            Self::Reset(_) => Flash::Saved,
            Self::Restore => Flash::Restored,
            Self::Unlock => Flash::Unlocked,
        }
    }
}
