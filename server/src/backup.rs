//! Backups: one archive for both engines, and the way back.
//!
//! An archive holds the database as an SQLite file, whichever engine it comes from, so that it can be restored into either;
//! the signing keys; the configuration file; and, first, a manifest that says what belongs to it. What is in it opens
//! everything, so it is written for nobody else to read.

mod archive;
mod make;
mod manifest;
mod place;
mod restore;
mod sources;
mod stamp;
mod target;

pub(crate) use archive::unpack;
pub(crate) use make::{Wanted, make, verify};
pub(crate) use manifest::Manifest;
pub(crate) use restore::{Restoring, restore};
pub(crate) use target::{fill_file, fill_server, require_current};

/// What the database is called in an archive.
const DATABASE: &str = "latchkey.db";
/// What the configuration file is called in an archive.
const CONFIG: &str = "config.yml";
