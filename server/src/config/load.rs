//! Reads the file and the environment.

use super::{Config, ConfigError, Sources, environment, yaml::Yaml};
use domain::MailTransport;
use figment::{Figment, providers::Format};
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// Where the file is looked for if nobody says otherwise; it may be missing there.
const DEFAULT_FILE: &str = "var/config.yml";

/// Where the configuration comes from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The file that `--config` or `LATCHKEY_CONFIG` names.
    pub file: Option<PathBuf>,
}

impl Source {
    /// Reads it, or says what is wrong with it.
    pub fn load(&self) -> Result<Config, ConfigError> {
        let mut figment = Figment::new();
        if let Some(path) = self.existing_file()? {
            figment = figment.merge(Yaml::file_exact(path));
        }
        let figment = figment.merge(environment::variables());
        let mut config: Config = figment.extract().map_err(|errors| ConfigError::of(&figment, errors))?;
        config.sources = Sources::of(&figment, &config);
        match problem(&config) {
            Some((key, text)) => Err(ConfigError::at(&figment, &key, &text)),
            None => Ok(config),
        }
    }

    /// The file that is read, or would be if it were there.
    pub fn file_or_default(&self) -> PathBuf {
        self.file.clone().unwrap_or_else(|| DEFAULT_FILE.into())
    }

    /// The file that is read, if there is one.
    pub fn existing_file(&self) -> Result<Option<PathBuf>, ConfigError> {
        let cannot_be_read = |source, path: &Path| ConfigError::File { path: path.to_owned(), source };
        match &self.file {
            // Read here, because figment takes a file that cannot be opened for one that is not there.
            Some(path) => match std::fs::read(path) {
                Ok(_) => Ok(Some(path.clone())),
                Err(error) => Err(cannot_be_read(error, path)),
            },
            None => match std::fs::read(DEFAULT_FILE) {
                Ok(_) => Ok(Some(DEFAULT_FILE.into())),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(cannot_be_read(error, Path::new(DEFAULT_FILE))),
            },
        }
    }
}

/// What only shows when values are looked at together, or by those who will use them.
fn problem(config: &Config) -> Option<(String, String)> {
    if let Some((key, text)) = problem_of_a_key(config) {
        return Some((key.to_owned(), text));
    }
    config.sso.problem()
}

fn problem_of_a_key(config: &Config) -> Option<(&'static str, String)> {
    let mail = &config.mail;
    let smtp = "an address of a mail server is needed, such as smtp://user:password@mail.example.com:587?tls=required";
    let Some(transport) = mail.transport() else {
        return Some(("mail.url", format!("with mail.transport smtp, {smtp}")));
    };
    if let Err(problem) = MailTransport::File(mail.folder.clone()).check(&mail.from) {
        let problem = problem.trim_start_matches("mail.from: ");
        let example = "Latchkey <latchkey@example.com>";
        return Some((
            "mail.from",
            format!("`{}` is not a sender, such as {example} ({problem})", mail.from),
        ));
    }
    if let Err(problem) = transport.check(&mail.from) {
        return Some(match problem.strip_prefix("mail.authority: ") {
            Some(problem) => ("mail.authority", format!("{problem}; a certificate in PEM is needed")),
            // Without the URL, which may hold a password.
            None => ("mail.url", format!("this cannot be read; {smtp}")),
        });
    }
    if let Some(problem) = config.client_id_metadata.problem() {
        return Some(("client_id_metadata.organization", problem.to_owned()));
    }
    match EnvFilter::try_new(&config.log.filter) {
        Ok(_) => None,
        Err(error) => Some(("log.filter", format!("{error}; allowed is a level, or such as info,sqlx=warn"))),
    }
}
