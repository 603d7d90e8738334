//! What `mail.url` may be, how the server is proven to be the right one, and who we say we are.

use super::{
    server::{MailServer, authority, office_with},
    *,
};
use crate::{MailTransport, SmtpServer};
use std::{path::PathBuf, time::Duration};

fn transport(url: &str, authority: Option<PathBuf>) -> MailTransport {
    MailTransport::Smtp(SmtpServer { url: url.into(), authority, timeout: Duration::from_mins(1) })
}

/// Sends one mail to a server by a URL, and answers what the server took, or why it was not sent.
async fn send(server: &MailServer, url: &str) -> Result<serde_json::Value, String> {
    let test = office_with(server, url, Duration::from_mins(1)).await;
    write_mail(&test, "First App").await;
    let report = test.office.send_due_mail().await.unwrap();
    let mail = test.mails().await.remove(0);
    // Whatever is wrong with the settings, the mail waits until they are mended.
    assert_eq!((report.sent + report.failed, mail.failed_at), (1, None));
    match mail.last_error {
        None => Ok(server.message()),
        Some(error) => Err(error),
    }
}

#[tokio::test]
async fn a_connection_is_encrypted_where_it_should_be() {
    let server = MailServer::start(&["--tls", "starttls"]);
    for (url, secure) in [
        ("smtp://localhost:PORT?tls=required", true),
        ("smtp://127.0.0.1:PORT?tls=required", true),
        ("smtp://localhost:PORT?tls=opportunistic", true),
        ("smtp://localhost:PORT", false),
    ] {
        assert_eq!(send(&server, url).await.unwrap()["secure"], secure, "{url}");
    }
    let server = MailServer::start(&["--tls", "implicit"]);
    assert_eq!(send(&server, "smtps://localhost:PORT").await.unwrap()["secure"], true);
}

#[tokio::test]
async fn nothing_is_sent_in_clear_where_that_was_ruled_out() {
    let server = MailServer::start(&[]);
    let error = send(&server, "smtp://localhost:PORT?tls=required").await.unwrap_err();
    assert!(error.contains("STARTTLS"), "{error}");
    send(&server, "smtps://localhost:PORT").await.unwrap_err();
    assert_eq!(send(&server, "smtp://localhost:PORT?tls=opportunistic").await.unwrap()["secure"], false);
    assert!(server.said_nothing_more());
}

#[tokio::test]
async fn a_server_nobody_vouches_for_gets_nothing() {
    let server = MailServer::start(&["--tls", "implicit"]);
    let url = format!("smtps://localhost:{}", server.port);
    let error = transport(&url, None).reach().await.unwrap_err();
    assert!(error.to_lowercase().contains("certificate"), "{error}");
    assert_eq!(transport(&url, Some(authority())).reach().await, Ok(()));
    assert!(server.said_nothing_more());
}

#[tokio::test]
async fn a_name_and_a_password_let_us_in_and_wrong_ones_lose_no_mail() {
    let server = MailServer::start(&["--tls", "starttls", "--auth", "post:pass word"]);
    let message = send(&server, "smtp://post:pass%20word@localhost:PORT?tls=required").await.unwrap();
    assert_eq!((&message["user"], &message["secure"]), (&"post".into(), &true.into()));
    let error = send(&server, "smtp://post:wrong@localhost:PORT?tls=required").await.unwrap_err();
    assert!(error.contains("535") && error.contains("5.7.8 Who are you?"), "{error}");
    let error = send(&server, "smtp://localhost:PORT?tls=required").await.unwrap_err();
    assert!(error.contains("530"), "{error}");
    assert!(server.said_nothing_more());
}

#[test]
fn a_url_is_checked_and_never_repeated() {
    let check = |url: &str| transport(url, None).check("Latchkey <latchkey@example.com>");
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
    let missing = transport("smtps://mail.example.com", Some("no/such/file.pem".into()));
    let error = missing.check("latchkey@example.com").unwrap_err();
    assert!(error.starts_with("mail.authority: no/such/file.pem: "), "{error}");
    let secret = transport("smtps://user:password@mail.example.com", None);
    assert_eq!(format!("{secret:?}"), "Smtp(..)");
}
