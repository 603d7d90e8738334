//! Connections to the mail server that are kept for the next mail.
//!
//! Lettre's own pool takes back a connection whose delivery was cut off by a time-out: the late answer to one mail is then
//! taken for the answer to the next. Here a connection comes back only after an answer to everything that was said on it.

use super::{server::Address, transport::Unsent};
use lettre::{
    Message,
    transport::smtp::{Error, client::AsyncSmtpConnection, response::Category},
};
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many wait at most: as many as there are deliveries at once.
const KEPT: usize = super::worker::AT_ONCE;
/// How long one may wait. Servers close them after some minutes (RFC 5321 §4.5.3.2.7).
const KEPT_FOR: Duration = Duration::from_mins(1);

/// The connections nobody uses now.
#[derive(Default)]
pub(super) struct Connections(Mutex<Vec<(AsyncSmtpConnection, Instant)>>);

impl Connections {
    /// Hands a message to the server, and answers what it said.
    pub(super) async fn send(&self, server: &Address, message: &Message) -> Result<String, Unsent> {
        let mut connection = match self.kept().await {
            Some(connection) => connection,
            None => server.connect().await.map_err(|error| Unsent::Yet(error.to_string()))?,
        };
        match connection.send(message.envelope(), &message.formatted()).await {
            Ok(response) => {
                self.keep(connection);
                let words: Vec<_> = response.message().collect();
                Ok(format!("{} {}", response.code(), words.join(" ")))
            }
            Err(error) if is_about_the_mail(&error) => Err(Unsent::Ever(error.to_string())),
            Err(error) => Err(Unsent::Yet(error.to_string())),
        }
    }

    /// One that still answers.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let (mut connection, since) = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() < KEPT_FOR && connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(_, since)| since.elapsed() < KEPT_FOR);
        if kept.len() < KEPT {
            kept.push((connection, Instant::now()));
        }
    }
}

/// Whether the server refused this very mail for good (RFC 5321 §4.2.1: 5yz, with 5 as the second digit for the mail
/// system). Others, such as 530 for a name and password it wants, are for the operator to mend, and the mail waits.
fn is_about_the_mail(error: &Error) -> bool {
    error.is_permanent() && error.status().is_some_and(|code| code.category == Category::MailSystem)
}
