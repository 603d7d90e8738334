//! How mails leave: as files in a folder, or to an SMTP server.

use super::{connections::Connections, server::Address};
use crate::{MailTransport, SmtpServer};
use lettre::{Message, message::Mailbox};
use model::MailId;
use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::Notify;

/// The longest a delivery may take, whatever `mail.timeout` says. Far shorter than the lease of a mail, so that no other
/// process takes it meanwhile.
pub(super) const LONGEST: Duration = Duration::from_mins(2);

/// What sends mails, and what tells it that there are some.
#[derive(Default)]
pub(crate) struct Mailer {
    pub(super) waiting: Notify,
    server: OnceLock<Arc<Address>>,
    connections: Connections,
}

/// Why a mail was not handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unsent {
    /// It may be taken later.
    Yet(String),
    /// It will never be taken as it is.
    Ever(String),
}

impl Mailer {
    /// Hands a mail over, and answers what the other side said.
    pub(super) async fn send(
        &self,
        transport: &MailTransport,
        id: MailId,
        message: &Message,
    ) -> Result<String, Unsent> {
        match transport {
            MailTransport::File(folder) => within(LONGEST, write(folder, id, &message.formatted())).await,
            MailTransport::Smtp(server) => {
                let address = self.address(server).map_err(Unsent::Yet)?;
                within(server.timeout, self.connections.send(&address, message)).await
            }
        }
    }

    fn address(&self, server: &SmtpServer) -> Result<Arc<Address>, String> {
        if let Some(address) = self.server.get() {
            return Ok(address.clone());
        }
        let address = Arc::new(Address::of(server)?);
        Ok(self.server.get_or_init(|| address).clone())
    }
}

impl MailTransport {
    /// Whether mails can leave this way as far as can be told without sending one; for the check of the configuration.
    /// The text never repeats the URL, which may hold a password.
    pub fn check(&self, mail_from: &str) -> Result<(), String> {
        mail_from.parse::<Mailbox>().map_err(|error| format!("mail.from: {error}"))?;
        match self {
            Self::File(_) => Ok(()),
            Self::Smtp(server) => Address::of(server).map(drop),
        }
    }

    /// Whether the mail server answers now and takes the name and password it is given; a folder has nothing to answer.
    pub async fn reach(&self) -> Result<(), String> {
        let Self::Smtp(server) = self else { return Ok(()) };
        let mut connection = Address::of(server)?.connect().await.map_err(|error| error.to_string())?;
        // Whether it said good-bye is all the same.
        let _ = connection.quit().await;
        Ok(())
    }
}

/// A delivery that takes no longer than it may. What the server does afterwards with what it has is not known: the mail
/// is tried again with the same Message-ID.
async fn within(
    timeout: Duration,
    sending: impl Future<Output = Result<String, Unsent>>,
) -> Result<String, Unsent> {
    let timeout = timeout.min(LONGEST);
    let late = |_| Err(Unsent::Yet(format!("no answer within {} seconds", timeout.as_secs())));
    tokio::time::timeout(timeout, sending).await.unwrap_or_else(late)
}

/// Writes `ID.eml`, whole or not at all. The same mail sent again is the same file.
async fn write(folder: &Path, id: MailId, message: &[u8]) -> Result<String, Unsent> {
    let file = folder.join(format!("{id}.eml"));
    let write = async {
        tokio::fs::create_dir_all(folder).await?;
        let unfinished = folder.join(format!(".{id}.part"));
        tokio::fs::write(&unfinished, message).await?;
        tokio::fs::rename(&unfinished, &file).await
    };
    match write.await {
        Ok(()) => Ok(file.display().to_string()),
        Err(error) => Err(Unsent::Yet(format!("{}: {error}", folder.display()))),
    }
}
