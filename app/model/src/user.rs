//! People, as far as forms and the frame of the app know them.

use crate::{
    CustomerId, Digest, Invalid, Language, OrganizationRef, Permissions, Problem, SessionId, Side, Timestamp,
    UserId,
};
use serde::{Deserialize, Serialize};

/// The longest e-mail address (RFC 5321 §4.5.3.1.3, without the angle brackets).
pub const EMAIL_MAX_LENGTH: usize = 254;
/// The shortest password that is accepted, in characters (NIST SP 800-63B-4 §3.1.1.2 for a sole factor: 15; with throttling and a blocklist 8 is usual).
pub const PASSWORD_MIN_LENGTH: usize = 12;
/// The longest password that is hashed, in bytes: a bound on work for strangers.
pub const PASSWORD_MAX_LENGTH: usize = 1024;

/// Who is looking at the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The person.
    pub id: UserId,
    /// First and last name.
    pub name: String,
    /// Primary e-mail address.
    pub email: String,
    /// Back office or customer side.
    pub side: Side,
    /// The organization they are working in.
    pub organization: OrganizationRef,
    /// Every enabled organization they may enter, by name.
    pub organizations: Vec<OrganizationRef>,
    /// What they may do.
    pub permissions: Permissions,
    /// The language they chose, if they did.
    pub language: Option<Language>,
    /// The IANA name of the time zone they chose, if they did.
    pub time_zone: Option<String>,
    /// How often they want to be told what can wait; none: at once.
    pub digest: Option<Digest>,
}

/// A person whom a record belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// Their id.
    pub id: UserId,
    /// First and last name.
    pub name: String,
    /// Primary e-mail address.
    pub email: String,
    /// Their customer, if they are a customer user.
    pub customer: Option<CustomerId>,
}

/// One of the sessions of the person who is looking at the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Its id; not the token.
    pub id: SessionId,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When they were last seen, to the minute.
    pub last_seen_at: Timestamp,
    /// Where they signed in from.
    pub address: String,
    /// What their browser calls itself.
    pub user_agent: String,
    /// Whether it is the one they are looking with.
    pub current: bool,
}

/// Text as it is compared: trimmed and in lower case, beyond ASCII too.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// An e-mail address as it is stored and looked up.
///
/// Deliberately lenient: one `@`, something on both sides, no white space. Whether it can be reached, the mail tells.
pub fn normalize_email(field: &str, typed: &str) -> Result<String, Invalid> {
    let email = fold(typed);
    if email.is_empty() {
        return Err(Invalid::one(field, Problem::Blank));
    }
    let mut halves = email.split('@');
    let well_formed = matches!((halves.next(), halves.next(), halves.next()), (Some(local), Some(domain), None)
        if !local.is_empty() && !domain.is_empty() && !domain.starts_with('.') && !domain.ends_with('.'))
        && !email
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'));
    if email.len() > EMAIL_MAX_LENGTH || !well_formed {
        return Err(Invalid::one(field, Problem::NotAnEmail));
    }
    Ok(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_folded_and_checked() {
        assert_eq!(normalize_email("email", " Ada@Example.com ").unwrap(), "ada@example.com");
        for bad in ["ada", "@example.com", "ada@", "a@b@c", "a b@c.d", "ada@.com", "a\0@b.c", "a@b,c@d"] {
            assert_eq!(
                normalize_email("email", bad),
                Err(Invalid::one("email", Problem::NotAnEmail)),
                "{bad}"
            );
        }
        assert_eq!(normalize_email("email", "  "), Err(Invalid::one("email", Problem::Blank)));
    }
}
