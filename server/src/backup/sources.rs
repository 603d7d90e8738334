//! The files besides the database that belong into a backup.

use crate::config::Config;
use std::path::{Path, PathBuf};

/// A file: its name in the archive, where it is, and with which mode it is made.
pub(super) struct KeyFile {
    pub(super) name: &'static str,
    pub(super) path: PathBuf,
    pub(super) mode: u32,
}

/// The signing keys.
pub(super) fn key_files(config: &Config) -> [KeyFile; 2] {
    [
        KeyFile { name: "keys/private.pem", path: config.keys.private.clone(), mode: 0o600 },
        KeyFile { name: "keys/public.pem", path: config.keys.public.clone(), mode: 0o644 },
    ]
}

/// The folder of a file; the current one if it names none.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}
