//! What comes next when an application wants somebody to sign out (OpenID Connect RP-Initiated Logout).

use serde::{Deserialize, Serialize};

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoutStep {
    /// The session ends without a question.
    End {
        /// Where to go then.
        to: Option<String>,
    },
    /// The person is asked.
    Ask {
        /// The application that wants it, if it is known.
        application: Option<String>,
        /// Where to go then.
        to: Option<String>,
    },
    /// Nobody is signed in.
    Gone {
        /// Where to go.
        to: Option<String>,
    },
    /// Nothing is done.
    Problem(LogoutProblem),
}

/// What is wrong with the wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoutProblem {
    /// It cannot be read, or says something twice.
    Malformed,
    /// The hint is no ID token of ours, or of another application.
    BadHint,
    /// The address is none of the application's.
    BadRedirect,
}
