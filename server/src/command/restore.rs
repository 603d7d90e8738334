//! `latchkey restore`

use super::{
    backup::describe,
    output::{note, say},
};
use crate::{
    backup::{Manifest, Restoring, restore},
    config::{Config, Source},
};
use anyhow::{bail, ensure};
use clap::Args;
use domain::{Clock, SystemClock};
use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

/// What `restore` is told.
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// An archive that `latchkey backup` wrote
    file: PathBuf,
    /// Replace what is there. An SQLite file and keys are kept under another name; the rows of a PostgreSQL database are
    /// gone
    #[arg(long)]
    replace: bool,
    /// Do not ask before anything is replaced
    #[arg(long, requires = "replace")]
    yes: bool,
    /// Leave the signing keys as they are
    #[arg(long)]
    without_keys: bool,
}

impl Restore {
    pub(super) async fn run(self, config: &Config, source: &Source) -> anyhow::Result<()> {
        ensure!(self.file.is_file(), "{} is no file", self.file.display());
        let restoring = Restoring::open(&self.file, config, !self.without_keys, self.replace).await?;
        let manifest = restoring.manifest.clone();
        if self.replace && !self.yes {
            confirm(&manifest)?;
        }
        let restored =
            restore(restoring, config, &source.file_or_default(), self.replace, SystemClock.now(), note)
                .await?;
        say("Restored.");
        describe(&manifest);
        for file in restored.aside {
            say(format!("Kept what was there: {}", file.display()));
        }
        if !restored.keys {
            say("The signing keys were left as they are.");
        }
        if let Some(file) = restored.config {
            say(format!(
                "The configuration of the backup is in {}; nothing reads it there: compare it with yours.",
                file.display()
            ));
        }
        say("`latchkey doctor` looks at everything, `latchkey serve` serves it.");
        Ok(())
    }
}

/// Asks on a terminal. Without one, `--yes` has to say it.
fn confirm(manifest: &Manifest) -> anyhow::Result<()> {
    if !io::stdin().is_terminal() {
        bail!("this replaces what is there; add --yes if that is meant");
    }
    describe(manifest);
    let _ = write!(io::stderr(), "This replaces what is there. Type \"replace\" to go on: ");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    ensure!(answer.trim() == "replace", "nothing was changed");
    Ok(())
}
