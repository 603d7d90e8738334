//! Nobody forgets it: every file that begins a transaction records what it does, or stands here with the reason why not.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What begins a transaction.
const BEGINNINGS: [&str; 2] = ["database.begin()", "begin_administration()"];
/// What records, by itself or through what it calls.
const RECORDS: [&str; 7] = [
    "self.record",
    ".save_application(",
    ".save_rule(",
    "commit_created",
    ".factor_changed(",
    "insert_application(",
    "shorten_audit(",
];

/// What leaves no record, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("activity/flush.rs", "counts what applications did"),
    ("administrators.rs", "begins the changes of others"),
    ("applications/remind.rs", "reminds of what was recorded when it was made"),
    ("authorizations/push.rs", "a request that waits for a minute"),
    ("backchannel/worker.rs", "notes what became of a message"),
    ("devices/begin.rs", "a code that waits for a person"),
    ("email_templates/preview.rs", "changes nothing"),
    ("idempotency.rs", "remembers an answer"),
    ("last_used.rs", "notes that an application was used"),
    ("login_attempts/note.rs", "is a record of its own"),
    ("login_attempts/refusals.rs", "is a record of its own"),
    ("mail/digest.rs", "puts mails together"),
    ("mail/ship.rs", "what came with the product"),
    ("mail/worker.rs", "notes what became of a mail"),
    ("networks_used.rs", "notes that an application was used"),
    ("people/actors.rs", "ends what was ended when the person was disabled"),
    ("people/step_up.rs", "notes when a password was given in a session"),
    ("second_factors/ceremony.rs", "a question that waits for a passkey"),
    ("second_factors/pending.rs", "a sign-in that waits for a second factor"),
    ("second_factors/sign_in.rs", "a session begins, which is noted as a login attempt"),
    ("sso/begin.rs", "a sign-in that waits for a provider's answer"),
    ("sso/finish.rs", "takes the sign-in that waited; the rest goes through others"),
    ("together.rs", "holds what others record"),
    (
        "setup/crowd.rs",
        "made-up records by the million would bury the real ones; its organizations are recorded",
    ),
    ("tokens/device.rs", "tokens come and go without a record"),
    ("tokens/exchange.rs", "tokens come and go without a record"),
    ("tokens/password.rs", "tokens come and go without a record; the attempt is noted"),
    ("tokens/refresh.rs", "tokens come and go without a record"),
    ("tokens/revoke.rs", "tokens come and go without a record"),
];

#[test]
fn whatever_changes_something_records_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    let mut unused: Vec<&str> = WITHOUT.iter().map(|(file, _)| *file).collect();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        if !BEGINNINGS.iter().any(|one| text.contains(one)) {
            continue;
        }
        let name = file.strip_prefix(&source).expect("below it").to_str().expect("text").replace('\\', "/");
        if let Some(index) = unused.iter().position(|one| *one == name) {
            unused.remove(index);
            continue;
        }
        assert!(
            RECORDS.iter().any(|one| text.contains(one)),
            "{name} changes something and leaves no audit record: see `audit.rs`"
        );
    }
    assert!(unused.is_empty(), "these are gone, or do nothing of the kind any more: {unused:?}");
}

/// The files of the product itself, without tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_test =
            path.file_stem().is_some_and(|name| name == "tests" || name == "testing" || name == "town");
        if path.is_dir() && !is_test {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            files.push(path);
        }
    }
}
