//! `latchkey keys`

use super::{
    operator::operator,
    output::{complain, say},
};
use crate::{config::Config, start};
use anyhow::Context;
use clap::Subcommand;
use domain::{Error, KeyStatus, Made, check_keys, generate_keys};
use model::{KeyState, Rotation, SigningKeyFacts};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Make the signing keys (P-256; the private one readable by nobody else), unless they are there.
    Generate,
    /// Look whether the signing keys can be used and nobody else can read the private one.
    Check,
    /// Show the ring of signing keys: which signs, which is the next, and which signed before.
    List,
    /// Make the next signing key. It is published at once and signs after `keys.publish_before`; what the key before signed
    /// stays good. Running servers follow within seconds.
    Rotate {
        /// Let it sign at once. Who verifies tokens with the keys they remember refuses some until they ask again.
        #[arg(long)]
        now: bool,
        /// With --now: somebody else may have the key that signed until now, so everything it signed ends at once.
        #[arg(long, requires = "now")]
        revoke: bool,
    },
    /// End at once everything that was signed with a key which signs no more.
    Revoke {
        /// The key id, as `latchkey keys list` shows it.
        key_id: String,
    },
}

impl Keys {
    pub(super) async fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        match self {
            Self::Generate => generate(config),
            Self::Check => Ok(check(config)),
            Self::List => list(config).await,
            Self::Rotate { now, revoke } => rotate(config, *now, *revoke).await,
            Self::Revoke { key_id } => revoke_one(config, key_id).await,
        }
    }
}

fn generate(config: &Config) -> anyhow::Result<ExitCode> {
    let keys = generate_keys(&start::settings(config))?;
    say(match keys.made {
        Made::Pair => "Signing keys made.",
        Made::PublicKey => "Public key made out of the private one.",
        Made::Nothing => "Signing keys are there already; nothing was changed.",
    });
    say(format!("private: {}", keys.private.display()));
    say(format!("public:  {}", keys.public.display()));
    say(format!("key id:  {}", keys.key_id));
    Ok(ExitCode::SUCCESS)
}

fn check(config: &Config) -> ExitCode {
    let report = check_keys(&start::settings(config));
    match report.status {
        KeyStatus::Ready => {
            say(format!("The signing keys are in order; key id {}.", report.key_id.unwrap_or_default()));
            ExitCode::SUCCESS
        }
        KeyStatus::Exposed { path, command } => {
            complain(&format!("others on this machine can read {path}; mend it with: {command}"))
        }
        KeyStatus::Missing => complain(&format!(
            "{}; `latchkey keys generate` makes what is missing",
            report.problem.unwrap_or_else(|| "the signing keys cannot be used".into())
        )),
    }
}

async fn list(config: &Config) -> anyhow::Result<ExitCode> {
    require_files(config)?;
    let office = start::open(config).await?;
    let ring = office.signing_keys(&operator(&office, None).await?).await?;
    for key in &ring.keys {
        let here = if ring.in_files.as_ref() == Some(&key.key_id) { ", in the files" } else { "" };
        say(format!("{}  {:8} {}{here}", key.key_id, key.state.as_str(), when(key)));
    }
    office.database().close().await;
    if !ring.opens_current {
        return Ok(complain(
            "the private key file here does not open the key that signs; put here the files that the other processes have",
        ));
    }
    if ring.file_revoked {
        return Ok(complain(REVOKED));
    }
    Ok(ExitCode::SUCCESS)
}

/// What there is to do when whoever has the file is not who should.
const REVOKED: &str = "the key in the files was revoked, and opens the others in the database: move both files away, run `latchkey \
                       keys generate`, and put the new ones beside every process";

async fn rotate(config: &Config, now: bool, revoke: bool) -> anyhow::Result<ExitCode> {
    require_files(config)?;
    let office = start::open(config).await?;
    let operator = operator(&office, None).await?;
    let rotation = match (now, revoke) {
        (false, _) => Rotation::Published,
        (true, false) => Rotation::AtOnce,
        (true, true) => Rotation::Emergency,
    };
    let key = office.rotate_keys(&operator, rotation).await?;
    say(match rotation {
        Rotation::Published => format!("The next key is published; it signs {}.", when(&key)),
        Rotation::AtOnce => "The new key signs.".to_owned(),
        Rotation::Emergency => {
            "The new key signs, and nothing is good any more that the key before signed.".to_owned()
        }
    });
    say(format!("key id:  {}", key.key_id));
    let ring = office.signing_keys(&operator).await?;
    if ring.file_revoked {
        say(format!("To do:   {REVOKED}."));
    }
    office.database().close().await;
    Ok(ExitCode::SUCCESS)
}

async fn revoke_one(config: &Config, key_id: &str) -> anyhow::Result<ExitCode> {
    let office = start::open(config).await?;
    let operator = operator(&office, None).await?;
    match office.revoke_key(&operator, key_id).await {
        Ok(()) => say("Nothing is good any more that this key signed."),
        Err(Error::Conflict) => {
            return Ok(complain(
                "this key signs; `latchkey keys rotate --now --revoke` puts another in its place",
            ));
        }
        Err(Error::NotFound) => {
            return Ok(complain("there is no such key; `latchkey keys list` shows those that there are"));
        }
        Err(error) => return Err(error.into()),
    }
    office.database().close().await;
    Ok(ExitCode::SUCCESS)
}

/// The files are the way in: without them nothing can be said of the ring.
fn require_files(config: &Config) -> anyhow::Result<()> {
    let report = check_keys(&start::settings(config));
    match report.problem {
        Some(problem) => Err(anyhow::anyhow!(problem).context("the signing keys cannot be used")),
        None => Ok(()),
    }
    .context("`latchkey keys generate` makes what is missing")
}

fn when(key: &SigningKeyFacts) -> String {
    match (key.state, key.ends_at) {
        (KeyState::Next, _) => format!("from {}", key.signs_from.to_text()),
        (_, Some(ends_at)) => format!("until {}", ends_at.to_text()),
        _ => format!("since {}", key.signs_from.to_text()),
    }
}
