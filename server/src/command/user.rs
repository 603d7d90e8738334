//! `latchkey user`

use super::{operator::operator, output::say};
use crate::{config::Config, start};
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::{Actor, NewUser, Office, Sensitive};
use model::CustomerId;
use std::io::{IsTerminal, Read};

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a user of the back office, or a customer user.
    Create(Create),
    /// Let somebody sign in again at once whose account waits after too many failures.
    Unlock {
        /// E-mail address, which they sign in with
        email: String,
    },
    /// Take away all second factors of somebody who lost them; they are told by mail.
    ResetFactors {
        /// E-mail address
        email: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// E-mail address, which they sign in with
    #[arg(long)]
    email: String,
    /// First name
    #[arg(long)]
    first_name: String,
    /// Last name
    #[arg(long)]
    last_name: String,
    /// Role; can be given several times [default: User, or Customer User for a customer user]
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Organization; can be given several times [default: the first with global access]
    #[arg(long = "organization", value_name = "NAME")]
    organizations: Vec<String>,
    /// Customer, which makes them a customer user [of the named organization, else the first with global access]
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// Read their password from standard input; else they cannot sign in with one
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        match self {
            Self::Create(new) => new.run(config).await,
            Self::Unlock { email } => unlock(config, &email).await,
            Self::ResetFactors { email } => reset_factors(config, &email).await,
        }
    }
}

impl Create {
    async fn run(self, config: &Config) -> anyhow::Result<()> {
        let Self { email, first_name, last_name, mut roles, organizations, customer, password_stdin } = self;
        let password = if password_stdin { Some(read_password()?) } else { None };
        let office = start::open(config).await?;
        if roles.is_empty() {
            roles.push(if customer.is_some() { "Customer User" } else { "User" }.into());
        }
        let mut ids = Vec::new();
        for name in &organizations {
            ids.push(operator(&office, Some(name)).await?.viewer.organization.id);
        }
        let operator = operator(&office, organizations.first().map(String::as_str)).await?;
        let customer = match customer {
            Some(name) => Some(find_customer(&office, &operator, &name).await?),
            None => None,
        };
        let new = NewUser { email, first_name, last_name, password, roles, organizations: ids, customer };
        let id = office.create_user(&operator, new).await?;
        say(format!("User created: {id}"));
        office.database().close().await;
        Ok(())
    }
}

/// Forgets the failures of whoever has this address.
async fn unlock(config: &Config, email: &str) -> anyhow::Result<()> {
    let office = start::open(config).await?;
    let operator = operator(&office, None).await?;
    let id = office.find_user_by_email(email).await?;
    let id = id.with_context(|| format!("nobody has the e-mail address `{email}`"))?;
    let user = office.unlock_user(&operator, id).await?;
    say(format!("Unlocked: {}", user.email));
    office.database().close().await;
    Ok(())
}

/// Takes all second factors of whoever has this address.
async fn reset_factors(config: &Config, email: &str) -> anyhow::Result<()> {
    let office = start::open(config).await?;
    let operator = operator(&office, None).await?;
    let id = office.find_user_by_email(email).await?;
    let id = id.with_context(|| format!("nobody has the e-mail address `{email}`"))?;
    office.reset_second_factors(&operator, id).await?;
    say(format!("{email} has no second factor any more, and has been told."));
    office.database().close().await;
    Ok(())
}

/// The customer of this name in the organization the operator works in.
async fn find_customer(office: &Office, operator: &Actor, name: &str) -> anyhow::Result<CustomerId> {
    let organization = &operator.viewer.organization;
    let found = office.customer_by_name(operator, name).await?;
    found.with_context(|| format!("no customer of {} is called `{name}`", organization.name))
}

fn read_password() -> anyhow::Result<Sensitive> {
    if std::io::stdin().is_terminal() {
        bail!("--password-stdin reads a pipe, so that the password is not shown while it is typed");
    }
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text).context("the password cannot be read")?;
    Ok(Sensitive::new(text.trim_end_matches(['\r', '\n'])))
}
