//! `latchkey keys`

use crate::support::Folder;
use std::{fs, os::unix::fs::PermissionsExt};

#[test]
fn keys_are_made_once_and_checked() {
    let folder = Folder::bare();
    let complaint = folder.fail(&["keys", "check"]);
    assert!(
        complaint.contains("var/oauth_private.key") && complaint.contains("`latchkey keys generate`"),
        "{complaint}"
    );

    let made = folder.succeed(&["keys", "generate"]);
    assert!(
        made.starts_with(
            "Signing keys made.\nprivate: var/oauth_private.key\npublic:  var/oauth_public.key\nkey id:  "
        ),
        "{made}"
    );
    let again = folder.succeed(&["keys", "generate"]);
    assert!(again.starts_with("Signing keys are there already; nothing was changed.\n"), "{again}");
    assert_eq!(made.lines().last(), again.lines().last(), "the same key id");
    assert!(folder.succeed(&["keys", "check"]).starts_with("The signing keys are in order; key id "));

    fs::remove_file(folder.join("var/oauth_public.key")).unwrap();
    folder.fail(&["keys", "check"]);
    let mended = folder.succeed(&["keys", "generate"]);
    assert!(mended.starts_with("Public key made out of the private one.\n"), "{mended}");
    assert_eq!(made.lines().last(), mended.lines().last(), "the same key id");
}

#[test]
fn a_key_that_others_can_read_is_told_with_what_mends_it() {
    let folder = Folder::bare();
    folder.succeed(&["keys", "generate"]);
    let private = folder.join("var/oauth_private.key");
    fs::set_permissions(&private, fs::Permissions::from_mode(0o644)).unwrap();
    let complaint = folder.fail(&["keys", "check"]);
    let expected = "others on this machine can read var/oauth_private.key; mend it with: chmod 600 var/oauth_private.key";
    assert!(complaint.contains(expected), "{complaint}");
}

#[test]
fn a_key_that_is_none_is_kept_and_told() {
    let folder = Folder::bare();
    folder.write("var/oauth_private.key", "not a key\n");
    folder.fail(&["keys", "check"]);
    folder.fail(&["keys", "generate"]);
    assert_eq!(fs::read_to_string(folder.join("var/oauth_private.key")).unwrap(), "not a key\n");
}
