//! Mails on their way: as files, over a real SMTP server, again when it failed, and never twice.

mod digest;
mod folder;
mod retry;
mod server;
mod settings;
mod smtp;
mod worker;

use crate::{Office, testing::TestOffice};
use model::{ApplicationForm, UserId};
use std::path::Path;

const JOHN: &str = "john.doe@example.com";

/// Adds an application of John's, and with it a mail.
async fn write_mail(test: &TestOffice, name: &str) {
    let john = test.actor(JOHN, "Acme").await;
    create(&test.office, &john, john.viewer.id, name).await;
}

async fn create(office: &Office, actor: &crate::Actor, owner: UserId, name: &str) {
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    office.create_application(actor, owner, &form).await.unwrap();
}

/// What is in a folder of mails, by file name; nothing if it is not there.
fn files(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}
