//! Puts a backup back: looks at all of it before anything is touched, then brings it up to date and into its place.

use super::{
    CONFIG, DATABASE, Manifest,
    archive::local_name,
    fill_server,
    make::verify_database,
    place::{is_there, make_folder, move_aside, put, write_new},
    sources::{KeyFile, key_files},
    unpack,
};
use crate::config::Config;
use anyhow::{Context, bail, ensure};
use model::Timestamp;
use std::path::{Path, PathBuf};
use store::Database;
use tempfile::TempDir;

/// A backup that was looked at, and can be put into its place.
pub(crate) struct Restoring {
    /// What it says of itself.
    pub(crate) manifest: Manifest,
    workshop: TempDir,
    keys: Vec<(KeyFile, Vec<u8>)>,
}

/// What was put where.
pub(crate) struct Restored {
    /// Files that were there before, under their new names.
    pub(crate) aside: Vec<PathBuf>,
    /// Whether the signing keys came out of the backup.
    pub(crate) keys: bool,
    /// Where the configuration file of the backup is now, if there was one.
    pub(crate) config: Option<PathBuf>,
}

impl Restoring {
    /// Takes an archive apart in a folder beside its place, looks at it, and looks whether the place is free.
    pub(crate) async fn open(
        archive: &Path,
        config: &Config,
        with_keys: bool,
        replace: bool,
    ) -> anyhow::Result<Self> {
        require_place(config, replace).await?;
        let prefix = ".latchkey-restore-";
        let workshop = match config.database.url.file() {
            Some(file) => {
                let folder =
                    make_folder(file).with_context(|| format!("{} cannot be made", file.display()))?;
                tempfile::Builder::new().prefix(prefix).tempdir_in(folder)?
            }
            None => tempfile::Builder::new().prefix(prefix).tempdir()?,
        };
        let manifest = unpack(archive, Some(workshop.path()))?;
        verify_database(&manifest, &workshop.path().join(DATABASE)).await?;
        let mut keys = Vec::new();
        for key in key_files(config).into_iter().filter(|key| with_keys && manifest.part(key.name).is_some())
        {
            let bytes = std::fs::read(workshop.path().join(local_name(key.name)))?;
            let known = std::fs::read(&key.path).ok();
            ensure!(
                replace || known.as_ref().is_none_or(|known| *known == bytes),
                "{} is there and is another key; --without-keys keeps it, --replace puts the one of the backup in its place",
                key.path.display()
            );
            if known.as_ref() != Some(&bytes) {
                keys.push((key, bytes));
            }
        }
        Ok(Self { manifest, workshop, keys })
    }
}

/// Puts it into its place. What is there already is kept under another name, but for a PostgreSQL database, whose rows are
/// replaced.
pub(crate) async fn restore(
    restoring: Restoring,
    config: &Config,
    config_file: &Path,
    replace: bool,
    now: Timestamp,
    told: impl FnMut(&str, u64),
) -> anyhow::Result<Restored> {
    let Restoring { manifest, workshop, keys } = restoring;
    let mut restored = Restored { aside: Vec::new(), keys: !keys.is_empty(), config: None };
    let copy = workshop.path().join(DATABASE);
    let database = Database::open(&format!("sqlite://{}", copy.display())).await?;
    database.migrate().await.context("the database of the backup")?;
    // Keys first: with them in place, what follows can be tried again.
    for (key, bytes) in keys {
        let context = || format!("{} cannot be written", key.path.display());
        restored.aside.extend(move_aside(&key.path, now).with_context(context)?);
        write_new(&key.path, &bytes, key.mode).with_context(context)?;
    }
    if let Some(file) = config.database.url.file() {
        database.close().await;
        if replace {
            restored.aside.extend(move_aside(file, now)?);
        }
        put(&copy, file)?;
    } else {
        let mut from = database.begin_snapshot().await?;
        fill_server(&mut from, config.database.url.as_str(), replace, told).await?;
        drop(from);
        database.close().await;
    }
    if manifest.part(CONFIG).is_some() {
        let place = config_file.with_file_name("config.from-backup.yml");
        let _ = move_aside(&place, now)?;
        let bytes = std::fs::read(workshop.path().join(local_name(CONFIG)))?;
        write_new(&place, &bytes, 0o600).with_context(|| format!("{} cannot be written", place.display()))?;
        restored.config = Some(place);
    }
    Ok(restored)
}

/// Nothing may be there, unless it is to be replaced, and nobody may be working with it.
async fn require_place(config: &Config, replace: bool) -> anyhow::Result<()> {
    let url = &config.database.url;
    match url.file() {
        Some(file) if is_there(file) => {
            ensure!(
                replace,
                "{} is there already; --replace puts the backup in its place and keeps it under another name",
                file.display()
            );
            if !file.exists() {
                return Ok(());
            }
        }
        Some(_) => return Ok(()),
        None => {}
    }
    match Database::is_in_use(url.as_str()).await {
        Ok(false) => Ok(()),
        Ok(true) => bail!("the database is in use; stop the server that works with it"),
        // A file that is damaged is a good reason to restore a backup.
        Err(_) if url.file().is_some() => Ok(()),
        Err(error) => Err(error).context("database.url: it cannot be opened"),
    }
}
