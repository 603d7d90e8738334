//! `latchkey migrate-to`

use super::output::{note, say};
use crate::{
    backup::{fill_file, fill_server, require_current},
    config::{Config, DatabaseUrl},
};
use anyhow::{Context, anyhow, bail, ensure};
use clap::Args;
use store::Database;

/// What `migrate-to` is told.
#[derive(Args, Debug)]
pub(super) struct MigrateTo {
    /// The other database, which has to be empty: `postgres://USER:PASSWORD@HOST/NAME` or `sqlite://PATH`. As the variable it
    /// does not show in the list of processes
    #[arg(env = "LATCHKEY_MIGRATE_TO", hide_env_values = true)]
    url: String,
    /// Copy although a server is running. What changes after the beginning is not copied, so this is for a rehearsal
    #[arg(long)]
    online: bool,
}

impl MigrateTo {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        // Here, because a command line that cannot be read is shown, and there may be a password in it.
        let other: DatabaseUrl =
            self.url.parse().map_err(|problem: &str| anyhow!("the other database: {problem}"))?;
        let url = &config.database.url;
        ensure!(url.as_str() != other.as_str(), "that is the database of database.url itself");
        if let Some(file) = url.file() {
            ensure!(file.exists(), "database.url: {} is not there", file.display());
        }
        let in_use = Database::is_in_use(url.as_str()).await.context("database.url: it cannot be opened")?;
        if in_use && !self.online {
            bail!(
                "a server works with the database of database.url: stop it, or what it writes from now on is left behind \
                 (--online copies all the same)"
            );
        }
        let database = Database::open(url.as_str()).await.context("database.url: it cannot be opened")?;
        require_current(&database).await.context("database.url")?;
        // On SQLite, nobody who starts meanwhile can write.
        let mut from = match database {
            Database::Sqlite(_) if !in_use => database.begin().await?,
            _ => database.begin_snapshot().await?,
        };
        let digests = match other.file() {
            Some(file) => fill_file(&mut from, file, note).await?,
            None => fill_server(&mut from, other.as_str(), false, note).await?,
        };
        drop(from);
        database.close().await;
        let rows: u64 = digests.iter().map(|table| table.rows).sum();
        say(format!(
            "Copied and compared: {rows} rows in {} tables are the same on both sides.",
            digests.len()
        ));
        if in_use {
            say("The server went on meanwhile: what it wrote after the beginning is not there.");
        }
        say(
            "To work with it, set database.url (LATCHKEY_DATABASE__URL) to its address and start the server.",
        );
        say(
            "Signing keys and configuration stay as they are, and so does the old database: remove it when all is well.",
        );
        Ok(())
    }
}
