//! `latchkey mail …`

use crate::support::{Folder, MailServer};

fn by_smtp(server: &MailServer) -> Folder {
    Folder::new()
        .with("LATCHKEY_MAIL__TRANSPORT", "smtp")
        .with("LATCHKEY_MAIL__URL", &format!("smtp://127.0.0.1:{}", server.port()))
}

#[test]
fn a_test_mail_is_sent_and_the_servers_words_are_told() {
    let server = MailServer::start(&[]);
    let said = by_smtp(&server).succeed(&["mail", "test", "ann@example.com"]);
    assert_eq!(said, "The mail server took a mail to ann@example.com. It said: 250 Thank you\n");
    let message = server.line();
    assert!(message.contains("\"to\":[\"ann@example.com\"]"), "{message}");
    assert!(message.contains("Subject: Test mail from Latchkey"), "{message}");
}

#[test]
fn a_refused_test_mail_fails_with_the_servers_words() {
    let server = MailServer::start(&["--unknown", "gone"]);
    let output = by_smtp(&server).run(&["mail", "test", "gone@example.com"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.starts_with("latchkey: no mail was sent to gone@example.com: "), "{errors}");
    assert!(errors.contains("550") && errors.contains("5.1.1 Nobody of that name lives here"), "{errors}");
}

#[test]
fn without_a_mail_server_the_test_mail_is_a_file() {
    let folder = Folder::new();
    let said = folder.succeed(&["mail", "test", "ann@example.com"]);
    assert!(said.starts_with("A mail to ann@example.com was written to var/mail/"), "{said}");
    assert!(said.ends_with("Set mail.transport to smtp to send mails.\n"), "{said}");
    assert_eq!(std::fs::read_dir(folder.join("var/mail")).unwrap().count(), 1);
    let output = folder.run(&["mail", "test", "ann@"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("the address cannot be read"));
}
