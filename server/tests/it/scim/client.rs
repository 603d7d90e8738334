//! A SCIM client that others wrote (`scim2-client`) drives a user through their life, against the binary as it is served.

use crate::support::Folder;
use serde_json::Value;
use std::{path::Path, process::Command};

#[test]
fn a_client_of_others_drives_a_user_through_their_life() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Quick where it was done before; `make test` has done it.
    let tools =
        Command::new(checkout.join(".ci/tools")).arg("python").current_dir(checkout).output().unwrap();
    assert!(tools.status.success(), "{}", String::from_utf8_lossy(&tools.stderr));
    let python = Path::new(String::from_utf8(tools.stdout).unwrap().trim()).join("python");

    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let owner = ["--owner", "admin@example.com", "--name", "Identity provider", "--json"];
    let made = folder.succeed(&[&["application", "create"][..], &owner].concat());
    let made: Value = serde_json::from_str(&made).unwrap();
    let server = folder.serve();
    let script = checkout.join("server/tests/it/scim/client.py");
    let output = Command::new(python)
        .arg(script)
        .arg(format!("http://{}", server.address))
        .args(["client_id", "client_secret"].map(|name| made[name].as_str().unwrap()))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert_eq!(said[0], "a user was driven through their life\n", "{}", said[1]);
}
