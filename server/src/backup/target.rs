//! Fills a database with all that another one holds.

use super::{
    DATABASE,
    place::{is_there, make_folder, put},
};
use anyhow::{Context, ensure};
use std::path::Path;
use store::{
    Database, Transaction,
    copying::{TableDigest, copy_everything, differences},
};

/// Fills a PostgreSQL database in one transaction: all of it is there afterwards, or none. What is in it stops that, unless it
/// is to be replaced.
pub(crate) async fn fill_server(
    from: &mut Transaction,
    url: &str,
    replace: bool,
    told: impl FnMut(&str, u64),
) -> anyhow::Result<Vec<TableDigest>> {
    let database = Database::open(url).await.context("the PostgreSQL database cannot be opened")?;
    database.migrate().await.context("the PostgreSQL database")?;
    let mut to = database.begin().await?;
    if !replace {
        let filled = differences(&to.digests().await?, &of_a_new_one().await?);
        ensure!(
            filled.is_empty(),
            "the PostgreSQL database is not empty, there are rows in: {}; name an empty one",
            filled.join(", ")
        );
    }
    let digests = copy_everything(from, &mut to, told).await?;
    to.commit().await?;
    database.close().await;
    Ok(digests)
}

/// Makes an SQLite file. It gets its name when it is complete.
pub(crate) async fn fill_file(
    from: &mut Transaction,
    file: &Path,
    told: impl FnMut(&str, u64),
) -> anyhow::Result<Vec<TableDigest>> {
    ensure!(!is_there(file), "{} is there already; name another file", file.display());
    let folder = make_folder(file).with_context(|| format!("{} cannot be made", file.display()))?;
    let workshop = tempfile::Builder::new().prefix(".latchkey-").tempdir_in(folder)?;
    let complete = workshop.path().join(DATABASE);
    crate::start::make_private(&complete)?;
    let database = Database::open(&format!("sqlite://{}", complete.display())).await?;
    database.migrate().await?;
    let mut to = database.begin().await?;
    let digests = copy_everything(from, &mut to, told).await?;
    to.commit().await?;
    database.close().await;
    put(&complete, file)?;
    Ok(digests)
}

/// A database that is to be copied has to be at the newest migration, like the one it is copied to.
pub(crate) async fn require_current(database: &Database) -> anyhow::Result<()> {
    let (found, newest) = (database.migration().await?, Database::newest_migration());
    match found {
        Some(found) if found == newest => Ok(()),
        Some(found) if found > newest => {
            anyhow::bail!(
                "the database is at migration {found}, and this version knows {newest} of them; use a newer version"
            )
        }
        _ => anyhow::bail!("the database is not up to date; `latchkey init` mends that"),
    }
}

/// What migrations alone put into a database.
async fn of_a_new_one() -> anyhow::Result<Vec<TableDigest>> {
    let workshop = tempfile::tempdir()?;
    let database = Database::open(&format!("sqlite://{}", workshop.path().join(DATABASE).display())).await?;
    database.migrate().await?;
    let digests = database.begin_snapshot().await?.digests().await?;
    database.close().await;
    Ok(digests)
}
