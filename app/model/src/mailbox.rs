//! Names with addresses, as headers of mails have them (RFC 5322 §3.4).

use crate::{Invalid, NAME_MAX_LENGTH, Problem, normalize_email};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most recipients of a kind that are kept of a message.
pub const MAILBOXES_MAX: usize = 100;

/// Somebody who wrote a message or got it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mailbox {
    /// Their name as the message has it; empty if it has none.
    #[serde(default)]
    pub name: String,
    /// Their e-mail address.
    pub address: String,
}

impl fmt::Display for Mailbox {
    /// `Ada Lovelace <ada@example.com>`, or the address alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            f.write_str(&self.address)
        } else {
            write!(f, "{} <{}>", self.name, self.address)
        }
    }
}

impl Mailbox {
    /// As stored: one on each line, the address first. Neither has line breaks, and no address has a space.
    pub fn to_stored(all: &[Self]) -> String {
        let line = |one: &Self| format!("{} {}", one.address, one.name).trim_end().to_owned();
        all.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Reads what was stored.
    pub fn of_stored(stored: &str) -> Vec<Self> {
        let read = |line: &str| {
            let (address, name) = line.split_once(' ').unwrap_or((line, ""));
            Self { name: name.to_owned(), address: address.to_owned() }
        };
        stored.lines().map(read).collect()
    }
}

/// One of them, cleaned. What is wrong with it is added to `invalid`, under `field/name` and `field/address`.
pub(crate) fn check_mailbox(field: &str, sent: &Mailbox, invalid: &mut Invalid) -> Mailbox {
    let name = sent.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if sent.name.chars().count() > NAME_MAX_LENGTH {
        invalid.add(&format!("{field}/name"), Problem::TooLong { limit: 255 });
    } else if name.chars().any(char::is_control) {
        invalid.add(&format!("{field}/name"), Problem::ControlCharacters);
    }
    let address = normalize_email(&format!("{field}/address"), &sent.address).unwrap_or_else(|problems| {
        invalid.0.extend(problems.0);
        String::new()
    });
    Mailbox { name, address }
}

/// All of them.
pub(crate) fn check_mailboxes(field: &str, sent: &[Mailbox], invalid: &mut Invalid) -> Vec<Mailbox> {
    if sent.len() > MAILBOXES_MAX {
        let limit = u32::try_from(MAILBOXES_MAX).unwrap_or(u32::MAX);
        invalid.add(field, Problem::TooMany { limit });
        return Vec::new();
    }
    let numbered = sent.iter().enumerate();
    numbered.map(|(number, one)| check_mailbox(&format!("{field}/{number}"), one, invalid)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again() {
        let mailbox = |name: &str, address: &str| Mailbox { name: name.into(), address: address.into() };
        let all = vec![mailbox("", "a@b.example"), mailbox("Ada  Lovelace, Countess", "ada@example.com")];
        assert_eq!(Mailbox::of_stored(&Mailbox::to_stored(&all)), all);
        assert_eq!(Mailbox::of_stored(&Mailbox::to_stored(&[])), []);
        assert_eq!(all[0].to_string(), "a@b.example");
        assert_eq!(mailbox("Ada", "ada@example.com").to_string(), "Ada <ada@example.com>");
    }
}
