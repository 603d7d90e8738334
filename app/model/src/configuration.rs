//! The configuration as administrators see it: what is in force, and where it comes from.

use crate::KeyRing;
use serde::{Deserialize, Serialize};

/// All that the page **Configuration** shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// The version of the program.
    pub version: String,
    /// The database engine and its version.
    pub database: String,
    /// The signing keys.
    pub ring: KeyRing,
    /// The command that keeps others on the server's machine from the private key, if they can read it.
    pub exposed: Option<ExposedKey>,
    /// Every setting.
    pub settings: Vec<EffectiveSetting>,
}

/// A private key that others on the server's machine can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedKey {
    /// Where it is.
    pub path: String,
    /// The command that helps.
    pub command: String,
}

/// Where a value of the configuration comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingSource {
    /// Nobody said anything else.
    Default,
    /// The configuration file.
    File,
    /// A variable of the environment.
    Environment,
}

/// A setting as it is in force. Never with a password or a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffectiveSetting {
    /// Its key, e.g. `server.listen`.
    pub key: String,
    /// Its value in words.
    pub value: String,
    /// Where that comes from.
    pub source: SettingSource,
}
