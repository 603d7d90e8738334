//! The command line.

mod application;
mod audit;
mod backup;
mod cleanup;
mod conformance;
mod demo;
mod doctor;
mod init;
mod keys;
mod mail;
mod migrate_to;
mod operator;
mod output;
mod restore;
mod user;

use crate::{
    config::{Config, Source},
    start, telemetry,
};
use clap::{Parser, Subcommand};
use domain::CameFrom;
use model::AuditDoor;
use output::{complain, explain};
use std::{path::PathBuf, process::ExitCode};

/// The back office for OAuth applications: people create applications, get a Client ID and a Client Secret once, and their
/// programs exchange them for access tokens.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, propagate_version = true, max_term_width = 100)]
pub struct Latchkey {
    /// The configuration file [default: var/config.yml, if it is there]
    #[arg(long, global = true, env = "LATCHKEY_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make what a first start needs: keys, database, first administrator. Can be run again at any time.
    Init(init::Init),
    /// Add made-up data to look around with; with --scale as much as a large company has.
    Demo(demo::Demo),
    /// Serve the back office, the token endpoint and the web APIs.
    Serve,
    /// The signing keys.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Users of the back office, and customer users.
    #[command(subcommand)]
    User(user::User),
    /// OAuth applications.
    #[command(subcommand)]
    Application(application::Application),
    /// Whether mails arrive.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// The history of all changes.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Remove what has had its time: applications deleted 30 days ago, ended sessions, mails sent 30 days ago.
    Cleanup,
    /// Hold the running server against RFC 9700, OAuth 2.1 and FAPI 2.0, point by point, and say what to do about each finding.
    Conformance(conformance::Conformance),
    /// Look at everything the server needs, and say what to do about what is wrong.
    Doctor(doctor::Doctor),
    /// Write everything into one archive, while the server runs; or look at such an archive.
    Backup(backup::Backup),
    /// Put an archive of `backup` into its place: into an empty one, on whichever database.
    Restore(restore::Restore),
    /// Copy everything into another database, from SQLite to PostgreSQL or back, and compare what arrived.
    MigrateTo(migrate_to::MigrateTo),
}

impl Latchkey {
    /// Does it. What goes wrong is said on standard error.
    pub fn run(self) -> ExitCode {
        let source = Source { file: self.config };
        let config = match source.load() {
            Ok(config) => config,
            Err(error) => return complain(&error.to_string()),
        };
        if let Err(error) = telemetry::start(&log_of(&self.command, &config)) {
            return complain(&error.to_string());
        }
        let runtime = match tokio::runtime::Runtime::new() {
            Ok(runtime) => runtime,
            Err(error) => return complain(&format!("cannot start: {error}")),
        };
        let run = self.command.run(config, source);
        match runtime.block_on(CameFrom::by(AuditDoor::CommandLine).scope(run)) {
            Ok(code) => code,
            Err(error) => complain(&explain(&error)),
        }
    }
}

/// Only the server writes a log; the other commands answer in words.
fn log_of(command: &Command, config: &Config) -> crate::config::Log {
    let mut log = config.log.clone();
    if !matches!(command, Command::Serve) {
        log.filter = "error".into();
    }
    log
}

impl Command {
    async fn run(self, config: Config, source: Source) -> anyhow::Result<ExitCode> {
        match self {
            Self::Init(init) => init.run(&config).await?,
            Self::Demo(demo) => demo.run(&config).await?,
            Self::Serve => start::serve(config).await?,
            Self::Keys(keys) => return keys.run(&config).await,
            Self::User(user) => user.run(&config).await?,
            Self::Application(application) => application.run(&config).await?,
            Self::Mail(mail) => mail.run(&config).await?,
            Self::Audit(audit) => return audit.run(&config).await,
            Self::Cleanup => cleanup::run(&config).await?,
            Self::Conformance(conformance) => return conformance.run(&config).await,
            Self::Doctor(doctor) => return Ok(doctor.run(&config, &source).await),
            Self::Backup(backup) => backup.run(&config, &source).await?,
            Self::Restore(restore) => restore.run(&config, &source).await?,
            Self::MigrateTo(migrate_to) => migrate_to.run(&config).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
