//! The unit of systemd: systemd reads it without complaint, finds it closed, and is told when the server is ready.

use super::{file, works};
use crate::support::Folder;
use std::{
    fs,
    os::{
        linux::net::SocketAddrExt,
        unix::net::{SocketAddr, UnixDatagram},
    },
    process::Command,
    time::Duration,
};

#[test]
fn systemd_takes_the_unit() {
    if !works("systemd-analyze", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("latchkey.service");
    let text = fs::read_to_string(file("latchkey.service")).unwrap();
    // The binary is not installed here, which would be told too.
    assert!(text.contains("\nExecStart=/usr/bin/latchkey serve\n"));
    fs::write(
        &unit,
        text.replace("/usr/bin/latchkey serve", &format!("{} serve", env!("CARGO_BIN_EXE_latchkey"))),
    )
    .unwrap();
    let output = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("latchkey.service"), "{said}");
    // From 0 (nothing is open) to 100; the threshold is what it says now, and a little.
    let output = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--no-pager", "--threshold=15"])
        .arg(&unit)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_user_of_the_unit_can_be_made() {
    if !works("systemd-sysusers", &["--version"]) {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let output = Command::new("systemd-sysusers")
        .arg(format!("--root={}", root.path().display()))
        .arg("--dry-run")
        .arg(file("latchkey.sysusers"))
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success() && said.contains("Creating user 'latchkey'"), "{said}");
}

/// Both kinds of sockets that systemd names.
#[test]
fn systemd_is_told_when_the_server_is_ready_and_when_it_stops() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let path = folder.join("notify");
    let name = format!("latchkey-test-{}", std::process::id());
    let sockets = [
        (path.display().to_string(), UnixDatagram::bind(&path).unwrap()),
        (
            format!("@{name}"),
            UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(name.as_bytes()).unwrap()).unwrap(),
        ),
    ];
    let mut folder = folder;
    for (address, socket) in sockets {
        socket.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        folder = folder.with("NOTIFY_SOCKET", &address);
        let server = folder.start();
        let told = || {
            let mut state = [0; 64];
            let length = socket.recv(&mut state).unwrap();
            String::from_utf8_lossy(&state[..length]).into_owned()
        };
        assert_eq!(told(), "READY=1");
        assert!(server.get("/readyz").unwrap().starts_with("HTTP/1.1 200"), "it is, by then");
        server.terminate();
        assert_eq!(told(), "STOPPING=1");
        assert_eq!(server.ended().0, Some(0));
    }
}
