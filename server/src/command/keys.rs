//! `latchkey keys`

use super::output::{complain, say};
use crate::{config::Config, start};
use clap::Subcommand;
use domain::{KeyStatus, Made, check_keys, generate_keys};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Make the signing keys (P-256; the private one readable by nobody else), unless they are there.
    Generate,
    /// Look whether the signing keys can be used and nobody else can read the private one.
    Check,
}

impl Keys {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let settings = start::settings(config);
        match self {
            Self::Generate => {
                let keys = generate_keys(&settings)?;
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
            Self::Check => {
                let report = check_keys(&settings);
                Ok(match report.status {
                    KeyStatus::Ready => {
                        say(format!(
                            "The signing keys are in order; key id {}.",
                            report.key_id.unwrap_or_default()
                        ));
                        ExitCode::SUCCESS
                    }
                    KeyStatus::Exposed { path, command } => {
                        complain(&format!("others on this machine can read {path}; mend it with: {command}"))
                    }
                    KeyStatus::Missing => complain(&format!(
                        "{}; `latchkey keys generate` makes what is missing",
                        report.problem.unwrap_or_else(|| "the signing keys cannot be used".into())
                    )),
                })
            }
        }
    }
}
