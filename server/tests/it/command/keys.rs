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

#[test]
fn the_ring_is_listed_rotated_and_what_leaked_is_revoked() {
    let folder = Folder::new();
    assert!(folder.fail(&["keys", "list"]).contains("`latchkey keys generate` makes what is missing"));
    folder.succeed(&["keys", "generate"]);
    assert!(folder.fail(&["keys", "rotate"]).contains("`latchkey init`"), "there is nobody to do it for");
    folder.succeed(&["init"]);
    let listed = || {
        let lines = folder.succeed(&["keys", "list"]);
        let words = |line: &str| line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
        lines.lines().map(words).collect::<Vec<_>>()
    };
    let first = listed();
    assert_eq!(first.len(), 1);
    let (first, state) = (&first[0][0], &first[0][1]);
    assert_eq!(state, "current");
    assert!(folder.succeed(&["keys", "list"]).ends_with(", in the files\n"));

    let id = |said: &str| said.split("key id:  ").nth(1).unwrap().lines().next().unwrap().to_owned();
    let said = folder.succeed(&["keys", "rotate"]);
    assert!(said.starts_with("The next key is published; it signs from "), "{said}");
    let next = id(&said);
    assert_eq!(id(&folder.succeed(&["keys", "rotate"])), next, "there is one next key");
    assert_eq!(listed(), [[next.as_str(), "next"], [first.as_str(), "current"]]);
    assert_eq!(folder.run(&["keys", "rotate", "--revoke"]).status.code(), Some(2), "only with --now");
    assert!(folder.succeed(&["keys", "rotate", "--now"]).starts_with("The new key signs.\n"));
    assert_eq!(listed(), [[next.as_str(), "current"], [first.as_str(), "retired"]]);

    assert!(folder.fail(&["keys", "revoke", "nobody"]).contains("`latchkey keys list`"));
    assert!(folder.fail(&["keys", "revoke", &next]).contains("`latchkey keys rotate --now --revoke`"));
    // It is the one in the files, which opens what is sealed: somebody has to replace them.
    folder.succeed(&["keys", "revoke", first]);
    let told = folder.run(&["keys", "list"]);
    assert_eq!(told.status.code(), Some(1));
    let (listed_then, complaint) =
        (String::from_utf8(told.stdout).unwrap(), String::from_utf8(told.stderr).unwrap());
    assert!(listed_then.contains(&format!("{first}  revoked  until ")), "{listed_then}");
    assert!(complaint.contains("move both files away"), "{complaint}");
    for file in ["var/oauth_private.key", "var/oauth_public.key"] {
        fs::rename(folder.join(file), folder.join(file).with_extension("old")).unwrap();
    }
    let made = id(&folder.succeed(&["keys", "generate"]));
    assert_eq!(
        listed(),
        [[made.as_str(), "current"], [next.as_str(), "retired"], [first.as_str(), "revoked"]]
    );
    let said = folder.succeed(&["keys", "rotate", "--now", "--revoke"]);
    assert!(said.contains("To do:   the key in the files was revoked"), "{said}");
}
