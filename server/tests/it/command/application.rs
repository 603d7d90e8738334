//! `latchkey application`

use crate::support::Folder;
use serde_json::Value;

fn demo() -> Folder {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    folder
}

#[test]
fn an_application_is_created_listed_and_announced() {
    let folder = demo();
    let said = folder.succeed(&[
        "application",
        "create",
        "--owner",
        "john.doe@example.com",
        "--name",
        "Robot",
        "--json",
    ]);
    let made: Value = serde_json::from_str(&said).unwrap();
    let secret = made["client_secret"].as_str().unwrap();
    assert!(domain::looks_valid(secret));
    assert_eq!(made.as_object().map(serde_json::Map::len), Some(2));

    let list = folder.succeed(&["application", "list", "--json"]);
    let listed: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(listed["client_id"], made["client_id"]);
    assert_eq!((listed["name"].as_str(), listed["organization"].as_str()), (Some("Robot"), Some("Acme")));
    assert_eq!((listed["active"].as_bool(), listed["last_used_at"].is_null()), (Some(true), true));
    let list = folder.succeed(&["application", "list"]);
    assert!(list.contains("Robot") && list.contains("never used") && !list.contains(secret), "{list}");
}

#[test]
fn apis_and_organization_can_be_chosen() {
    let folder = demo();
    let create = ["application", "create", "--owner", "admin@example.com", "--name", "Robot"];
    let more = ["--api", "json_api", "--api", "scim", "--organization", "globex"];
    let said = folder.succeed(&[&create[..], &more[..]].concat());
    assert!(said.contains("client_id:     ") && said.contains("client_secret: lk_"), "{said}");
    assert!(folder.succeed(&["application", "list"]).contains("Globex  Robot"));
    // The same name again, but in another organization.
    folder.succeed(&[&create[..], &["--organization", "Acme"]].concat());
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_made() {
    let folder = demo();
    let complaint = |arguments: &[&str]| folder.fail(&[&["application", "create"], arguments].concat());
    let said = complaint(&["--owner", "nobody@example.com", "--name", "Robot"]);
    assert_eq!(said, "latchkey: nobody has the e-mail address `nobody@example.com`\n");
    let john = ["--owner", "john.doe@example.com", "--name"];
    assert!(complaint(&[&john[..], &["  "]].concat()).starts_with("latchkey: name: "));
    let said = complaint(&[&john[..], &["Robot", "--organization", "Nowhere"]].concat());
    assert_eq!(said, "latchkey: no enabled organization is called `Nowhere`\n");
    let said = complaint(&[&john[..], &["Robot", "--organization", "Globex"]].concat());
    assert!(said.starts_with("latchkey: "), "John may not enter Globex: {said}");
    let said = complaint(&[&john[..], &["Robot", "--api", "customer_json_api"]].concat());
    assert!(said.starts_with("latchkey: apis: "), "{said}");
    assert_eq!(folder.succeed(&["application", "list"]), "");
    let output =
        folder.run(&[&["application", "create"][..], &john[..], &["Robot", "--api", "soap"]].concat());
    assert_eq!(output.status.code(), Some(2), "clap knows the API types");
    let said = folder.fail(&["application", "restore", "nothing"]);
    assert_eq!(said, "latchkey: no application has the Client ID `nothing`\n");
}

#[test]
fn what_was_deleted_can_be_restored_but_its_tokens_stay_dead() {
    let folder = demo();
    let said = folder.succeed(&[
        "application",
        "create",
        "--owner",
        "admin@example.com",
        "--name",
        "Robot",
        "--json",
    ]);
    let made: Value = serde_json::from_str(&said).unwrap();
    let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    let server = folder.serve();
    let credentials = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    let token = {
        let answer = server.post("/oauth2/token", &credentials).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()["access_token"].as_str().unwrap().to_owned()
    };
    let call = |method: &str, path: &str| {
        let host = server.address;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
        );
        server.send(&head).unwrap()
    };
    let list = call("GET", "/api/oauthapplications");
    let (_, body) = list.split_once("\r\n\r\n").unwrap();
    let list: Value = serde_json::from_str(body).unwrap();
    let path = format!("/api/oauthapplications/{}", list["data"][0]["id"].as_str().unwrap());
    assert!(call("DELETE", &path).starts_with("HTTP/1.1 204"));
    assert_eq!(folder.succeed(&["application", "list"]), "");

    // Beside the running server, which follows within a second.
    assert_eq!(folder.succeed(&["application", "restore", id]), "Restored: Robot\n");
    assert!(folder.succeed(&["application", "list"]).contains(id));
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(call("GET", "/api/me").starts_with("HTTP/1.1 401"));
}
