//! The files besides the database that belong into a backup.

use crate::config::Config;
use std::path::{Path, PathBuf};

/// A file: its name in the archive, where it is, and with which mode it is made.
pub(super) struct KeyFile {
    pub(super) name: &'static str,
    pub(super) path: PathBuf,
    pub(super) mode: u32,
}

const SEALING: &str = "keys/sealing.key";

/// The signing keys, and what the secrets of authenticator apps are sealed with, without which a restored database takes no codes.
pub(super) fn key_files(config: &Config) -> [KeyFile; 3] {
    [
        KeyFile { name: "keys/private.pem", path: config.keys.private.clone(), mode: 0o600 },
        KeyFile { name: "keys/public.pem", path: config.keys.public.clone(), mode: 0o644 },
        KeyFile { name: SEALING, path: config.keys.sealing.clone(), mode: 0o600 },
    ]
}

impl KeyFile {
    /// Whether it may not be there yet: it is made when something is sealed for the first time.
    pub(super) fn is_made_later(&self) -> bool {
        self.name == SEALING && !self.path.exists()
    }
}

/// The folder of a file; the current one if it names none.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}
