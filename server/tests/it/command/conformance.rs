//! `latchkey conformance`

use crate::support::{Folder, free_port};

#[test]
fn a_running_server_is_held_against_a_profile() {
    let listen = format!("127.0.0.1:{}", free_port());
    let folder = Folder::new().with("LATCHKEY_SERVER__LISTEN", &listen);
    folder.succeed(&["init", "--demo"]);
    let complaint = folder.fail(&["conformance"]);
    assert!(complaint.starts_with(&format!("latchkey: no server answers at {listen}: ")), "{complaint}");
    let _server = folder.serve();
    let said = folder.succeed(&["conformance", "--profile", "rfc9700"]);
    assert!(said.contains(&format!("RFC 9700 at http://{listen}: 0 failed, ")), "{said}");
    assert!(
        said.contains("Passed          §4.16              No other site can put our pages into a frame."),
        "{said}"
    );
    assert!(!said.contains("FAPI"), "{said}");
    let report: serde_json::Value =
        serde_json::from_str(&folder.succeed(&["conformance", "--profile", "oauth21", "--json"])).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().all(|one| one["profile"] == "oauth21" && one["verdict"] != "failed"), "{report}");
    let complaint = folder.run(&["conformance", "--profile", "nis2"]);
    assert_eq!(complaint.status.code(), Some(2));
    // An application whose tokens are good without a key is no matter for FAPI.
    folder.succeed(&["application", "create", "--owner", "admin@example.com", "--name", "Scanner"]);
    let output = folder.run(&["conformance", "--profile", "fapi2"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("1 applications: Scanner"), "{said}");
}
