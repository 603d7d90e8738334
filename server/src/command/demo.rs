//! `latchkey demo`

use super::output::say;
use crate::{config::Config, start};
use clap::Args;
use domain::{CrowdSize, CrowdStep, Error};
use indicatif::{ProgressBar, ProgressStyle};
use std::{io::IsTerminal, time::Duration};

/// What `demo` is told.
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// Add a crowd besides the people of `init --demo`: customers, people and applications by the million, in
    /// organizations of their own. Nobody of it can sign in. Takes some minutes; interrupted, it goes on when it is run again
    #[arg(long)]
    scale: bool,
    /// How many applications the crowd has
    #[arg(long, requires = "scale", default_value_t = 1_000_000, value_name = "NUMBER", value_parser = up_to_many())]
    applications: u64,
    /// How many users and customer users it has
    #[arg(long, requires = "scale", default_value_t = 100_000, value_name = "NUMBER", value_parser = up_to_many())]
    users: u64,
    /// How many customers it has
    #[arg(long, requires = "scale", default_value_t = 10_000, value_name = "NUMBER", value_parser = up_to_many())]
    customers: u64,
}

fn up_to_many() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(0..=100_000_000)
}

impl Demo {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        // Before anything is made.
        if !config.is_loopback() {
            return Err(Error::DemoNotOnLoopback(config.public_url()).into());
        }
        let office = start::open(config).await?;
        office.add_demo_data().await?;
        say(
            "Demo data is there. Everybody's password is admin-demo-password; the administrator is admin@example.com.",
        );
        if self.scale {
            let size =
                CrowdSize { customers: self.customers, users: self.users, applications: self.applications };
            let bar = bar();
            let added = office.add_crowd(size, |step, there| show(&bar, size, step, there)).await?;
            bar.finish_and_clear();
            if added == (CrowdSize { customers: 0, users: 0, applications: 0 }) {
                say("The crowd is there already: nothing was added.");
            } else {
                say(format!(
                    "Crowd added: {} customers, {} people, {} applications.",
                    added.customers, added.users, added.applications
                ));
            }
        }
        office.database().close().await;
        Ok(())
    }
}

/// It is drawn on a terminal only; whoever reads the output otherwise does not get it.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg:14} {wide_bar} {human_pos} of {human_len} {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

fn show(bar: &ProgressBar, size: CrowdSize, step: CrowdStep, there: u64) {
    let (name, length) = match step {
        CrowdStep::Customers => ("Customers", size.customers),
        CrowdStep::Users => ("People", size.users),
        CrowdStep::Applications => ("Applications", size.applications),
        CrowdStep::Sizes => ("Looking at it", 0),
    };
    if bar.message() != name {
        bar.reset();
        bar.set_message(name);
    }
    bar.set_length(length.max(there));
    bar.set_position(there);
}
