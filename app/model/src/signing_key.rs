//! Signing keys as administrators see them.

use crate::{Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a key is there for at this moment, in the order of its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It is published and does not sign yet.
    Next,
    /// It signs.
    Current,
    /// It signs no more; what it signed is good until its end.
    Retired,
    /// Somebody else may have it: nothing that it signed is good any more.
    Revoked,
}

impl KeyState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Next, Self::Current, Self::Retired, Self::Revoked];

    /// As stored and as the command line says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Retired => "retired",
            Self::Revoked => "revoked",
        }
    }

    /// Whether it is published, and what it signs or signed is good.
    pub const fn verifies(self) -> bool {
        !matches!(self, Self::Revoked)
    }
}

impl FromStr for KeyState {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for KeyState {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Where a key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyOrigin {
    /// Out of the files.
    File,
    /// Made by rotation.
    Made,
}

impl KeyOrigin {
    /// As stored and as the command line says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Made => "made",
        }
    }
}

impl FromStr for KeyOrigin {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::File, Self::Made].into_iter().find(|origin| origin.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for KeyOrigin {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A signing key as it is shown. Nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKeyFacts {
    /// Its thumbprint (RFC 7638), by which tokens name it.
    pub key_id: String,
    /// What it is there for.
    pub state: KeyState,
    /// Where it came from.
    pub origin: KeyOrigin,
    /// When it was made or first seen.
    pub created_at: Timestamp,
    /// Since when it signs; of the next one: from when on it will.
    pub signs_from: Timestamp,
    /// When it goes, if it signs no more.
    pub ends_at: Option<Timestamp>,
}

/// All of them, as one process has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRing {
    /// The keys, in the order of their lives: what comes first, then what is, then what was.
    pub keys: Vec<SigningKeyFacts>,
    /// The key id of the pair in the files; none while they are missing.
    pub in_files: Option<String>,
    /// Whether the files open the key that signs; if not, they are not the same as those of the other processes.
    pub opens_current: bool,
    /// Whether the key in the files was revoked, so that they have to be replaced.
    pub file_revoked: bool,
    /// Whether the viewer may rotate them, and this process can.
    pub may_rotate: bool,
}

/// How the keys are to be rotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The next key signs when everybody had the time to hear of it.
    Published,
    /// It signs at once; who verifies tokens from what they remember takes a while to know it.
    AtOnce,
    /// The same, and what the key before signed is worth nothing any more.
    Emergency,
}
