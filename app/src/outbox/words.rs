//! What mails tell, and whether they have left, in words.

use crate::text::{mail_event, text};
use model::MailState;

/// What mails tell that no rule decides.
pub const OTHERS: [&str; 5] = ["invitation", "password_reset", "password_changed", "digest", "test"];

/// What a mail tells.
pub fn event(word: &str) -> &'static str {
    match word {
        "invitation" => text!(mail_events.invitation),
        "password_reset" => text!(mail_events.password_reset),
        "password_changed" => text!(mail_events.password_changed),
        "digest" => text!(mail_events.digest),
        "test" => text!(mail_events.test),
        word => word.parse().map_or(text!(mail_events.other), mail_event),
    }
}

/// Whether a mail has left.
pub fn state(state: MailState) -> &'static str {
    match state {
        MailState::Waiting => text!(outbox.waiting),
        MailState::Held => text!(outbox.held),
        MailState::Sent => text!(outbox.sent),
        MailState::Failed => text!(outbox.failed),
    }
}
