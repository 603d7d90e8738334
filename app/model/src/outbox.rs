//! Mails that were sent, wait or failed, as pages show them.

use crate::{MailId, OrganizationId, Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Whether a mail has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It is due, or will be tried again.
    Waiting,
    /// It waits for a digest, which will tell it in its stead.
    Held,
    /// The mail server took it, or a digest that told it.
    Sent,
    /// It was given up.
    Failed,
}

impl MailState {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Held, Self::Sent, Self::Failed];

    /// As it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for MailState {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownWord)
    }
}

/// A mail as pages show it.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMail {
    /// Its id.
    pub id: MailId,
    /// What it tells, as a word for programs: a [`crate::MailEvent`], or one of the mails about passwords.
    pub event: String,
    /// Whom it is for.
    pub to_name: String,
    /// Where it goes.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Whose outbox it is in; none: that of all organizations together.
    pub organization: Option<OrganizationId>,
    /// Whether it has left.
    pub state: MailState,
    /// How often sending was tried.
    pub attempts: u64,
    /// When it is tried (again), while it waits.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
    /// When it was given up.
    pub failed_at: Option<Timestamp>,
    /// Why it was not taken at the last try, in the words of the mail server.
    pub error: Option<String>,
    /// The digest that told it.
    pub digest: Option<MailId>,
    /// Its text, on its own page only. A link that works once is not in it.
    pub text: Option<String>,
    /// Whether it had a link that works once, which is gone when it was sent or given up.
    pub link_gone: bool,
    /// Whether it has a page besides its text.
    pub has_html: bool,
    /// Whether the actor who asked may give it up.
    pub may_give_up: bool,
    /// Whether the actor who asked may send it again.
    pub may_send_again: bool,
}
