//! Mail on the wire, against a real SMTP server: Node's `smtp-server`, which the browser tests bring along.

use super::*;
use crate::{MailReport, MailTransport};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};
use store::testing::{Engine, TestDatabase};

/// The server, which ends with this value.
struct SmtpServer {
    process: Child,
    lines: Receiver<String>,
    port: u16,
}

impl SmtpServer {
    fn start(arguments: &[&str]) -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../end2end");
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
    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(20)).expect("a line from the SMTP server")
    }

    fn message(&self) -> serde_json::Value {
        serde_json::from_str(&self.line()).expect("a message")
    }

    fn said_nothing_more(&self) -> bool {
        self.lines.try_recv().is_err()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn office(server: &SmtpServer) -> TestOffice {
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let db = TestDatabase::new(Engine::Sqlite).await;
    let test = TestOffice::with(db, |settings| settings.mail = MailTransport::Smtp(url)).await;
    test.office.add_demo_data().await.unwrap();
    test
}

#[tokio::test]
async fn mails_are_delivered() {
    let server = SmtpServer::start(&[]);
    let test = office(&server).await;
    write_mail(&test, "Größe").await;
    write_mail(&test, "Second App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 2, failed: 0 });
    let first = server.message();
    assert_eq!((&first["from"], &first["to"][0]), (&"latchkey@example.com".into(), &JOHN.into()));
    let raw = first["raw"].as_str().unwrap();
    assert!(raw.contains("Subject: OAuth application added to your account\r\n"), "{raw}");
    assert!(raw.contains("To: \"John Doe\" <john.doe@example.com>\r\n"), "{raw}");
    assert!(raw.contains("charset=utf-8") && raw.is_ascii(), "{raw}");
    server.message();
    assert!(server.said_nothing_more());
    assert!(test.mails().await.iter().all(|mail| mail.sent_at.is_some() && mail.last_error.is_none()));
}

#[tokio::test]
async fn a_refused_mail_is_delivered_later() {
    let server = SmtpServer::start(&["--refuse", "1"]);
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    let mail = test.mails().await.remove(0);
    assert_eq!((mail.attempts, mail.sent_at, mail.failed_at), (1, None, None));
    let error = mail.last_error.unwrap();
    assert!(error.contains("451") && error.contains("4.3.2 Try again later"), "{error}");
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
    assert!(server.said_nothing_more());
    test.clock.advance(Duration::from_secs(38));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    assert_eq!(server.message()["to"][0], JOHN);
    let mail = test.mails().await.remove(0);
    assert_eq!((mail.attempts, mail.sent_at, mail.last_error), (2, Some(test.office.now()), None));
}

#[tokio::test]
async fn a_server_that_is_gone_is_waited_for() {
    let server = SmtpServer::start(&[]);
    let port = server.port.to_string();
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    // It goes while a connection to it is kept open, and comes back.
    drop(server);
    write_mail(&test, "Second App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    assert!(test.mails().await[1].last_error.is_some());
    let server = SmtpServer::start(&["--port", &port]);
    test.clock.advance(Duration::from_secs(38));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    assert_eq!(server.message()["to"][0], JOHN);
    assert!(server.said_nothing_more());
}

#[test]
fn a_url_is_checked_and_never_repeated() {
    let check = |url: &str| MailTransport::Smtp(url.into()).check("Latchkey <latchkey@example.com>");
    for url in [
        "smtp://127.0.0.1:25",
        "smtps://user:password@mail.example.com",
        "smtp://mail.example.com?tls=required",
    ] {
        assert_eq!(check(url), Ok(()), "{url}");
    }
    for url in [
        "",
        "mail.example.com",
        "http://user:password@mail.example.com",
        "smtp://user:password@mail.example.com:99999",
    ] {
        let error = check(url).unwrap_err();
        assert!(error.contains("mail.url") && !error.contains("99999"), "{error}");
    }
    let nobody = MailTransport::File("mail".into()).check("nobody");
    assert!(nobody.unwrap_err().contains("mail.from"));
    let secret = MailTransport::Smtp("smtps://user:password@mail.example.com".into());
    assert_eq!(format!("{secret:?}"), "Smtp(..)");
}
