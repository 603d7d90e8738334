//! `latchkey mail …`

use super::output::say;
use crate::{config::Config, start};
use anyhow::anyhow;
use clap::Subcommand;
use domain::{MailTransport, SystemClock, SystemRandom};

/// What can be done about mails.
#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// Send one mail now, and say what the mail server said
    Test {
        /// Where it goes
        address: String,
    },
}

impl Mail {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        let Self::Test { address } = self;
        let transport = start::settings(config).mail;
        let sent = transport
            .try_out(&config.mail.from, &address, &SystemClock, &SystemRandom)
            .await
            .map_err(|error| anyhow!("no mail was sent to {address}: {error}"))?;
        match transport {
            MailTransport::File(_) => {
                say(format!("A mail to {address} was written to {sent}."));
                say("Set mail.transport to smtp to send mails.");
            }
            MailTransport::Smtp(_) => {
                say(format!("The mail server took a mail to {address}. It said: {sent}"));
            }
        }
        Ok(())
    }
}
