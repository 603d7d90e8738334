//! From a row of the outbox to a message (RFC 5322), whatever is in the names.

use super::{engine::escaped, values::LINK};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use std::time::{Duration, UNIX_EPOCH};
use store::MailRow;

/// The message. Its Message-ID follows from the id of the row, so that one that was sent twice because the process died
/// in between can be recognised. The text says what cannot be read; trying again would not help.
pub(super) fn message(mail: &MailRow, from: &str) -> Result<Message, String> {
    let from: Mailbox = from.parse().map_err(|error| format!("mail.from cannot be read: {error}"))?;
    let to: Address =
        mail.to_address.parse().map_err(|error| format!("the address cannot be read: {error}"))?;
    let name = one_line(&mail.to_name);
    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    let message_id = format!("<{}@{}>", mail.id, from.email.domain());
    let date = UNIX_EPOCH + Duration::from_secs(mail.created_at.0.unsigned_abs());
    let builder = Message::builder()
        .from(from)
        .to(Mailbox::new(name, to))
        .subject(one_line(&mail.subject))
        .message_id(Some(message_id))
        .date(date)
        // RFC 3834 §5: no holiday notices in answer.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    let text = with_link(mail, &mail.text_body, str::to_owned);
    if mail.html_body.is_empty() {
        builder.singlepart(SinglePart::plain(text))
    } else {
        let html = with_link(mail, &mail.html_body, escaped);
        builder.multipart(MultiPart::alternative_plain_html(text, html))
    }
    .map_err(|error| format!("the message cannot be made: {error}"))
}

/// The body as the recipient reads it.
fn with_link(mail: &MailRow, body: &str, written: impl Fn(&str) -> String) -> String {
    match &mail.link {
        Some(link) => body.replace(LINK, &written(link)),
        None => body.to_owned(),
    }
}

/// A line break in a name or subject would begin a new header.
pub(super) fn one_line(value: &str) -> String {
    value.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{MailId, Timestamp};
    use uuid::Uuid;

    fn mail(to_name: &str, to_address: &str) -> MailRow {
        MailRow {
            id: MailId(Uuid::from_u128(7)),
            to_name: to_name.into(),
            to_address: to_address.into(),
            subject: "Straße\r\nBcc: all@example.com".into(),
            text_body: "Grüße".into(),
            html_body: "<p>Grüße</p>".into(),
            link: None,
            created_at: Timestamp(1_795_426_200),
            attempts: 1,
        }
    }

    fn headers(message: &Message) -> Vec<String> {
        let text = String::from_utf8(message.formatted()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        head.replace("\r\n ", " ").split("\r\n").map(ToOwned::to_owned).collect()
    }

    #[test]
    fn no_name_breaks_a_header() {
        let tricky = "Ann \"Æ\"\r\nBcc: all@example.com, <x@example.com>";
        let message = message(&mail(tricky, "ann@example.com"), "Latchkey <latchkey@example.com>").unwrap();
        let headers = headers(&message);
        let names: Vec<_> = headers.iter().map(|header| header.split(':').next().unwrap()).collect();
        assert!(!names.contains(&"Bcc") && !names.contains(&"Cc"), "{headers:#?}");
        assert!(headers.iter().all(|header| header.is_ascii()), "{headers:#?}");
        let recipients: Vec<_> = message.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(recipients, ["ann@example.com"]);
        assert!(headers.contains(&"From: Latchkey <latchkey@example.com>".to_owned()), "{headers:#?}");
        assert!(headers.contains(&"Auto-Submitted: auto-generated".to_owned()));
        assert!(headers.contains(&"Date: Mon, 23 Nov 2026 09:30:00 +0000".to_owned()), "{headers:#?}");
        let id = "Message-ID: <00000000-0000-0000-0000-000000000007@example.com>";
        assert!(headers.contains(&id.to_owned()), "{headers:#?}");
    }

    #[test]
    fn the_link_is_put_in_as_the_mail_leaves() {
        let text = |mail: &MailRow| with_link(mail, &mail.text_body, str::to_owned);
        let mut mail = mail("Ann", "ann@example.com");
        (mail.text_body, mail.html_body) = ("Go to {{link}}".into(), "<a href=\"{{link}}\">Go</a>".into());
        mail.link = Some("https://id.example.com/?a=1&b=2".into());
        assert_eq!(text(&mail), "Go to https://id.example.com/?a=1&b=2");
        let html = "<a href=\"https://id.example.com/?a=1&amp;b=2\">Go</a>";
        assert_eq!(with_link(&mail, &mail.html_body, escaped), html);
        assert!(!format!("{mail:?}").contains("id.example.com"));
        mail.link = None;
        assert_eq!(text(&mail), "Go to {{link}}");
    }

    #[test]
    fn nobody_is_called_nothing() {
        let message = message(&mail(" ", "ann@example.com"), "latchkey@example.com").unwrap();
        assert!(headers(&message).contains(&"To: ann@example.com".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let refusal = |to, from| message(&mail("Ann", to), from).unwrap_err();
        assert!(refusal("ann@", "latchkey@example.com").starts_with("the address cannot be read"));
        assert!(refusal("ann@example.com", "latchkey").starts_with("mail.from cannot be read"));
    }
}
