//! The files, followed while the server runs.

use super::*;
use crate::MailTransport;
use std::time::Duration;

fn settings(folder: &Path) -> Settings {
    Settings {
        public_url: "http://localhost:3000".into(),
        private_key: folder.join("keys/private.key"),
        public_key: folder.join("keys/public.key"),
        sealing_key: folder.join("sealing.key"),
        rotate_keys_after: Some(Duration::from_hours(90 * 24)),
        publish_keys_before: Duration::from_hours(24),
        access_lifetime: Duration::from_hours(1),
        refresh_lifetime: Duration::from_hours(30 * 24),
        refresh_absolute_lifetime: Duration::from_hours(365 * 24),
        code_lifetime: Duration::from_mins(1),
        password_grant: false,
        lockout: crate::Lockout::default(),
        audit_keep: None,
        mail_from: "Latchkey <latchkey@example.com>".into(),
        mail: MailTransport::File(folder.join("mail")),
        client_id_metadata: crate::ClientIdMetadata::default(),
        effective: Vec::new(),
        identity_providers: crate::IdentityProviders::default(),
    }
}

fn status(keys: &Keys, settings: &Settings, now_ms: i64) -> KeyStatus {
    keys.seen(settings, now_ms, |seen| seen.status.clone())
}

#[test]
fn files_that_appear_change_and_go_are_followed_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let keys = Keys::default();
    assert_eq!(status(&keys, &settings, 0), KeyStatus::Missing);
    generate_keys(&settings).unwrap();
    assert_eq!(status(&keys, &settings, 999), KeyStatus::Missing, "not looked at again yet");
    assert_eq!(status(&keys, &settings, 1_000), KeyStatus::Ready);
    std::fs::remove_file(&settings.public_key).unwrap();
    assert_eq!(status(&keys, &settings, 2_000), KeyStatus::Missing);
    generate_keys(&settings).unwrap();
    assert_eq!(status(&keys, &settings, 3_000), KeyStatus::Ready);
    std::fs::write(&settings.private_key, "damaged").unwrap();
    assert_eq!(status(&keys, &settings, 4_000), KeyStatus::Missing);
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_works_and_is_reported_with_the_command_that_helps() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    generate_keys(&settings).unwrap();
    let keys = Keys::default();
    assert_eq!(status(&keys, &settings, 0), KeyStatus::Ready);
    std::fs::set_permissions(&settings.private_key, std::fs::Permissions::from_mode(0o640)).unwrap();
    let path = settings.private_key.display().to_string();
    let command = format!("chmod 600 {path}");
    assert_eq!(status(&keys, &settings, 1_000), KeyStatus::Exposed { path, command });
    assert!(keys.seen(&settings, 1_000, |seen| seen.key.is_some()));
    std::fs::set_permissions(&settings.private_key, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(status(&keys, &settings, 2_000), KeyStatus::Ready);
}

#[test]
fn a_path_with_blanks_is_quoted_for_the_shell() {
    assert_eq!(quoted_for_shell("/srv/var/oauth_private.key"), "/srv/var/oauth_private.key");
    assert_eq!(quoted_for_shell("/srv/it's here/key"), r"'/srv/it'\''s here/key'");
}
