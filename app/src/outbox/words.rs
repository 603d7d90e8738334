//! What mails tell, and whether they have left, in words.

use crate::text::text;
use model::{MailEvent, MailState};

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
        word => word.parse().map_or(text!(mail_events.other), of_rules),
    }
}

fn of_rules(event: MailEvent) -> &'static str {
    match event {
        MailEvent::ApplicationCreated => text!(mail_events.application_created),
        MailEvent::ApplicationChanged => text!(mail_events.application_changed),
        MailEvent::SecretRotated => text!(mail_events.secret_rotated),
        MailEvent::SecretExpiring => text!(mail_events.secret_expiring),
        MailEvent::ApplicationActivated => text!(mail_events.application_activated),
        MailEvent::ApplicationDeactivated => text!(mail_events.application_deactivated),
        MailEvent::ApplicationDeleted => text!(mail_events.application_deleted),
        MailEvent::ApplicationRestored => text!(mail_events.application_restored),
        MailEvent::NewNetwork => text!(mail_events.new_network),
        MailEvent::NewPlace => text!(mail_events.new_place),
    }
}

/// Whether a mail has left.
pub fn state(state: MailState) -> &'static str {
    match state {
        MailState::Waiting => text!(outbox.waiting),
        MailState::Sent => text!(outbox.sent),
        MailState::Failed => text!(outbox.failed),
    }
}
