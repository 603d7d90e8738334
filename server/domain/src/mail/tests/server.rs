//! The mail server of the tests: Node's `smtp-server`, which the browser tests bring along.

use crate::{MailTransport, SmtpServer, testing::TestOffice};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};
use store::testing::{Engine, TestDatabase};

/// It ends with this value.
pub(super) struct MailServer {
    process: Child,
    lines: Receiver<String>,
    pub(super) port: u16,
}

impl MailServer {
    /// Starts it; the arguments are explained where it is written.
    pub(super) fn start(arguments: &[&str]) -> Self {
        let end2end = end2end();
        assert!(
            end2end.join("node_modules/smtp-server").exists(),
            "end2end/node_modules/smtp-server is missing: run `npm ci` in end2end, or `make test`, which does"
        );
        let mut process = Command::new("node")
            .arg(end2end.join("support/smtp.mjs"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node, which `make test` needs");
        let output = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { process, lines, port: 0 };
        let first = server.line();
        server.port = first.strip_prefix("listening ").expect("the port").parse().expect("a port");
        server
    }

    /// What it says next.
    pub(super) fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(20)).expect("a line from the SMTP server")
    }

    /// The message it took.
    pub(super) fn message(&self) -> serde_json::Value {
        serde_json::from_str(&self.line()).expect("a message")
    }

    /// Whether it took nothing else.
    pub(super) fn said_nothing_more(&self) -> bool {
        self.lines.try_recv().is_err()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An office whose mails go there, by this URL with `PORT` in it.
pub(super) async fn office_with(server: &MailServer, url: &str, timeout: Duration) -> TestOffice {
    let server = SmtpServer {
        url: url.replace("PORT", &server.port.to_string()),
        authority: Some(authority()),
        timeout,
    };
    let db = TestDatabase::new(Engine::Sqlite).await;
    let test = TestOffice::with(db, |settings| settings.mail = MailTransport::Smtp(server)).await;
    test.office.add_demo_data().await.unwrap();
    test
}

/// An office whose mails go there as simply as can be.
pub(super) async fn office(server: &MailServer) -> TestOffice {
    office_with(server, "smtp://127.0.0.1:PORT", Duration::from_mins(1)).await
}

/// The certificate that signed the server's.
pub(super) fn authority() -> PathBuf {
    end2end().join("support/tls/authority.pem")
}

fn end2end() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../end2end")
}
