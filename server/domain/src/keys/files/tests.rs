use super::*;
use crate::MailTransport;
use std::time::Duration;

fn settings(folder: &Path) -> Settings {
    Settings {
        public_url: "http://localhost:3000".into(),
        private_key: folder.join("private.key"),
        public_key: folder.join("public.key"),
        rotate_keys_after: Some(Duration::from_hours(90 * 24)),
        publish_keys_before: Duration::from_hours(24),
        sealing_key: folder.join("sealing.key"),
        access_lifetime: Duration::from_hours(1),
        refresh_lifetime: Duration::from_hours(30 * 24),
        refresh_absolute_lifetime: Duration::from_hours(365 * 24),
        code_lifetime: Duration::from_mins(1),
        password_grant: false,
        lockout: crate::Lockout::default(),
        mail_from: "Latchkey <latchkey@example.com>".into(),
        mail: MailTransport::File(folder.join("mail")),
        audit_keep: None,
        client_id_metadata: crate::ClientIdMetadata::default(),
        identity_providers: crate::IdentityProviders::default(),
        effective: Vec::new(),
    }
}

#[test]
fn makes_what_is_missing_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let first = generate_keys(&settings).unwrap();
    assert_eq!(first.made, Made::Pair);
    let private = fs::read(&settings.private_key).unwrap();
    assert!(private.starts_with(b"-----BEGIN PRIVATE KEY-----\n"));
    assert_eq!(generate_keys(&settings).unwrap(), GeneratedKeys { made: Made::Nothing, ..first.clone() });
    fs::remove_file(&settings.public_key).unwrap();
    assert_eq!(generate_keys(&settings).unwrap(), GeneratedKeys { made: Made::PublicKey, ..first });
    assert_eq!(fs::read(&settings.private_key).unwrap(), private);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_private_key() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    generate_keys(&settings).unwrap();
    let mode = fs::metadata(&settings.private_key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(check_keys(&settings).status, KeyStatus::Ready);
}

#[test]
fn a_foreign_public_key_and_a_damaged_file_are_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    generate_keys(&settings).unwrap();
    fs::remove_file(&settings.private_key).unwrap();
    let error = generate_keys(&settings).unwrap_err();
    assert!(matches!(error, KeyError::NotAPair { .. }), "{error}");
    fs::write(&settings.private_key, "nonsense").unwrap();
    let error = generate_keys(&settings).unwrap_err().to_string();
    assert!(error.ends_with("private.key is not a P-256 private key in PKCS#8 PEM"), "{error}");
    let report = check_keys(&settings);
    assert_eq!((report.status, report.key_id, report.problem), (KeyStatus::Missing, None, Some(error)));
    assert_eq!(fs::read_to_string(&settings.private_key).unwrap(), "nonsense");
}

#[test]
fn two_processes_that_start_at_once_end_up_with_one_pair() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    assert!(write_new(&settings.private_key, b"mine", 0o600).unwrap());
    assert!(!write_new(&settings.private_key, b"yours", 0o600).unwrap());
    assert_eq!(fs::read_to_string(&settings.private_key).unwrap(), "mine");
}
