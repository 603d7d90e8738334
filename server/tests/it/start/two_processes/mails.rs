//! Two workers, one outbox: each mail is sent once.

use crate::support::{JOHN, MailServer, Pair, soon};
use std::collections::BTreeSet;

/// More than either sends in one go.
const MAILS: usize = 30;

#[tokio::test(flavor = "multi_thread")]
async fn each_mail_is_sent_once() {
    let mail_server = MailServer::start(&[]);
    let url = format!("smtp://127.0.0.1:{}", mail_server.port());
    let environment = [("LATCHKEY_MAIL__TRANSPORT", "smtp"), ("LATCHKEY_MAIL__URL", url.as_str())];
    let pair = Pair::with(&environment).await;
    for index in 0..MAILS {
        pair.beside.application(JOHN, &format!("Application {index}")).await;
    }
    soon("sent", || async { pair.beside.mails().await.iter().all(|mail| mail.sent_at.is_some()) }).await;
    let mails = pair.beside.mails().await;
    assert_eq!(mails.len(), MAILS);
    assert!(mails.iter().all(|mail| mail.attempts == 1), "{mails:?}");
    let taken: BTreeSet<String> = (0..MAILS).map(|_| mail_server.line()).collect();
    assert_eq!(taken.len(), MAILS, "each is another one");
    mail_server.is_quiet();
}
