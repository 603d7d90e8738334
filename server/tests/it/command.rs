//! The command line, as an operator types it.

mod application;
mod audit;
mod backup;
mod conformance;
mod demo;
mod doctor;
mod init;
mod keys;
mod mail;
mod migrate_to;
mod restore;
mod user;

use crate::support::Folder;

#[test]
fn help_reads_well() {
    let help = Folder::bare().succeed(&["--help"]);
    for line in [
        "Usage: latchkey [OPTIONS] <COMMAND>",
        "  init         Make what a first start needs",
        "  serve        Serve the back office, the token endpoint and the web APIs",
        "  keys         The signing keys",
        "  user         Users of the back office, and customer users",
        "  application  OAuth applications",
        "  mail         Whether mails arrive",
        "  audit        The history of all changes",
        "  cleanup      Remove what has had its time",
        "  conformance  Hold the running server against RFC 9700, OAuth 2.1 and FAPI 2.0",
        "  doctor       Look at everything the server needs",
        "  backup       Write everything into one archive, while the server runs",
        "  restore      Put an archive of `backup` into its place",
        "  migrate-to   Copy everything into another database",
    ] {
        assert!(help.contains(line), "{line}\n{help}");
    }
    for command in [
        "init",
        "serve",
        "keys",
        "user",
        "application",
        "mail",
        "audit",
        "cleanup",
        "conformance",
        "doctor",
        "backup",
        "restore",
        "migrate-to",
    ] {
        let help = Folder::bare().succeed(&[command, "--help"]);
        assert!(help.contains(&format!("Usage: latchkey {command}")), "{help}");
    }
    let help = Folder::bare().with("LATCHKEY_ADMIN_PASSWORD", "hunter2").succeed(&["init", "--help"]);
    assert!(!help.contains("hunter2"), "{help}");
}

#[test]
fn what_is_no_command_is_refused() {
    let output = Folder::bare().run(&["serv"]);
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("unrecognized subcommand 'serv'") && errors.contains("'serve'"), "{errors}");
}

#[test]
fn cleaning_up_says_what_was_removed() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let said = folder.succeed(&["cleanup"]);
    assert_eq!(said.lines().count(), 16, "{said}");
    assert!(said.lines().all(|line| line.ends_with(" 0")), "{said}");
}
