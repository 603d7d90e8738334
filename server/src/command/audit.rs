//! `latchkey audit …`

use super::output::{complain, say};
use crate::{config::Config, start};
use anyhow::Context;
use clap::Subcommand;
use domain::{NotedEnd, Office};
use std::{process::ExitCode, str::FromStr};

/// What can be done about the audit.
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Look at every record, and say whether one was changed, moved, added or removed.
    ///
    /// The records are a chain: each holds the digest of the one before it. Whoever may write to the database could write the
    /// whole chain anew. To notice that, too, keep the last line of the answer somewhere else, and compare with it later.
    Verify {
        /// A record that was noted before, as this command told it, e.g. 1234:9f86…
        #[arg(long, value_name = "NUMBER:DIGEST")]
        noted: Option<Noted>,
    },
    /// Write all records to standard output, one line of JSON each, the oldest first.
    ///
    /// Everybody can count the digests again: that of a line is the SHA-256 of the line without its last member, `hash`.
    Export {
        /// Only what comes after the record of this number
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        after: i64,
    },
}

/// A record and its digest.
#[derive(Clone, Debug)]
pub(super) struct Noted(NotedEnd);

impl FromStr for Noted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.trim().split_once(':').and_then(|(number, hash)| Some((number.parse().ok()?, hash)));
        let is_digest = |hash: &str| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        match parts {
            Some((sequence, hash)) if sequence >= 0 && is_digest(hash) => {
                Ok(Self(NotedEnd { sequence, hash: hash.to_lowercase() }))
            }
            _ => Err("a number and a digest of 64 characters are needed, with a colon between them".into()),
        }
    }
}

impl Audit {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let office = start::open(config).await?;
        let code = match self {
            Self::Verify { noted } => verify(&office, noted.as_ref().map(|Noted(noted)| noted)).await?,
            Self::Export { after } => export(&office, after).await?,
        };
        office.database().close().await;
        Ok(code)
    }
}

async fn verify(office: &Office, noted: Option<&NotedEnd>) -> anyhow::Result<ExitCode> {
    let report = office.verify_audit(noted).await.context("the audit cannot be read")?;
    if let Some(broken) = report.broken {
        let whole = report.records;
        return Ok(complain(&format!(
            "the audit is not what was written: {broken}; {whole} before it are whole"
        )));
    }
    say(format!("Records that are whole: {}", report.records));
    if report.removed > 0 {
        say(format!("Removed for their age:  those up to {}", report.removed));
    }
    say(format!("The last record:        {}:{}", report.end.sequence, report.end.hash));
    Ok(ExitCode::SUCCESS)
}

async fn export(office: &Office, mut after: i64) -> anyhow::Result<ExitCode> {
    loop {
        let rows = office.export_audit(after).await.context("the audit cannot be read")?;
        let Some(last) = rows.last() else { return Ok(ExitCode::SUCCESS) };
        after = last.sequence;
        for row in &rows {
            say(row.exported());
        }
    }
}
