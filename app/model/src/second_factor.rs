//! Second factors, as pages show them and as they are set up.

use crate::{PasskeyId, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest name of a passkey, in characters.
pub const PASSKEY_NAME_MAX_LENGTH: usize = 60;
/// How many recovery codes are made at a time.
pub const RECOVERY_CODES: usize = 10;

/// What somebody has besides their password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactors {
    /// Their passkeys, in the order they were added.
    pub passkeys: Vec<Passkey>,
    /// Their authenticator app.
    pub app: Option<AuthenticatorApp>,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
    /// What the server lacks, if it lacks something.
    pub lacks: Lacks,
    /// Whether the organization they work in requires one, and they have none.
    pub required: bool,
}

impl SecondFactors {
    /// Whether there is one. Recovery codes are none: they only stand in for one.
    pub const fn any(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }
}

/// What the server cannot do for second factors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacks {
    /// Passkeys, because its address is a number and not a name (`WebAuthn` §5.1.2).
    pub passkeys: bool,
    /// Codes, because the key that the secrets are sealed with is missing.
    pub codes: bool,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// An authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticatorApp {
    /// When it was set up.
    pub created_at: Timestamp,
    /// When a code of it was last taken.
    pub last_used_at: Option<Timestamp>,
}

/// A secret that an authenticator app is given, before it has shown that it has it. Its `Debug` has none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticatorSetup {
    /// The secret, sealed: sent back with the first code.
    pub sealed: String,
    /// The secret in base32 and groups of four, for typing.
    pub secret: String,
    /// The same as an address that apps on the same device open.
    pub uri: String,
    /// The same to be photographed.
    pub qr: QrCode,
}

impl fmt::Debug for AuthenticatorSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthenticatorSetup").finish_non_exhaustive()
    }
}

/// A QR code as the path of an SVG.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// How many modules wide and high it is, with the quiet zone around it.
    pub size: u32,
    /// The dark modules.
    pub path: String,
}

/// Recovery codes in the one answer that shows them. Their `Debug` does not.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecoveryCodes(pub Vec<String>);

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecoveryCodes({})", self.0.len())
    }
}

/// What a sign-in led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    /// A session.
    Done,
    /// A second factor is asked for.
    SecondFactor,
}

/// With what somebody whose password was right can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    /// With a code of their authenticator app.
    pub app: bool,
    /// With a passkey.
    pub passkey: bool,
    /// What the server lacks.
    pub lacks: Lacks,
}

/// With what somebody shows again who they are, before they act for somebody else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepUp {
    /// With nothing: it was only a moment ago.
    #[default]
    Nothing,
    /// With their password.
    Password,
    /// With a second factor: a code, or a passkey if they have one.
    SecondFactor {
        /// Whether they have a passkey.
        passkey: bool,
    },
}
