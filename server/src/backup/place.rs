//! Puts files where they belong, and what was there beside them.

use super::{sources::folder_of, stamp};
use anyhow::Context;
use model::Timestamp;
use std::{
    ffi::OsString,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// What SQLite keeps beside its file. A log that lies about would be taken for that of the new file.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// Whether there is anything of an embedded database.
pub(crate) fn is_there(file: &Path) -> bool {
    BESIDE.iter().any(|suffix| with_suffix(file, suffix).symlink_metadata().is_ok())
}

/// Makes the folder of a file, for nobody else to read, if it is missing.
pub(super) fn make_folder(file: &Path) -> io::Result<&Path> {
    let folder = folder_of(file);
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    Ok(folder)
}

/// Moves a file, and what SQLite keeps beside it, out of the way; gives its new name if there was one.
pub(super) fn move_aside(file: &Path, now: Timestamp) -> io::Result<Option<PathBuf>> {
    let aside = with_suffix(file, &format!(".replaced-{}", stamp::compact(now)));
    let mut moved = None;
    for suffix in BESIDE {
        let from = with_suffix(file, suffix);
        if from.symlink_metadata().is_ok() {
            fs::rename(&from, with_suffix(&aside, suffix))?;
            moved = Some(aside.clone());
        }
    }
    Ok(moved)
}

/// Gives a complete file its name, in one step. Nobody may be there.
pub(super) fn put(complete: &Path, file: &Path) -> anyhow::Result<()> {
    let context = || format!("{} cannot be written", file.display());
    File::open(complete).and_then(|file| file.sync_all()).with_context(context)?;
    fs::hard_link(complete, file)
        .or_else(|_| {
            // Not every file system knows links.
            if is_there(file) {
                Err(io::Error::from(io::ErrorKind::AlreadyExists))
            } else {
                fs::rename(complete, file)
            }
        })
        .with_context(context)?;
    File::open(folder_of(file)).and_then(|folder| folder.sync_all()).with_context(context)
}

/// Writes a new file with this mode.
pub(super) fn write_new(file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    make_folder(file)?;
    let mut written = OpenOptions::new().write(true).create_new(true).mode(mode).open(file)?;
    written.write_all(bytes)?;
    written.sync_all()
}
