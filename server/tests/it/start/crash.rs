//! A server that dies: each fact has its mail all the same, at least once.

use crate::support::{Folder, JOHN, MailServer, TestApp};

store::on_both_engines! {
    /// Killed between the mail server's taking a mail and the note of it, the next server sends it again under the same
    /// Message-ID, by which it can be recognised.
    async fn a_mail_that_was_on_its_way_is_sent_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.application(JOHN, "Ledger").await;
        let mail_server = MailServer::start(&["--hold", "1"]);
        let folder = Folder::new()
            .with("LATCHKEY_DATABASE__URL", &app.db.url)
            .with("LATCHKEY_MAIL__TRANSPORT", "smtp")
            .with("LATCHKEY_MAIL__URL", &format!("smtp://127.0.0.1:{}", mail_server.port()));
        let killed = folder.start();
        assert_eq!(mail_server.line(), "holding");
        killed.signal("KILL");
        killed.ended();
        let taken = app.db.mails().await.remove(0);
        assert_eq!((taken.attempts, taken.sent_at, taken.failed_at), (1, None, None));
        // Nobody else takes it for five minutes; here they pass at once.
        app.db.execute("UPDATE outbox_mails SET next_attempt_at = 0 WHERE next_attempt_at IS NOT NULL").await;
        let next = folder.start();
        let again = mail_server.line();
        assert!(again.contains("\"to\":[\"john.doe@example.com\"]"), "{again}");
        assert!(again.contains(&format!("Message-ID: <{}@", taken.id)), "{again}");
        next.terminate();
        next.ended();
        let sent = app.db.mails().await.remove(0);
        assert_eq!((sent.attempts, sent.failed_at), (2, None));
        assert!(sent.sent_at.is_some(), "{sent:?}");
    }
}
