//! Messages of a mail program that were attached to a person: what is kept of each, and the rules for what is sent.

use crate::{
    Invalid, Problem, Timestamp,
    id::{AttachedMessageId, UserId},
    mailbox::{Mailbox, check_mailbox, check_mailboxes},
    message_text::plain_text,
};
use serde::{Deserialize, Serialize};

/// The longest Message-ID: no line of a mail is longer (RFC 5322 §2.1.1).
pub const MESSAGE_ID_MAX_LENGTH: usize = 998;
/// The longest subject.
pub const MESSAGE_SUBJECT_MAX_LENGTH: usize = 998;
/// The longest snippet.
pub const SNIPPET_MAX_LENGTH: usize = 1_000;
/// The most messages that one person has in one organization.
pub const ATTACHED_MAX: u32 = 10_000;

/// A message that was attached to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedMessage {
    /// Its id here.
    pub id: AttachedMessageId,
    /// To whom it is attached.
    pub person: UserId,
    /// Its Message-ID (RFC 5322 §3.6.4), without angle brackets.
    pub message_id: String,
    /// Its subject; empty if it has none.
    pub subject: String,
    /// Who wrote it.
    pub from: Mailbox,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    pub cc: Vec<Mailbox>,
    /// When, by its own account.
    pub sent_at: Timestamp,
    /// How it begins, in plain text; may be empty.
    pub snippet: String,
    /// When it was attached.
    pub attached_at: Timestamp,
    /// Who attached it, and through which application; not for customer users, who do not see the back office.
    pub attached_by: Option<AttachedBy>,
    /// Whether the actor who asked may remove it.
    pub may_remove: bool,
}

/// Who attached a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedBy {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// What the application was called that they used.
    pub application: String,
}

/// A part of the messages of a person, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedPage {
    /// The messages.
    pub rows: Vec<AttachedMessage>,
    /// Where the next part begins; none if this is the last one.
    pub next: Option<AttachedCursor>,
}

/// A place in the list: after this message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedCursor {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Which of those sent then.
    pub id: AttachedMessageId,
}

impl std::fmt::Display for AttachedCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.sent_at.0, self.id)
    }
}

impl std::str::FromStr for AttachedCursor {
    type Err = crate::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sent_at, id) = text.split_once('_').ok_or(crate::UnknownWord)?;
        let sent_at = sent_at.parse().map_err(|_| crate::UnknownWord)?;
        Ok(Self { sent_at: Timestamp(sent_at), id: id.parse().map_err(|_| crate::UnknownWord)? })
    }
}

/// A message as a mail program sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageForm {
    /// Its Message-ID, with or without angle brackets.
    pub message_id: String,
    /// Its subject.
    #[serde(default)]
    pub subject: String,
    /// Who wrote it.
    pub from: Mailbox,
    /// To whom.
    #[serde(default)]
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    #[serde(default)]
    pub cc: Vec<Mailbox>,
    /// When (RFC 3339).
    pub date: String,
    /// How it begins.
    #[serde(default)]
    pub snippet: String,
}

/// What it means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageInput {
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// Its subject, on one line.
    pub subject: String,
    /// Who wrote it.
    pub from: Mailbox,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    pub cc: Vec<Mailbox>,
    /// When.
    pub sent_at: Timestamp,
    /// How it begins: plain text on one line.
    pub snippet: String,
}

impl MessageForm {
    /// The rules that need no database. Fields of lists are named as in `to/0/address`.
    pub fn validate(&self) -> Result<MessageInput, Invalid> {
        let mut invalid = Invalid::default();
        let message_id = check_message_id(&self.message_id, &mut invalid);
        let subject = check_text("subject", &self.subject, MESSAGE_SUBJECT_MAX_LENGTH, &mut invalid);
        let from = check_mailbox("from", &self.from, &mut invalid);
        let to = check_mailboxes("to", &self.to, &mut invalid);
        let cc = check_mailboxes("cc", &self.cc, &mut invalid);
        let snippet = check_text("snippet", &self.snippet, SNIPPET_MAX_LENGTH, &mut invalid);
        let Some(sent_at) = Timestamp::parse(&self.date) else {
            invalid.add("date", Problem::NotATime);
            return Err(invalid);
        };
        if !invalid.is_empty() {
            return Err(invalid);
        }
        Ok(MessageInput { message_id, subject, from, to, cc, sent_at, snippet: plain_text(&snippet) })
    }
}

/// Deliberately lenient, because mail is: one `@` at least, something on both sides, no white space and no angle brackets.
fn check_message_id(sent: &str, invalid: &mut Invalid) -> String {
    let whole = sent;
    let sent = whole.trim();
    let id = sent.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(sent);
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>');
    let halves = id.rsplit_once('@');
    let has_both = halves.is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    if id.is_empty() {
        invalid.add("message_id", Problem::Blank);
    } else if id.len() > MESSAGE_ID_MAX_LENGTH || whole.chars().count() > MESSAGE_ID_MAX_LENGTH + 2 {
        invalid.add("message_id", Problem::TooLong { limit: 998 });
    } else if !has_both || id.chars().any(odd) {
        invalid.add("message_id", Problem::NotAMessageId);
    }
    id.to_owned()
}

/// A text on one line: folded headers and line breaks become spaces.
fn check_text(field: &str, sent: &str, most: usize, invalid: &mut Invalid) -> String {
    let text = sent.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is sent, not what is kept: so that a limit is the same for everybody who reads it.
    if sent.chars().count() > most {
        invalid.add(field, Problem::TooLong { limit: u32::try_from(most).unwrap_or(u32::MAX) });
    } else if text.chars().any(char::is_control) {
        invalid.add(field, Problem::ControlCharacters);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut MessageForm)) -> MessageForm {
        let mut form = MessageForm {
            message_id: "<CAF1@mail.example.com>".into(),
            from: Mailbox { name: "Ada".into(), address: "ada@example.com".into() },
            date: "2026-11-23T10:30:00+01:00".into(),
            ..MessageForm::default()
        };
        change(&mut form);
        form
    }

    fn refused(change: impl FnOnce(&mut MessageForm)) -> Vec<(String, Problem)> {
        form(change).validate().unwrap_err().0
    }

    #[test]
    fn what_was_sent_is_cleaned() {
        let input = form(|form| {
            form.subject = " Re: Your\r\n\torder ".into();
            form.snippet = "<p>Dear <b>Ada</b>,</p>\n\n1 < 2".into();
            form.to = vec![Mailbox { name: " Bob  B. ".into(), address: " Bob@Example.com ".into() }];
        });
        let input = input.validate().unwrap();
        assert_eq!(
            (input.message_id.as_str(), input.sent_at),
            ("CAF1@mail.example.com", Timestamp(1_795_426_200))
        );
        assert_eq!((input.subject.as_str(), input.snippet.as_str()), ("Re: Your order", "Dear Ada, 1 < 2"));
        assert_eq!(input.to, [Mailbox { name: "Bob B.".into(), address: "bob@example.com".into() }]);
    }

    #[test]
    fn a_message_id_has_its_shape() {
        for good in ["a@b", "<a@b>", "\"odd id\"@b".replace(' ', "_").as_str(), "a@b@[192.0.2.1]", "é@b"] {
            assert!(form(|form| form.message_id = good.into()).validate().is_ok(), "{good}");
        }
        for bad in ["a", "@", "a@", "@b", "<<a@b>>", "<a@b", "a b@c", "a\0@b", "a@b>"] {
            let expected = [("message_id".to_owned(), Problem::NotAMessageId)];
            assert_eq!(refused(|form| form.message_id = bad.into()), expected, "{bad}");
        }
        assert_eq!(refused(|form| form.message_id = " <> ".into())[0].1, Problem::Blank);
        let long = format!("{}@b", "a".repeat(997));
        assert_eq!(refused(|form| form.message_id = long)[0].1, Problem::TooLong { limit: 998 });
    }

    #[test]
    fn everything_wrong_is_told_at_once_and_where() {
        let wrong = refused(|form| {
            form.subject = "é".repeat(999);
            form.from.address = "ada".into();
            form.to =
                vec![form.from.clone(), Mailbox { name: "x".repeat(256), address: "a@b.example".into() }];
            form.cc = vec![Mailbox { name: String::new(), address: "c@d.example".into() }; 101];
            form.snippet = "a\0b".into();
            form.date = "yesterday".into();
        });
        let named: Vec<(&str, Problem)> =
            wrong.iter().map(|(field, problem)| (field.as_str(), *problem)).collect();
        assert_eq!(
            named,
            [
                ("subject", Problem::TooLong { limit: 998 }),
                ("from/address", Problem::NotAnEmail),
                ("to/0/address", Problem::NotAnEmail),
                ("to/1/name", Problem::TooLong { limit: 255 }),
                ("cc", Problem::TooMany { limit: 100 }),
                ("snippet", Problem::ControlCharacters),
                ("date", Problem::NotATime),
            ]
        );
    }

    #[test]
    fn a_cursor_reads_what_it_writes() {
        let cursor =
            AttachedCursor { sent_at: Timestamp(-5), id: AttachedMessageId(uuid::Uuid::from_u128(7)) };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "1", "_", "x_01890a5d-ac96-774b-bcce-b302099a8057", "1_x"] {
            assert!(bad.parse::<AttachedCursor>().is_err(), "{bad}");
        }
    }
}
