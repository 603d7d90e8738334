//! The mail to somebody who forgot their password: with the link by which they set another.

use super::{
    Mail,
    template::{Format, render},
};
use crate::Sensitive;
use model::Timestamp;

const SUBJECT: &str = "Set a new password";
const TEXT: &str = include_str!("templates/password_reset.txt");
const HTML: &str = include_str!("templates/password_reset.html");

/// What the mail says.
pub(crate) struct PasswordReset<'a> {
    /// The person's full name.
    pub(crate) to_name: &'a str,
    /// Their primary address.
    pub(crate) to_address: &'a str,
    /// The link.
    pub(crate) link: Sensitive,
    /// From when on it does not work.
    pub(crate) until: Timestamp,
    /// Where they sign in.
    pub(crate) public_url: &'a str,
}

/// Composes it.
pub(crate) fn password_reset(told: PasswordReset<'_>) -> Mail {
    let until = told.until.to_text();
    let values = [
        ("subject", SUBJECT),
        ("person", if told.to_name.is_empty() { told.to_address } else { told.to_name }),
        ("email", told.to_address),
        ("until", until.as_str()),
        ("url", told.public_url),
    ];
    Mail {
        event: "password_reset",
        to_name: told.to_name.to_owned(),
        to_address: told.to_address.to_owned(),
        subject: SUBJECT.to_owned(),
        text: render(TEXT, &values, Format::Text),
        html: render(HTML, &values, Format::Html),
        link: Some(told.link),
    }
}
