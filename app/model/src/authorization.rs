//! What a person is asked when an application wants to act for them, and what they see of it later.

use crate::{ApplicationId, OrganizationRef, PersonRef, Scope, Timestamp};
use serde::{Deserialize, Serialize};

/// What comes next of a request for authorization (RFC 6749 §4.1.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizationStep {
    /// Nobody is signed in, or has to sign in again.
    SignIn {
        /// Whether somebody is signed in and has to do it again.
        again: bool,
        /// Who is expected (OpenID Connect Core §3.1.2.1, `login_hint`).
        hint: Option<String>,
    },
    /// The person has to be asked.
    Ask(AuthorizationQuestion),
    /// Nothing has to be asked: the application is let in.
    LetIn,
    /// The request is refused; the application is told at this address.
    Return(String),
    /// The request is refused, and there is nobody who could be told but the person.
    Problem(AuthorizationProblem),
}

/// What the person is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationQuestion {
    /// The application's name.
    pub application: String,
    /// The host of the document that describes it; empty if it was registered here.
    pub described_at: String,
    /// Whether it registered itself (RFC 7591), so that nobody here looked at it.
    pub registered_itself: bool,
    /// The organization that it belongs to and in which it will act.
    pub organization: String,
    /// What it wants.
    pub scope: Scope,
    /// Where the person goes on afterwards: a host, or the scheme of an app.
    pub destination: String,
    /// Who is signed in.
    pub person: String,
}

/// Why a request for authorization cannot even be refused at the application's own address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizationProblem {
    /// The request cannot be read, or says something twice.
    Malformed,
    /// There is no such application, or it is switched off.
    UnknownApplication,
    /// The application does not get its tokens in this way.
    WrongGrant,
    /// The address to go back to is none of the application's.
    BadRedirect,
    /// The request was pushed beforehand, and is unknown, too old, or was answered (RFC 9126 §4).
    EndedRequest,
    /// The application is for people of the other side, or of another organization.
    NotForYou,
    /// The document that describes the application cannot be had, or is not right (OAuth Client ID Metadata Document §4).
    BadDocument,
}

/// What the person is asked who typed the code of a device (RFC 8628 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceQuestion {
    /// The code as the device shows it.
    pub user_code: String,
    /// The application's name.
    pub application: String,
    /// Whether it registered itself (RFC 7591), so that nobody here looked at it.
    pub registered_itself: bool,
    /// The organization that it belongs to and in which it will act.
    pub organization: String,
    /// What it wants.
    pub scope: Scope,
    /// Who is signed in.
    pub person: String,
}

/// Somebody who let an application in, as those see it who manage the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetInBy {
    /// Who.
    pub person: PersonRef,
    /// Since when.
    pub since: Timestamp,
    /// When it last got a token for them.
    pub last_used_at: Option<Timestamp>,
}

/// Those who let it in and were found, who used it last first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleWhoLetIn {
    /// The first of them.
    pub people: Vec<LetInBy>,
    /// How many there are.
    pub total: u32,
}

/// An application that somebody let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// Its id.
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// The organization in which it acts.
    pub organization: OrganizationRef,
    /// What it may do.
    pub scope: Scope,
    /// Since when.
    pub since: Timestamp,
    /// When it last got a token for this person.
    pub last_used_at: Option<Timestamp>,
}
