//! Mail on the wire: taken, refused for now, refused for good, and what becomes of it when the server is slow or goes away.

use super::{
    server::{MailServer, office, office_with},
    *,
};
use crate::MailReport;
use std::time::Duration;

#[tokio::test]
async fn mails_are_delivered() {
    let server = MailServer::start(&[]);
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
    let server = MailServer::start(&["--busy", "1"]);
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
    let server = MailServer::start(&[]);
    let port = server.port.to_string();
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    // It goes while a connection to it is kept open, and comes back.
    drop(server);
    write_mail(&test, "Second App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    assert!(test.mails().await.iter().any(|mail| mail.last_error.is_some()));
    let server = MailServer::start(&["--port", &port]);
    test.clock.advance(Duration::from_secs(38));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    assert_eq!(server.message()["to"][0], JOHN);
    assert!(server.said_nothing_more());
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_is_not_tried_again_and_holds_nobody_up() {
    let server = MailServer::start(&["--unknown", "gone"]);
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    test.db.execute("UPDATE outbox_mails SET to_address = 'gone@example.com', link = 'once'").await;
    write_mail(&test, "Second App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 1 });
    assert_eq!(server.message()["to"][0], JOHN);
    let mails = test.mails().await;
    let refused = mails.iter().find(|mail| mail.to_address == "gone@example.com").unwrap();
    assert_eq!((refused.attempts, refused.failed_at), (1, Some(test.office.now())));
    let error = refused.last_error.as_deref().unwrap();
    assert!(error.contains("550") && error.contains("5.1.1 Nobody of that name lives here"), "{error}");
    test.clock.advance(Duration::from_hours(1000));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
}

#[tokio::test]
async fn a_mail_whose_connection_breaks_in_the_middle_arrives_later() {
    let server = MailServer::start(&["--drop", "1"]);
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    let mail = test.mails().await.remove(0);
    assert_eq!((mail.attempts, mail.failed_at), (1, None));
    assert!(mail.last_error.is_some());
    test.clock.advance(Duration::from_secs(38));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    assert_eq!(server.message()["to"][0], JOHN);
    assert!(server.said_nothing_more());
}

#[tokio::test]
async fn a_slow_server_is_given_up_for_now_and_no_other_process_takes_the_mail_meanwhile() {
    let server = MailServer::start(&["--hold", "1"]);
    let test = office_with(&server, "smtp://127.0.0.1:PORT", Duration::from_secs(2)).await;
    write_mail(&test, "First App").await;
    let other = TestOffice::on(test.db.another().await).await;
    let office = test.office.clone();
    let sending = tokio::spawn(async move { office.send_due_mail().await.unwrap() });
    let (said, _server) = tokio::task::spawn_blocking(move || (server.line(), server)).await.unwrap();
    assert_eq!(said, "holding");
    other.clock.advance(crate::mail::transport::LONGEST);
    assert_eq!(other.office.send_due_mail().await.unwrap(), MailReport::default());
    assert_eq!(sending.await.unwrap(), MailReport { sent: 0, failed: 1 });
    let mail = test.mails().await.remove(0);
    assert_eq!((mail.attempts, mail.sent_at), (1, None));
    assert_eq!(mail.last_error.as_deref(), Some("no answer within 2 seconds"));
}

#[tokio::test]
async fn a_late_answer_is_not_taken_for_the_answer_to_the_next_mail() {
    let server = MailServer::start(&["--slow", "2500", "--unknown", "gone"]);
    let test = office_with(&server, "smtp://127.0.0.1:PORT", Duration::from_secs(1)).await;
    write_mail(&test, "First App").await;
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    // The answer to the first mail comes now.
    tokio::time::sleep(Duration::from_secs(2)).await;
    test.db.execute("UPDATE outbox_mails SET to_address = 'gone@example.com'").await;
    test.clock.advance(Duration::from_secs(38));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
    let mail = test.mails().await.remove(0);
    assert!(mail.last_error.as_deref().is_some_and(|error| error.contains("550")), "{mail:?}");
}

#[tokio::test]
async fn one_slow_answer_does_not_hold_up_the_others() {
    let server = MailServer::start(&["--hold", "1"]);
    let test = office_with(&server, "smtp://127.0.0.1:PORT", Duration::from_secs(3)).await;
    for number in 0..6 {
        write_mail(&test, &format!("App {number}")).await;
    }
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 5, failed: 1 });
    assert!(test.mails().await.iter().all(|mail| mail.attempts == 1));
}

#[tokio::test]
async fn a_process_that_dies_before_it_hears_the_answer_is_made_up_for_with_the_same_message_id() {
    let server = MailServer::start(&["--hold", "1"]);
    let test = office(&server).await;
    write_mail(&test, "First App").await;
    let admin = test.actor("admin@example.com", "Acme").await;
    let mail = test.office.list_outbox(&admin, &model::GridQuery::default()).await.unwrap().rows.remove(0);
    let office = test.office.clone();
    let sending = tokio::spawn(async move { office.send_due_mail().await });
    let (said, server) = tokio::task::spawn_blocking(move || (server.line(), server)).await.unwrap();
    assert_eq!(said, "holding");
    // The server has all of it, and nobody is there any more to be told so.
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    test.clock.advance(Duration::from_mins(4));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
    test.clock.advance(Duration::from_mins(1));
    assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
    let message = server.message();
    let message_id = format!("Message-ID: <{}@example.com>\r\n", mail.id);
    assert!(message["raw"].as_str().unwrap().contains(&message_id), "{message}");
    assert_eq!(test.mails().await[0].attempts, 2);
}
