//! What is counted when somebody asks for it: connections, mails that wait, sessions.
//!
//! Written out here, and not through the recorder of the process, because it belongs to this database at this moment.

use crate::AppState;
use std::fmt::Write;

/// All of them, in the text format of Prometheus. What cannot be counted is left out, so that nobody takes an old number for a
/// new one.
pub(super) async fn text(state: &AppState) -> String {
    let mut text = String::new();
    add(&mut text, "latchkey_build_info", &[(concat!("version=\"", env!("CARGO_PKG_VERSION"), "\""), 1)]);
    let database = state.office.database();
    let (open, idle) = database.connections();
    let used = open.saturating_sub(idle);
    let connections = [("state=\"idle\"", idle.into()), ("state=\"used\"", used.into())];
    add(&mut text, "latchkey_database_connections", &connections);
    let now = state.office.now();
    let Ok(counted) = database.workload(now).await else {
        add(&mut text, "latchkey_database_up", &[("", 0)]);
        return text;
    };
    add(&mut text, "latchkey_database_up", &[("", 1)]);
    let mails = [("state=\"waiting\"", counted.mails_waiting), ("state=\"failed\"", counted.mails_failed)];
    add(&mut text, "latchkey_outbox_mails", &mails);
    let age = counted.oldest_mail_at.map_or(0, |oldest| (now.0 - oldest.0).max(0));
    add(&mut text, "latchkey_outbox_oldest_waiting_seconds", &[("", age)]);
    add(&mut text, "latchkey_backchannel_logouts_waiting", &[("", counted.logouts_waiting)]);
    add(&mut text, "latchkey_sessions", &[("", counted.sessions)]);
    text
}

fn add(text: &mut String, name: &str, values: &[(&str, i64)]) {
    let _ = writeln!(text, "# TYPE {name} gauge");
    for (label, value) in values {
        let _ = if label.is_empty() {
            writeln!(text, "{name} {value}")
        } else {
            writeln!(text, "{name}{{{label}}} {value}")
        };
    }
}
