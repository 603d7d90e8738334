//! `latchkey init`

use super::output::say;
use crate::{config::Config, start};
use anyhow::Context;
use clap::Args;
use domain::{Error, FirstAdministrator, Made, Sensitive, generate_keys};

/// What `init` is told.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// Add demo data: people, organizations and a customer, whose password is public. Only for a server that
    /// nobody but this machine reaches.
    #[arg(long)]
    demo: bool,
    /// The first administrator's e-mail address [default: admin@localhost]
    #[arg(long, env = "LATCHKEY_ADMIN_EMAIL", value_name = "EMAIL")]
    admin_email: Option<String>,
    /// Their password; made up and printed once unless it is given
    #[arg(long, env = "LATCHKEY_ADMIN_PASSWORD", value_name = "PASSWORD", hide_env_values = true)]
    admin_password: Option<String>,
    /// The first organization [default: Main]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

impl Init {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        // Before anything is made.
        if self.demo && !config.is_loopback() {
            return Err(Error::DemoNotOnLoopback(config.public_url()).into());
        }
        let office = start::open(config).await?;
        say(format!("Database is up to date: {}.", office.database().engine()));
        let keys = generate_keys(&start::settings(config)).context("the signing keys cannot be made")?;
        match keys.made {
            Made::Pair => {
                say(format!("Signing keys made: {}, {}", keys.private.display(), keys.public.display()));
            }
            Made::PublicKey => say(format!("Public key made: {}", keys.public.display())),
            Made::Nothing => say("Signing keys are there already."),
        }
        if office.make_first_sealing_key().await? {
            say(format!("Sealing key made: {}", config.keys.sealing.display()));
        }
        if self.demo {
            office.add_demo_data().await?;
            say(
                "Demo data is there. Everybody's password is admin-demo-password; the administrator is admin@example.com.",
            );
        }
        let asked_for = self.admin_email.clone();
        let administrator = FirstAdministrator {
            email: self.admin_email,
            password: self.admin_password.map(Sensitive::new),
            organization: self.organization,
        };
        match office.initialize(administrator).await?.administrator {
            Some((email, Some(password))) => {
                say(format!("First administrator: {email}"));
                say(format!("Password:            {}", password.reveal()));
                say("Please write the password down: it is not shown again.");
            }
            Some((email, None)) => {
                say(format!("First administrator: {email}, with the password that was given."));
            }
            None => match asked_for.filter(|_| !self.demo) {
                Some(email) => say(format!("An administrator is there already, so {email} was not added.")),
                None => say("An administrator is there already."),
            },
        }
        say(format!("Sign in at {} once `latchkey serve` runs.", config.public_url()));
        office.database().close().await;
        Ok(())
    }
}
