//! `latchkey init`

use crate::support::Folder;
use std::os::unix::fs::PermissionsExt;

fn password_in(said: &str) -> Option<&str> {
    said.lines().find_map(|line| line.strip_prefix("Password:")).map(str::trim)
}

fn mode(folder: &Folder, path: &str) -> u32 {
    folder.join(path).metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn the_password_is_printed_once_and_files_are_private() {
    let folder = Folder::new();
    let said = folder.succeed(&["init"]);
    let password = password_in(&said).expect("a password");
    assert_eq!(password.len(), 27);
    assert!(said.contains("First administrator: admin@localhost"), "{said}");
    assert!(said.contains("Sign in at http://127.0.0.1:"), "{said}");
    assert_eq!((mode(&folder, "var"), mode(&folder, "var/latchkey.db")), (0o700, 0o600));
    assert_eq!(mode(&folder, "var/oauth_private.key"), 0o600);
    let key = std::fs::read(folder.join("var/oauth_private.key")).unwrap();

    let again = folder.succeed(&["init"]);
    assert_eq!(password_in(&again), None);
    assert!(
        again.contains("Signing keys are there already.")
            && again.contains("An administrator is there already."),
        "{again}"
    );
    assert_eq!(std::fs::read(folder.join("var/oauth_private.key")).unwrap(), key);
}

#[test]
fn a_password_that_was_given_is_not_printed() {
    let folder = Folder::new()
        .with("LATCHKEY_ADMIN_EMAIL", "Root@Example.com")
        .with("LATCHKEY_ADMIN_PASSWORD", "a password of my own");
    let said = folder.succeed(&["init", "--organization", "Initech"]);
    assert!(
        said.contains("First administrator: root@example.com, with the password that was given."),
        "{said}"
    );
    assert!(!said.contains("a password of my own"), "{said}");
    let again = folder.succeed(&["init"]);
    assert!(
        again.contains("An administrator is there already, so Root@Example.com was not added."),
        "{again}"
    );
}

#[test]
fn what_is_given_badly_is_refused_and_can_be_mended() {
    let folder = Folder::new().with("LATCHKEY_ADMIN_PASSWORD", "short");
    let complaint = folder.run(&["init"]);
    assert_eq!(complaint.status.code(), Some(1));
    let complaint = String::from_utf8(complaint.stderr).unwrap();
    assert!(complaint.starts_with("latchkey: password: ") && complaint.contains("12"), "{complaint}");
    let said = folder.with("LATCHKEY_ADMIN_PASSWORD", "long enough now").succeed(&["init"]);
    assert!(said.contains("with the password that was given"), "{said}");
}

#[test]
fn demo_data_is_for_loopback_only() {
    for url in [
        "https://keys.example.com",
        "http://192.168.1.5:3000",
        "http://localhost.evil.example",
        "http://0.0.0.0:3000",
    ] {
        let folder = Folder::new().with("LATCHKEY_SERVER__PUBLIC_URL", url);
        let complaint = folder.fail(&["init", "--demo"]);
        assert!(
            complaint.contains("demo data is only added where public_url is a loopback address"),
            "{complaint}"
        );
        assert!(!folder.join("var").exists(), "nothing was made");
    }
    for url in ["http://localhost:3000", "http://[::1]:3000", "http://127.0.0.2"] {
        let folder = Folder::new().with("LATCHKEY_SERVER__PUBLIC_URL", url);
        for _ in 0..2 {
            let said = folder.succeed(&["init", "--demo"]);
            assert!(said.contains("the administrator is admin@example.com"), "{said}");
        }
    }
}
