//! The mail that tells an owner of a new application. Never its Client ID or secret.

use super::{
    Mail,
    template::{Format, render},
};
use model::Timestamp;

const SUBJECT: &str = "OAuth application added to your account";
const TEXT: &str = include_str!("templates/application_created.txt");
const HTML: &str = include_str!("templates/application_created.html");

/// What the mail says.
pub(crate) struct ApplicationCreated<'a> {
    /// The owner's full name.
    pub(crate) to_name: &'a str,
    /// The owner's primary address.
    pub(crate) to_address: &'a str,
    /// The application's name.
    pub(crate) application: &'a str,
    /// The name of the organization it acts in.
    pub(crate) organization: &'a str,
    /// When it was created.
    pub(crate) at: Timestamp,
    /// Where the owner finds it.
    pub(crate) public_url: &'a str,
}

/// Composes it.
pub(crate) fn application_created(told: &ApplicationCreated<'_>) -> Mail {
    let when = told.at.to_text();
    let values = [
        ("subject", SUBJECT),
        // Somebody who has no name is greeted by their address.
        ("owner", if told.to_name.is_empty() { told.to_address } else { told.to_name }),
        ("application", told.application),
        ("organization", told.organization),
        ("when", when.as_str()),
        ("url", told.public_url),
    ];
    Mail {
        event: "application_created",
        to_name: told.to_name.to_owned(),
        to_address: told.to_address.to_owned(),
        subject: SUBJECT.to_owned(),
        text: render(TEXT, &values, Format::Text),
        html: render(HTML, &values, Format::Html),
        link: None,
    }
}
