//! Mails as `.eml` files.

use super::*;
use crate::MailReport;

store::on_both_engines! {
    async fn a_mail_is_a_file_once(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let folder = test.folder.path().join("mail");
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
        assert_eq!(files(&folder), []);
        write_mail(&test, "First App").await;
        assert_eq!(files(&folder), [], "nothing leaves before it is sent");
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
        let files = files(&folder);
        let [(name, text)] = files.as_slice() else { panic!("{files:?}") };
        let id = name.strip_suffix(".eml").unwrap();
        for line in [
            "From: Latchkey <latchkey@example.com>",
            "To: \"John Doe\" <john.doe@example.com>",
            "Subject: OAuth application added to your account",
            &format!("Message-ID: <{id}@example.com>"),
            "Date: Mon, 23 Nov 2026 09:30:00 +0000",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
        }
        assert!(text.contains("text/plain") && text.contains("text/html"), "{text}");
        let mails = test.mails().await;
        assert_eq!((mails[0].attempts, mails[0].sent_at, mails[0].failed_at), (1, Some(test.office.now()), None));
    }

    async fn names_with_anything_in_them_arrive_as_they_are(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        test.db.execute("UPDATE users SET first_name = 'Zoë\r\nBcc: all@example.com\r\n\r\n<b>' WHERE email = 'john.doe@example.com'").await;
        write_mail(&test, "<script>\"Größe\" & Co</script> {{url}}").await;
        let mails = test.mails().await;
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert!(mail.html_body.contains("&lt;script&gt;&quot;Größe&quot; &amp; Co&lt;/script&gt; {{url}}</strong>"), "{}", mail.html_body);
        assert!(!mail.html_body.contains("<script") && !mail.html_body.contains("<b>"), "{}", mail.html_body);
        assert!(mail.text_body.contains("\"<script>\"Größe\" & Co</script> {{url}}\""), "{}", mail.text_body);
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
        let text = files(&test.folder.path().join("mail")).remove(0).1;
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
        assert!(head.is_ascii(), "{head}");
        assert!(head.contains("<john.doe@example.com>"), "{head}");
    }
}
