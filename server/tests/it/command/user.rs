//! `latchkey user`

use crate::support::Folder;
use std::{io::Write, process::Stdio};

fn create<'a>(email: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["user", "create", "--email", email, "--first-name", "Jane", "--last-name", "Roe"], more].concat()
}

#[test]
fn people_are_added_once() {
    let folder = Folder::new();
    let complaint = folder.fail(&create("jane@example.com", &[]));
    assert_eq!(complaint, "latchkey: there is no organization yet; `latchkey init` makes the first\n");
    folder.succeed(&["init"]);
    let said = folder.succeed(&create("Jane@Example.com", &[]));
    assert!(said.starts_with("User created: "), "{said}");
    let complaint = folder.fail(&create("jane@example.com", &[]));
    assert!(complaint.starts_with("latchkey: email: "), "{complaint}");
    let complaint = folder.fail(&create("jane", &["--role", "User"]));
    assert!(complaint.starts_with("latchkey: email: "), "{complaint}");
    let complaint = folder.fail(&create("other@example.com", &["--role", "Emperor"]));
    assert!(complaint.starts_with("latchkey: roles: "), "{complaint}");
    let complaint = folder.fail(&create("other@example.com", &["--organization", "Nowhere"]));
    assert!(complaint.contains("Nowhere"), "{complaint}");
}

#[test]
fn a_password_is_read_from_a_pipe_and_checked() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let with_password = |email: &str, password: &str| {
        let mut command = folder.command(&create(email, &["--password-stdin"]));
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = with_password("jane@example.com", "short\n");
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && complaint.starts_with("latchkey: password: "), "{complaint}");
    assert!(with_password("jane@example.com", "long enough it is\n").status.success());
}

#[test]
fn a_customer_user_is_added_to_a_customer() {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let complaint = folder.fail(&create("jane@example.com", &["--customer", "Contoso"]));
    assert_eq!(complaint, "latchkey: no customer of Acme is called `Contoso`\n");
    let complaint = folder.fail(&create("jane@example.com", &["--customer", "Northwind", "--role", "User"]));
    assert!(complaint.starts_with("latchkey: roles: "), "{complaint}");
    let said = folder.succeed(&create("jane@example.com", &["--customer", "northwind"]));
    assert!(said.starts_with("User created: "), "{said}");
}

#[test]
fn whoever_waits_is_unlocked() {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    assert_eq!(
        folder.succeed(&["user", "unlock", "John.Doe@example.com"]),
        "Unlocked: john.doe@example.com\n"
    );
    let complaint = folder.fail(&["user", "unlock", "nobody@example.com"]);
    assert_eq!(complaint, "latchkey: nobody has the e-mail address `nobody@example.com`\n");
}
