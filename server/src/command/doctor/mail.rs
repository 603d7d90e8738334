//! Whether mails can leave.

use super::report::Finding;
use crate::{
    config::{Config, MailKind},
    start,
};
use std::{path::Path, time::Duration};

/// How long a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(config: &Config) -> Finding {
    ask(config).await.into()
}

async fn ask(config: &Config) -> Result<String, String> {
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
