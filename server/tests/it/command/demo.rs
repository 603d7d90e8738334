//! `latchkey demo`

use crate::support::Folder;

#[test]
fn a_crowd_is_added_once_and_grows_and_the_audit_stays_whole() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let scale = |applications: &'static str| {
        ["demo", "--scale", "--applications", applications, "--users", "30", "--customers", "4"]
    };
    let said = folder.succeed(&scale("50"));
    assert!(said.ends_with("Crowd added: 4 customers, 30 people, 50 applications.\n"), "{said}");
    let said = folder.succeed(&scale("60"));
    assert!(said.ends_with("Crowd added: 0 customers, 0 people, 10 applications.\n"), "{said}");
    let said = folder.succeed(&scale("60"));
    assert!(said.ends_with("The crowd is there already: nothing was added.\n"), "{said}");
    assert_eq!(folder.succeed(&["application", "list"]).lines().count(), 60);
    folder.succeed(&["audit", "verify"]);
}

#[test]
fn without_scale_it_is_the_demo_alone() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    assert!(folder.succeed(&["demo"]).starts_with("Demo data is there."));
    assert_eq!(folder.succeed(&["application", "list"]), "");
    let output = folder.run(&["demo", "--users", "3"]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("--scale"));
}

#[test]
fn it_is_for_loopback_only() {
    let folder = Folder::new().with("LATCHKEY_SERVER__PUBLIC_URL", "https://id.example.com");
    let complaint = folder.fail(&["demo", "--scale"]);
    assert!(
        complaint.contains("demo data is only added where public_url is a loopback address"),
        "{complaint}"
    );
    assert!(!folder.join("var/latchkey.db").exists(), "nothing was made");
}
