//! Starts that cannot succeed end with one clear line.

use crate::support::Folder;

#[test]
fn a_port_that_is_taken_is_told_with_its_setting() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let server = folder.serve();
    let complaint = folder.fail(&["serve"]);
    let last = complaint.lines().last().unwrap();
    let begin = format!(
        "latchkey: server.listen: {} cannot be listened on; is another server running there?: ",
        server.address
    );
    assert!(last.starts_with(&begin), "{complaint}");
}

#[test]
fn a_database_that_does_not_answer_is_told_without_its_password() {
    let folder = Folder::new().with("LATCHKEY_DATABASE__URL", "postgres://user:hunter2@127.0.0.1:9/nothing");
    let complaint = folder.fail(&["serve"]);
    assert!(complaint.contains("database.url: it cannot be opened: "), "{complaint}");
    assert!(!complaint.contains("hunter2"), "{complaint}");
}

#[test]
fn a_file_that_is_no_database_is_told_and_kept() {
    let folder = Folder::new();
    folder.write("var/latchkey.db", &"not a database ".repeat(100));
    let complaint = folder.fail(&["serve"]);
    assert!(complaint.contains("database.url"), "{complaint}");
    let text = std::fs::read_to_string(folder.join("var/latchkey.db")).unwrap();
    assert!(text.starts_with("not a database"));
}
