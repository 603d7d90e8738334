//! The mail that tells somebody that their password is another one now.

use super::{
    Mail,
    template::{Format, render},
};
use model::Timestamp;

const SUBJECT: &str = "Your password was changed";
const TEXT: &str = include_str!("templates/password_changed.txt");
const HTML: &str = include_str!("templates/password_changed.html");

/// What the mail says.
pub(crate) struct PasswordChanged<'a> {
    /// The person's full name.
    pub(crate) to_name: &'a str,
    /// Their primary address.
    pub(crate) to_address: &'a str,
    /// When it was changed.
    pub(crate) at: Timestamp,
    /// Where they sign in.
    pub(crate) public_url: &'a str,
}

/// Composes it.
pub(crate) fn password_changed(told: &PasswordChanged<'_>) -> Mail {
    let when = told.at.to_text();
    let values = [
        ("subject", SUBJECT),
        ("person", if told.to_name.is_empty() { told.to_address } else { told.to_name }),
        ("email", told.to_address),
        ("when", when.as_str()),
        ("url", told.public_url),
    ];
    Mail {
        event: "password_changed",
        to_name: told.to_name.to_owned(),
        to_address: told.to_address.to_owned(),
        subject: SUBJECT.to_owned(),
        text: render(TEXT, &values, Format::Text),
        html: render(HTML, &values, Format::Html),
        link: None,
    }
}
