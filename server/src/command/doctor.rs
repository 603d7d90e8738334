//! `latchkey doctor`

mod clock;
mod database;
mod files;
mod mail;
mod public_url;
mod report;
mod sealing;

use crate::{
    config::{Config, Source},
    start,
};
use clap::Args;
use domain::{KeyStatus, check_keys};
use report::{Finding, Report};
use std::{path::Path, process::ExitCode};

const PASSWORD_GRANT: &str = "tokens.password_grant is on: applications that are allowed to it see the passwords of people; \
                              it is for what cannot use the authorization code grant";

/// What `doctor` is told.
#[derive(Args, Debug)]
pub(super) struct Doctor {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// One line for each thing the server needs; exit code 1 if anything is wrong. What is allowed but unwise is a warning.
    /// Changes nothing.
    pub(super) async fn run(self, config: &Config, source: &Source) -> ExitCode {
        let (database, condition) = database::look(config).await;
        let (public_url, date) = public_url::look(config).await;
        let mut report = Report::default();
        report.add("keys", keys(config));
        report.add("sealing", sealing::look(config).await);
        report.add("database", database);
        report.add("clock", clock::look(condition.and_then(|condition| condition.clock_ms), date));
        report.add("permissions", files::permissions(config, source));
        report.add("space", files::space(config));
        report.add("mail", mail::look(config).await);
        report.add("public URL", public_url);
        report.add("web files", web_files(config));
        for provider in config.sso.settings().list {
            report.add("sign-in", identity_provider(&provider).await.into());
        }
        if config.tokens.password_grant {
            report.add("tokens", Finding::Warning(PASSWORD_GRANT.into()));
        }
        report.print(self.json)
    }
}

fn keys(config: &Config) -> Finding {
    let report = check_keys(&start::settings(config));
    match report.status {
        KeyStatus::Ready => Finding::Ok(format!(
            "{}, key id {}",
            config.keys.private.display(),
            report.key_id.unwrap_or_default()
        )),
        KeyStatus::Exposed { path, command } => {
            Finding::Problem(format!("others can read {path}; mend it with: {command}"))
        }
        KeyStatus::Missing => Finding::Problem(format!(
            "{}; `latchkey keys generate` makes what is missing",
            report.problem.unwrap_or_default()
        )),
    }
}

/// Whether it answers, and is who it was said to be.
async fn identity_provider(provider: &domain::IdentityProvider) -> Result<String, String> {
    let domain::IdentityProvider { id, issuer, .. } = provider;
    match provider.reach().await {
        Ok(()) => Ok(format!("{id}: {issuer} answers and is who it says")),
        Err(problem) => Err(format!("{id}: {issuer}: {problem}; check sso.providers.{id}")),
    }
}

fn web_files(config: &Config) -> Finding {
    let root = start::leptos_options(config).site_root;
    if Path::new(&*root).join("pkg").is_dir() {
        Finding::Ok(root.to_string())
    } else {
        Finding::Problem(format!(
            "{root} has no web files; `make build` makes them, LEPTOS_SITE_ROOT says where they are"
        ))
    }
}
