//! How mails leave: as files in a folder, or to an SMTP server.

use crate::MailTransport;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox,
    transport::smtp::PoolConfig,
};
use model::MailId;
use std::{path::Path, sync::OnceLock, time::Duration};
use tokio::sync::Notify;

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// How long the server may take for one command …
const COMMAND_TIMEOUT: Duration = Duration::from_secs(30);
/// … and for the whole mail. Shorter than the lease of a mail, so that no other process takes it meanwhile.
const SEND_TIMEOUT: Duration = Duration::from_mins(2);
/// How many connections are kept open. Mails are sent one after the other.
const CONNECTIONS: u32 = 2;

/// What sends mails, and what tells it that there are some.
#[derive(Debug, Default)]
pub(crate) struct Mailer {
    pub(super) waiting: Notify,
    smtp: OnceLock<Smtp>,
}

impl Mailer {
    /// Hands a mail over. The text is what the other side said, or what is wrong here.
    pub(super) async fn send(
        &self,
        transport: &MailTransport,
        id: MailId,
        message: Message,
    ) -> Result<(), String> {
        let sending = async {
            match transport {
                MailTransport::File(folder) => write(folder, id, &message.formatted()).await,
                MailTransport::Smtp(url) => {
                    let smtp = self.smtp(url)?;
                    smtp.send(message).await.map(drop).map_err(|error| error.to_string())
                }
            }
        };
        tokio::time::timeout(SEND_TIMEOUT, sending)
            .await
            .unwrap_or_else(|_| Err(format!("no answer within {} seconds", SEND_TIMEOUT.as_secs())))
    }

    fn smtp(&self, url: &str) -> Result<&Smtp, String> {
        if let Some(smtp) = self.smtp.get() {
            return Ok(smtp);
        }
        let new = smtp(url)?;
        Ok(self.smtp.get_or_init(|| new))
    }
}

impl MailTransport {
    /// Whether mails can leave this way as far as can be told without sending one; for the check of the configuration.
    /// The text never repeats the URL, which may hold a password.
    pub fn check(&self, mail_from: &str) -> Result<(), String> {
        mail_from.parse::<Mailbox>().map_err(|error| format!("mail.from: {error}"))?;
        match self {
            Self::File(_) => Ok(()),
            Self::Smtp(url) => smtp_builder(url).map(drop),
        }
    }
}

impl MailTransport {
    /// Whether the mail server answers now and takes the name and password it is given; a folder has nothing to answer.
    pub async fn reach(&self) -> Result<(), String> {
        let Self::Smtp(url) = self else { return Ok(()) };
        match smtp(url)?.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer as a mail server does".into()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn smtp_builder(url: &str) -> Result<lettre::transport::smtp::AsyncSmtpTransportBuilder, String> {
    Smtp::from_url(url)
        .map_err(|_| "mail.url cannot be read; allowed are smtp://… and smtps://…, e.g. smtps://user:password@mail.example.com".to_owned())
}

fn smtp(url: &str) -> Result<Smtp, String> {
    let pool = PoolConfig::new().max_size(CONNECTIONS);
    Ok(smtp_builder(url)?.timeout(Some(COMMAND_TIMEOUT)).pool_config(pool).build())
}

/// Writes `ID.eml`, whole or not at all. The same mail sent again is the same file.
async fn write(folder: &Path, id: MailId, message: &[u8]) -> Result<(), String> {
    let write = async {
        tokio::fs::create_dir_all(folder).await?;
        let unfinished = folder.join(format!(".{id}.part"));
        tokio::fs::write(&unfinished, message).await?;
        tokio::fs::rename(&unfinished, folder.join(format!("{id}.eml"))).await
    };
    write.await.map_err(|error| format!("{}: {error}", folder.display()))
}
