//! Makes a backup while the server runs.

use super::{
    CONFIG, DATABASE, Manifest,
    archive::{Packed, local_name, pack},
    sources::{folder_of, key_files},
    stamp, unpack,
};
use crate::config::Config;
use anyhow::{Context, bail, ensure};
use model::Timestamp;
use std::path::{Path, PathBuf};
use store::{
    Database,
    copying::{TableDigest, copy_everything, differences},
};

/// What goes into it besides the database.
pub(crate) struct Wanted {
    /// The signing keys.
    pub(crate) keys: bool,
    /// The configuration file.
    pub(crate) config: Option<PathBuf>,
}

/// Writes a backup to a file, or to a new file in a folder. It gets its name when it is complete, and takes nobody's place.
pub(crate) async fn make(
    config: &Config,
    wanted: Wanted,
    place: &Path,
    now: Timestamp,
    mut told: impl FnMut(&str, u64),
) -> anyhow::Result<(PathBuf, Manifest)> {
    let file = if place.is_dir() || place.as_os_str().as_encoded_bytes().ends_with(b"/") {
        place.join(format!("latchkey-{}.tar.gz", stamp::compact(now)))
    } else {
        place.to_owned()
    };
    let there =
        || format!("{} is there already, and nothing is overwritten; name another file", file.display());
    ensure!(file.symlink_metadata().is_err(), there());
    let folder = folder_of(&file);
    ensure!(folder.is_dir(), "{} is no folder; make it first", folder.display());
    let workshop = tempfile::Builder::new().prefix(".latchkey-backup-").tempdir_in(folder);
    let workshop = workshop.with_context(|| format!("{} cannot be written to", folder.display()))?;

    let copy = workshop.path().join(DATABASE);
    let (engine, migration) = copy_database(config, &copy, &mut told).await?;
    let tables = inspect(&copy).await?;
    let mut packed = vec![Packed::new(DATABASE, &copy)?];
    let mut others = Vec::new();
    if wanted.keys {
        let keys = key_files(config).into_iter().filter(|key| !key.is_made_later());
        others.extend(keys.map(|key| (key.name, key.path)));
    }
    others.extend(wanted.config.map(|path| (CONFIG, path)));
    for (name, path) in others {
        // A copy, because it may change before it is packed.
        let copy = workshop.path().join(local_name(name));
        std::fs::copy(&path, &copy).with_context(|| {
            format!("{} cannot be read; --without-keys and --without-config leave files out", path.display())
        })?;
        packed.push(Packed::new(name, &copy)?);
    }
    let parts = packed.iter().map(|packed| packed.part.clone()).collect();
    let manifest = Manifest::new(stamp::rfc3339(now), engine, migration, parts, tables);

    // Made with mode 0600.
    let archive = tempfile::Builder::new().prefix(".latchkey-backup-").tempfile_in(folder)?;
    pack(&manifest, &packed, now.0.try_into().unwrap_or_default(), archive.as_file())
        .with_context(|| format!("{} cannot be written", file.display()))?;
    unpack(archive.path(), None)?;
    if archive.persist_noclobber(&file).is_err() {
        bail!(there());
    }
    Ok((file, manifest))
}

/// Looks at a whole archive: its files, the database in it, and every row of that.
pub(crate) async fn verify(file: &Path) -> anyhow::Result<Manifest> {
    let workshop = tempfile::tempdir()?;
    let manifest = unpack(file, Some(workshop.path()))?;
    verify_database(&manifest, &workshop.path().join(DATABASE)).await?;
    Ok(manifest)
}

/// Looks whether the database that came out of an archive is the one that its manifest describes.
pub(super) async fn verify_database(manifest: &Manifest, database: &Path) -> anyhow::Result<()> {
    ensure!(manifest.part(DATABASE).is_some(), "there is no database in it");
    let found = inspect(database).await?;
    let different = differences(&manifest.tables, &found);
    ensure!(
        different.is_empty(),
        "the database in it is not the one that its manifest describes; it differs in: {}",
        different.join(", ")
    );
    Ok(())
}

/// The database as it is at one moment, in an SQLite file.
async fn copy_database(
    config: &Config,
    copy: &Path,
    told: &mut impl FnMut(&str, u64),
) -> anyhow::Result<(&'static str, i64)> {
    let url = &config.database.url;
    if let Some(file) = url.file() {
        ensure!(file.exists(), "database.url: {} is not there", file.display());
    }
    let database = Database::open(url.as_str()).await.context("database.url: it cannot be opened")?;
    let migration = database.migration().await?.context("database.url: nothing was ever stored there")?;
    let newest = Database::newest_migration();
    ensure!(
        migration <= newest,
        "the database is at migration {migration}, and this version knows {newest} of them; use the version that serves it"
    );
    match &database {
        Database::Sqlite(_) => database.write_copy(copy).await.context("the database cannot be copied")?,
        Database::Postgres(_) => {
            let file = Database::open(&format!("sqlite://{}", copy.display())).await?;
            file.migrate_to(migration).await?;
            let mut from = database.begin_snapshot().await?;
            let mut to = file.begin().await?;
            copy_everything(&mut from, &mut to, told).await?;
            to.commit().await?;
            file.close().await;
        }
    }
    let engine = database.engine();
    database.close().await;
    Ok((engine, migration))
}

/// Reads every row of an SQLite file.
async fn inspect(file: &Path) -> anyhow::Result<Vec<TableDigest>> {
    let database = Database::open(&format!("sqlite://{}", file.display())).await?;
    if let Some(damage) = database.damage(true).await? {
        bail!("the database is damaged: {damage}");
    }
    let digests = database.begin_snapshot().await?.digests().await?;
    database.close().await;
    Ok(digests)
}
