//! Stopping: nothing that was begun or noted is lost, and it does not take for ever.

use crate::support::{FORM, Folder, form};
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

fn demo() -> Folder {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    folder
}

/// The body of a token request for a new application of John's.
fn token_request(folder: &Folder) -> String {
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
    let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    format!("grant_type=client_credentials&client_id={id}&client_secret={secret}")
}

fn last_used(folder: &Folder) -> Value {
    let listed: Value = serde_json::from_str(&folder.succeed(&["application", "list", "--json"])).unwrap();
    listed["last_used_at"].clone()
}

#[test]
fn what_was_used_last_is_written_before_the_end() {
    let folder = demo();
    let request = token_request(&folder);
    assert!(last_used(&folder).is_null());
    let server = folder.serve();
    assert!(server.post("/oauth2/token", &request).unwrap().starts_with("HTTP/1.1 200"));
    server.terminate();
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(last_used(&folder).is_string(), "{log}");
}

#[test]
fn ctrl_c_is_a_clean_end_too() {
    let server = demo().serve();
    server.signal("INT");
    assert_eq!(server.ended().0, Some(0));
}

#[test]
fn a_request_in_flight_is_answered_and_idle_connections_hold_nothing_up() {
    let folder = demo();
    let body = token_request(&folder);
    let server = folder.serve();
    let mut idle = TcpStream::connect(server.address).unwrap();
    let ask = format!("GET /healthz HTTP/1.1\r\nhost: {}\r\n\r\n", server.address);
    idle.write_all(ask.as_bytes()).unwrap();
    let mut byte = [0];
    idle.read_exact(&mut byte).unwrap();

    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = format!(
        "POST /oauth2/token HTTP/1.1\r\nhost: {}\r\ncontent-type: {FORM}\r\ncontent-length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    let (first, second) = body.split_at(20);
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(first.as_bytes()).unwrap();
    // Long enough for the server to have read the head.
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    server.terminate();
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(server.address).is_err(), "nobody else is let in");
    stream.write_all(second.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("access_token"), "{answer}");
    assert_eq!(server.ended().0, Some(0));
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
    assert!(last_used(&folder).is_string(), "the last request counts too");
}

#[test]
fn a_request_that_never_ends_is_left_after_ten_seconds() {
    let server = demo().serve();
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head =
        format!("POST /oauth2/token HTTP/1.1\r\nhost: {}\r\ncontent-length: 10\r\n\r\nabc", server.address);
    stream.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    server.terminate();
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    let took = began.elapsed();
    assert!((9..20).contains(&took.as_secs()), "{took:?}");
    assert!(log.contains("1 connections did not end in time"), "{log}");
}

#[test]
fn an_open_stream_of_changes_holds_nothing_up() {
    let folder = demo();
    let server = folder.serve();
    let body = form(&[("email", "john.doe@example.com"), ("password", "admin-demo-password")]);
    let signed_in = server.send(&format!(
        "POST /sign-in HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\nconnection: close\r\ncontent-type: {FORM}\r\n\
         content-length: {1}\r\n\r\n{body}",
        server.address,
        body.len()
    ));
    let signed_in = signed_in.unwrap();
    let cookie =
        signed_in.lines().find_map(|line| line.strip_prefix("set-cookie: latchkey_session=")).unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let mut stream = TcpStream::connect(server.address).unwrap();
    let ask = format!(
        "GET /live/applications HTTP/1.1\r\nhost: {}\r\ncookie: latchkey_session={cookie}\r\n\r\n",
        server.address
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut heard = String::new();
    while !heard.contains("event: applications") {
        let mut part = [0; 512];
        let length = stream.read(&mut part).unwrap();
        assert!(length > 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&part[..length]));
    }
    assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
    let began = Instant::now();
    server.terminate();
    // It ends as a whole answer does.
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "{rest}");
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(began.elapsed() < Duration::from_secs(5), "{log}");
}
