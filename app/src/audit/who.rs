//! Who did it, in words.

use super::words;
use crate::text::text;
use model::{AuditActor, AuditWho};

/// The person, with the application that did it for them; or what did it instead.
pub fn who(actor: &AuditActor) -> String {
    let name = match (actor.who, actor.name.as_str()) {
        (AuditWho::Person | AuditWho::Application, name) if !name.is_empty() => name,
        (kind, _) => words::who(kind),
    };
    match &actor.application {
        Some((_, application)) if actor.who == AuditWho::Person && !application.is_empty() => {
            text!(audit.with_application, name = name, application = application.as_str()).to_string()
        }
        _ => name.to_owned(),
    }
}
