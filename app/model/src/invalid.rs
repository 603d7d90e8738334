//! What validation returns, on either side: the field and what is wrong with it.

use crate::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What can be wrong with a value. The pages translate it; the APIs say its English text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing but white space.
    Blank,
    /// More characters than allowed.
    TooLong {
        /// The most that is allowed.
        limit: u32,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The least that is needed.
        limit: u32,
    },
    /// Control characters (NUL among them).
    ControlCharacters,
    /// The owner has an application of this name in this organization.
    DuplicateName,
    /// *Support all APIs* is off and none was chosen.
    NoApi,
    /// Not one of the API types this application can have.
    UnknownApi,
    /// Not one of the organizations that may be chosen.
    UnknownOrganization,
    /// Not an e-mail address.
    NotAnEmail,
    /// Somebody has this e-mail address already.
    DuplicateEmail,
    /// None of the values that may be chosen.
    UnknownChoice,
    /// No grant was chosen.
    NoGrant,
    /// No redirect URL was given.
    NoRedirectUrl,
    /// A redirect URL that may not be registered.
    BadRedirectUrl,
    /// An address that this server cannot go to.
    BadLogoutUrl,
    /// No JWK set of public keys that can be used.
    BadKeys,
    /// Both keys and an address of keys.
    KeysTwice,
    /// No whole number of days.
    BadDays {
        /// The most that is allowed.
        limit: u32,
    },
    /// No whole number, or too large.
    BadNumber {
        /// The most that is allowed.
        limit: u32,
    },
    /// More than are allowed.
    TooMany {
        /// The most that is allowed.
        limit: u32,
    },
    /// Nobody by this name or address may be chosen.
    UnknownPerson,
    /// More than one person has this name.
    SeveralPeople,
    /// Another record has this name already.
    NameTaken,
    /// Nobody is without a role.
    NoRole,
    /// No user is without an organization.
    NoOrganization,
    /// The organization of a customer that has users stays.
    CustomerHasUsers,
    /// A password that many people have.
    CommonPassword,
    /// A password with the e-mail address in it.
    PasswordWithEmail,
    /// One's own password has to be given again.
    PasswordNeeded,
    /// Not one's own password.
    WrongPassword,
    /// A second factor has to be shown again.
    CodeNeeded,
    /// Not a code that works.
    WrongCode,
    /// Codes of authenticator apps cannot be checked.
    CodesUnavailable,
    /// Not a passkey that works here.
    PasskeyRefused,
    /// A place in a template that cannot be rendered.
    Template {
        /// The line, from 1.
        line: u32,
        /// The character in the line, from 1.
        column: u32,
        /// What is wrong there.
        fault: Fault,
    },
    /// A mail that brings a link has to show it.
    NoLink,
    /// Nobody is their own manager.
    OwnManager,
    /// Nobody would be told.
    NoRecipient,
    /// The template speaks of something else than what has to happen.
    OtherTemplate,
    /// Not the Message-ID of a mail.
    NotAMessageId,
    /// Not a time of RFC 3339.
    NotATime,
}

impl Problem {
    /// A word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::TooLong { .. } => "too_long",
            Self::TooShort { .. } => "too_short",
            Self::ControlCharacters => "control_characters",
            Self::DuplicateName => "duplicate_name",
            Self::NoApi => "no_api",
            Self::UnknownApi => "unknown_api",
            Self::UnknownOrganization => "unknown_organization",
            Self::NotAnEmail => "not_an_email",
            Self::DuplicateEmail => "duplicate_email",
            Self::UnknownChoice => "unknown_choice",
            Self::NoGrant => "no_grant",
            Self::NoRedirectUrl => "no_redirect_url",
            Self::BadRedirectUrl => "bad_redirect_url",
            Self::BadLogoutUrl => "bad_logout_url",
            Self::BadKeys => "bad_keys",
            Self::KeysTwice => "keys_twice",
            Self::BadDays { .. } => "bad_days",
            Self::BadNumber { .. } => "bad_number",
            Self::TooMany { .. } => "too_many",
            Self::UnknownPerson => "unknown_person",
            Self::SeveralPeople => "several_people",
            Self::NameTaken => "name_taken",
            Self::NoRole => "no_role",
            Self::NoOrganization => "no_organization",
            Self::CustomerHasUsers => "customer_has_users",
            Self::CommonPassword => "common_password",
            Self::PasswordWithEmail => "password_with_email",
            Self::PasswordNeeded => "password_needed",
            Self::WrongPassword => "wrong_password",
            Self::CodeNeeded => "code_needed",
            Self::WrongCode => "wrong_code",
            Self::CodesUnavailable => "codes_unavailable",
            Self::PasskeyRefused => "passkey_refused",
            Self::Template { .. } => "template",
            Self::NoLink => "no_link",
            Self::OwnManager => "own_manager",
            Self::NoRecipient => "no_recipient",
            Self::OtherTemplate => "other_template",
            Self::NotAMessageId => "not_a_message_id",
            Self::NotATime => "not_a_time",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("This value should not be blank."),
            Self::TooLong { limit } => {
                write!(f, "This value is too long. It should have {limit} characters or less.")
            }
            Self::TooShort { limit } => {
                write!(f, "This value is too short. It should have {limit} characters or more.")
            }
            Self::ControlCharacters => f.write_str("This value should not contain control characters."),
            Self::DuplicateName => f.write_str("The application with the given name already exists."),
            Self::NoApi => f.write_str("Select at least one API."),
            Self::UnknownApi => f.write_str("This API is not available for this application."),
            Self::UnknownOrganization => f.write_str("This organization is not available."),
            Self::NotAnEmail => f.write_str("This value is not a valid email address."),
            Self::DuplicateEmail => f.write_str("This email address is in use already."),
            Self::UnknownChoice => f.write_str("This value is not one of those that can be chosen."),
            Self::NoGrant => f.write_str("A grant should be specified."),
            Self::NoRedirectUrl => f.write_str("At least one redirect URL should be specified."),
            Self::BadRedirectUrl => f.write_str(
                "A redirect URL starts with https://, with http:// and localhost, or with a private scheme such as com.example.app:/",
            ),
            Self::BadLogoutUrl => f.write_str(
                "This URL starts with https://, or with http:// and localhost where this server itself is on localhost.",
            ),
            Self::BadKeys => f.write_str(
                "This is no JWK set of one to ten public keys for ES256, PS256 or EdDSA.",
            ),
            Self::KeysTwice => f.write_str("Either the keys or their URL should be given, not both."),
            Self::BadDays { limit } => write!(f, "This should be a whole number of days from 1 to {limit}."),
            Self::BadNumber { limit } => write!(f, "This should be a whole number from 1 to {limit}."),
            Self::TooMany { limit } => write!(f, "These are too many. There should be {limit} or less."),
            Self::UnknownPerson => f.write_str("Nobody by this name or email address can be chosen."),
            Self::SeveralPeople => f.write_str("Several people have this name. Type the email address."),
            Self::NameTaken => f.write_str("This name is in use already."),
            Self::NoRole => f.write_str("Select at least one role."),
            Self::NoOrganization => f.write_str("Select at least one organization."),
            Self::CustomerHasUsers => {
                f.write_str("The organization of a customer that has users cannot be changed.")
            }
            Self::CommonPassword => {
                f.write_str("This password is one of the most common ones. Please choose another.")
            }
            Self::PasswordWithEmail => f.write_str("The password should not contain the email address."),
            Self::PasswordNeeded => f.write_str("Please enter your own password to go on."),
            Self::WrongPassword => f.write_str("This is not your current password."),
            Self::CodeNeeded => f.write_str("Please enter a code of your authenticator app or a recovery code to go on."),
            Self::WrongCode => f.write_str("This code is wrong, too old, or was used already. Please enter the next one."),
            Self::CodesUnavailable => f.write_str(
                "Codes of authenticator apps cannot be checked now. Please use a recovery code or a passkey.",
            ),
            Self::PasskeyRefused => f.write_str("This passkey was not accepted. Please try again or use another one."),
            Self::Template { line, column, fault } => write!(f, "Line {line}, column {column}: {fault}"),
            Self::NoLink => f.write_str("{{ link }} has to stand here."),
            Self::OwnManager => f.write_str("Nobody can be their own manager."),
            Self::NoRecipient => f.write_str("Select at least one recipient."),
            Self::OtherTemplate => f.write_str("This template cannot tell of this event."),
            Self::NotAMessageId => f.write_str("This is not the Message-ID of a mail."),
            Self::NotATime => f.write_str("This is not a time such as 2026-11-23T09:30:00Z."),
        }
    }
}

/// Fields and their problems, in the order of the form. Field names are those of the form and of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid(pub Vec<(String, Problem)>);

impl Invalid {
    /// One field, one problem.
    pub fn one(field: &str, problem: Problem) -> Self {
        Self(vec![(field.to_owned(), problem)])
    }

    /// Adds a problem.
    pub fn add(&mut self, field: &str, problem: Problem) {
        self.0.push((field.to_owned(), problem));
    }

    /// The first problem of `field`.
    pub fn of(&self, field: &str) -> Option<Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| *problem)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (field, problem)) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{field}: {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
