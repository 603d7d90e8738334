//! A new application of any grant, in the one answer that shows what it got.

use crate::Application;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The application with what is shown once. Its `Debug` has none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewApplication {
    /// The application.
    pub application: Application,
    /// The Client Secret in clear; none where it cannot keep one.
    pub client_secret: Option<String>,
    /// A token to try it with; only for client credentials.
    pub token: Option<TemporaryToken>,
}

/// A token to try a new application with, or why there is none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemporaryToken {
    /// It was issued.
    Issued {
        /// The token in clear.
        access_token: String,
        /// For how many seconds it lives.
        expires_in: u64,
    },
    /// The application is not active.
    Inactive,
    /// The signing keys are missing.
    KeysMissing,
    /// It could not be issued just now.
    Unavailable,
}

impl fmt::Debug for NewApplication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewApplication").field("application", &self.application).finish_non_exhaustive()
    }
}

impl fmt::Debug for TemporaryToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemporaryToken").finish_non_exhaustive()
    }
}
