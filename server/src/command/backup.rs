//! `latchkey backup`

use super::output::{note, say};
use crate::{
    backup::{Manifest, Wanted, make, verify},
    config::{Config, Source},
};
use anyhow::Context;
use clap::{Args, Subcommand};
use domain::{Clock, SystemClock};
use std::path::PathBuf;

/// What `backup` is told.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Backup {
    #[command(subcommand)]
    command: Option<Verify>,
    /// The archive to write, or a folder for a new one
    #[arg(required = true, value_name = "FILE|FOLDER")]
    place: Option<PathBuf>,
    /// Leave out the signing keys; keep them elsewhere, tokens depend on them
    #[arg(long)]
    without_keys: bool,
    /// Leave out the configuration file
    #[arg(long)]
    without_config: bool,
}

#[derive(Debug, Subcommand)]
enum Verify {
    /// Look whether all of an archive is there and whole, down to the rows of its database.
    Verify {
        /// The archive
        file: PathBuf,
    },
}

impl Backup {
    pub(super) async fn run(self, config: &Config, source: &Source) -> anyhow::Result<()> {
        if let Some(Verify::Verify { file }) = self.command {
            let manifest = verify(&file).await?;
            say(format!("{} is whole.", file.display()));
            describe(&manifest);
            return Ok(());
        }
        let place = self.place.context("where to?")?;
        let wanted = Wanted {
            keys: !self.without_keys,
            config: source.existing_file()?.filter(|_| !self.without_config),
        };
        let (file, manifest) = make(config, wanted, &place, SystemClock.now(), note).await?;
        say(format!("Backup written: {}", file.display()));
        describe(&manifest);
        if manifest.part("keys/private.pem").is_some() {
            say(
                "The signing keys are in it: whoever has it can sign tokens. Keep it where nobody else gets at it.",
            );
        } else {
            say(
                "The signing keys are not in it. Keep them as well: without them, every token and every client fails.",
            );
        }
        Ok(())
    }
}

/// What is in an archive, in a few lines.
pub(super) fn describe(manifest: &Manifest) {
    say(format!(
        "Made:           {}, by version {} on {}, migration {}",
        manifest.made_at, manifest.latchkey, manifest.engine, manifest.migration
    ));
    say(format!(
        "Holds:          {} people, {} applications, {} rows in {} tables",
        manifest.rows("users"),
        manifest.rows("applications"),
        manifest.tables.iter().map(|table| table.rows).sum::<u64>(),
        manifest.tables.len()
    ));
    let files: Vec<_> = manifest.parts.iter().map(|part| part.name.as_str()).collect();
    say(format!("Files:          {}", files.join(", ")));
}
