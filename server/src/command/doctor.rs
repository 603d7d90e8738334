//! `latchkey doctor`

use super::output::{explain, say};
use crate::{
    config::{Config, MailKind},
    start,
};
use domain::{KeyStatus, SealingStatus, check_keys, sealing_status};
use std::{path::Path, process::ExitCode, time::Duration};
use store::Database;

const PASSWORD_GRANT: &str = "tokens.password_grant is on: applications that are allowed to it see the passwords of people; \
                              it is for what cannot use the authorization code grant";

/// How long a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// One line for each thing the server needs; exit code 1 if anything is wrong. What is allowed but unwise is a warning. Changes
/// nothing.
pub(super) async fn run(config: &Config) -> ExitCode {
    let checks = [
        ("keys", keys(config)),
        ("sealing key", sealing_key(config).await),
        ("database", database(config).await),
        ("mail", mail(config).await),
        ("public URL", public_url(config)),
        ("web files", web_files(config)),
    ];
    let mut code = ExitCode::SUCCESS;
    for (name, outcome) in checks {
        match outcome {
            Ok(text) => say(format!("ok       {name:11} {text}")),
            Err(text) => {
                say(format!("problem  {name:11} {text}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    if config.tokens.password_grant {
        say(format!("warning  {:11} {PASSWORD_GRANT}", "tokens"));
    }
    code
}

fn keys(config: &Config) -> Result<String, String> {
    let report = check_keys(&start::settings(config));
    match report.status {
        KeyStatus::Ready => {
            Ok(format!("{}, key id {}", config.keys.private.display(), report.key_id.unwrap_or_default()))
        }
        KeyStatus::Exposed { path, command } => {
            Err(format!("others can read {path}; mend it with: {command}"))
        }
        KeyStatus::Missing => Err(format!(
            "{}; `latchkey keys generate` makes what is missing",
            report.problem.unwrap_or_default()
        )),
    }
}

/// Missing is fine while nothing is sealed: then it is made when it is needed.
async fn sealing_key(config: &Config) -> Result<String, String> {
    let path = config.keys.sealing.display();
    match sealing_status(&start::settings(config)) {
        SealingStatus::Ready => Ok(path.to_string()),
        SealingStatus::Unusable => Err(format!(
            "{path} is not 32 bytes in base64, or cannot be read: codes of authenticator apps are not taken; put the right file there"
        )),
        SealingStatus::Missing => {
            if config.database.url.file().is_some_and(|file| !file.exists()) {
                return Ok(format!("{path} is made when it is needed"));
            }
            let sealed = async {
                let database = Database::open(config.database.url.as_str()).await?;
                let sealed = database.is_migrated().await? && database.has_authenticator_apps().await?;
                database.close().await;
                Ok::<_, store::Error>(sealed)
            };
            match sealed.await {
                Ok(true) => Err(format!(
                    "{path} is missing, and authenticator apps are sealed with it: their codes are not taken; put the file back, or reset the second factors of those people"
                )),
                // The database has a line of its own.
                Ok(false) | Err(_) => Ok(format!("{path} is made when it is needed")),
            }
        }
    }
}

async fn database(config: &Config) -> Result<String, String> {
    if let Some(file) = config.database.url.file().filter(|file| !file.exists()) {
        return Err(format!("{} is not there; `latchkey init` makes it", file.display()));
    }
    let there = async {
        let database = Database::open(config.database.url.as_str()).await?;
        let migrated = database.is_migrated().await?;
        database.close().await;
        Ok((database.engine(), migrated))
    };
    match there.await {
        Ok((engine, true)) => Ok(format!("{engine}, up to date")),
        Ok((engine, false)) => {
            Err(format!("{engine}, not up to date; `latchkey init` or `latchkey serve` mend that"))
        }
        Err(error) => {
            let error: store::Error = error;
            Err(format!("{}; check database.url", explain(&error.into())))
        }
    }
}

async fn mail(config: &Config) -> Result<String, String> {
    let transport = start::settings(config).mail;
    transport.check(&config.mail.from)?;
    match config.mail.transport {
        MailKind::Smtp => match tokio::time::timeout(PATIENCE, transport.reach()).await {
            Ok(Ok(())) => Ok("the server of mail.url answers".into()),
            Ok(Err(error)) => Err(format!("the server of mail.url cannot be used: {error}")),
            Err(_) => {
                Err(format!("the server of mail.url did not answer within {} seconds", PATIENCE.as_secs()))
            }
        },
        MailKind::File => {
            let folder = &config.mail.folder;
            writable(folder).map_err(|error| {
                format!("{}: {error}; make it writable or set mail.folder", folder.display())
            })?;
            Ok(format!("written to {}; set mail.transport to smtp to send them", folder.display()))
        }
    }
}

/// Whether files can be made in a folder, or in the nearest one above it, where it would be made.
fn writable(folder: &Path) -> std::io::Result<()> {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or_else(|| Path::new("."));
    let probe = there.join(".latchkey-doctor");
    std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe))
}

fn public_url(config: &Config) -> Result<String, String> {
    let url = config.public_url();
    if config.is_https() || config.is_loopback() {
        Ok(url)
    } else {
        let advice = "put a proxy with TLS before it and set server.public_url";
        Err(format!("{url}: without https, passwords and tokens can be read on their way; {advice}"))
    }
}

fn web_files(config: &Config) -> Result<String, String> {
    let root = start::leptos_options(config).site_root;
    if Path::new(&*root).join("pkg").is_dir() {
        Ok(root.to_string())
    } else {
        Err(format!("{root} has no web files; `make build` makes them, LEPTOS_SITE_ROOT says where they are"))
    }
}
