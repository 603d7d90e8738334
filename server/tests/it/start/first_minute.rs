//! A server from its first request on: what it logs, who stays signed in over a restart.

use crate::support::{FORM, Folder, PASSWORD, form};
use serde_json::Value;

fn demo() -> Folder {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    folder
}

#[test]
fn a_restart_signs_nobody_out() {
    let folder = demo();
    let server = folder.serve();
    let fields = form(&[("email", "john.doe@example.com"), ("password", PASSWORD)]);
    let answer = server.post("/sign-in", &fields).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let (_, cookie) = answer.split_once("set-cookie: latchkey_session=").expect("a session");
    let token = cookie.split(';').next().unwrap().to_owned();
    server.terminate();
    assert_eq!(server.ended().0, Some(0));

    let server = folder.serve();
    let request = format!(
        "GET /my-user HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: latchkey_session={token}\r\n\r\n",
        server.address
    );
    let answer = server.send(&request).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("John Doe"), "{answer}");
}

#[test]
fn the_log_tells_each_request_and_no_secret() {
    let folder = demo();
    let server = folder.serve();
    server.get("/sign-in?next=a-secret-in-a-query").unwrap();
    server.get("/set-password?token=a-secret-in-a-link").unwrap();
    server
        .post("/set-password?token=a-secret-in-a-link", &form(&[("password", "a-secret-in-a-body")]))
        .unwrap();
    server
        .post("/sign-in", &form(&[("email", "john.doe@example.com"), ("password", "a-secret-in-a-body")]))
        .unwrap();
    server
        .post("/oauth2/token", "grant_type=client_credentials&client_id=x&client_secret=lk_asecretinabody")
        .unwrap();
    let request = format!(
        "GET /healthz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nauthorization: Bearer a-secret-in-a-header\r\ncookie: latchkey_session=a-secret-in-a-cookie\r\nx-request-id: from-a-proxy-1\r\n\r\n",
        server.address
    );
    server.send(&request).unwrap();
    let unmatched = server.get("/nowhere").unwrap();
    let (_, id) = unmatched.split_once("x-request-id: ").expect("an id");
    let id = id.split("\r\n").next().unwrap().to_owned();
    server.terminate();
    let (_, log) = server.ended();

    assert!(!log.contains("a-secret") && !log.contains("asecret"), "{log}");
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let told = |method: &str, path: &str, status: u64| {
        answered.iter().any(|line| {
            line["method"] == method
                && line["path"] == path
                && line["status"] == status
                && line["ms"].is_number()
        })
    };
    assert!(
        told("GET", "/sign-in", 200) && told("POST", "/sign-in", 401) && told("POST", "/oauth2/token", 401),
        "{log}"
    );
    let nowhere = answered.iter().find(|line| line["path"] == "/nowhere").expect("the last request");
    assert_eq!(nowhere["span"]["id"], id.as_str());
    assert!(log.contains("ready; sign in at http://127.0.0.1:") && log.contains("stopped"), "{log}");
}

#[test]
fn for_people_the_log_is_not_json() {
    let folder =
        demo().with("LATCHKEY_LOG__FORMAT", "human").with("LATCHKEY_LOG__FILTER", "warn,server=info");
    let server = folder.serve();
    server.terminate();
    let (_, log) = server.ended();
    assert!(log.lines().any(|line| line.contains(" INFO server::start: ready; sign in at")), "{log}");
}

#[test]
fn keys_that_come_later_are_taken() {
    let folder = demo();
    for key in ["var/oauth_private.key", "var/oauth_public.key"] {
        std::fs::remove_file(folder.join(key)).unwrap();
    }
    let mut server = folder.start();
    while server.get("/healthz").is_err() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let answer = server.get("/readyz").unwrap();
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains(r#""keys":"missing""#), "{answer}");
    folder.succeed(&["keys", "generate"]);
    server.wait_until_ready();
    server.terminate();
    let (_, log) = server.ended();
    assert!(log.contains("the signing keys are missing") && log.contains("latchkey keys generate"), "{log}");
}

#[test]
fn an_address_that_is_no_longer_this_machine_is_warned_of() {
    let folder = demo().with("LATCHKEY_SERVER__PUBLIC_URL", "http://keys.example.com");
    let server = folder.serve();
    server.terminate();
    let (_, log) = server.ended();
    assert!(log.contains("server.public_url is http://keys.example.com: without https"), "{log}");
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let server = demo().serve();
    let request = format!(
        "GET /healthz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-long: {}\r\ncontent-type: {FORM}\r\n\r\n",
        server.address,
        "a".repeat(300_000)
    );
    // The connection may be closed before all of it was sent.
    if let Ok(answer) = server.send(&request) {
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    assert!(server.get("/healthz").unwrap().starts_with("HTTP/1.1 200"));
}
