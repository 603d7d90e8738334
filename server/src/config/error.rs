//! What is said of a configuration that cannot be used: where, which key, and what is allowed.

use super::environment;
use figment::{Figment, Source, error::Kind};
use std::path::PathBuf;

/// Why the configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was asked for is not there or cannot be read.
    #[error("the configuration file {path} cannot be read: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Keys or values that are not allowed, one line for each.
    #[error("{}", .0.join("\n"))]
    Values(Vec<String>),
}

impl ConfigError {
    pub(super) fn of(figment: &Figment, errors: figment::Error) -> Self {
        Self::Values(errors.into_iter().map(|error| describe(figment, &error)).collect())
    }

    pub(super) fn at(figment: &Figment, key: &str, problem: &str) -> Self {
        let path: Vec<String> = key.split('.').map(ToOwned::to_owned).collect();
        Self::Values(vec![format!("{}: {problem}", Place::of(figment, path, None))])
    }
}

/// Where a key stands.
struct Place {
    origin: Origin,
    path: Vec<String>,
}

enum Origin {
    File(PathBuf),
    Environment,
    Nowhere,
}

impl Place {
    fn of(figment: &Figment, path: Vec<String>, metadata: Option<&figment::Metadata>) -> Self {
        let metadata = figment.find_metadata(&path.join(".")).or(metadata);
        let origin = match metadata {
            Some(figment::Metadata { source: Some(Source::File(path)), .. }) => Origin::File(path.clone()),
            Some(metadata) if metadata.name.contains("environment") => Origin::Environment,
            _ => Origin::Nowhere,
        };
        Self { origin, path }
    }

    /// A key beside this one, as it is written where this one is.
    fn sibling(&self, name: &str) -> String {
        match self.origin {
            Origin::Environment => {
                let parents = self.path.split_last().map_or(&[][..], |(_, parents)| parents);
                environment::variable(&[parents, &[name.to_owned()]].concat())
            }
            Origin::File(_) | Origin::Nowhere => name.to_owned(),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = self.path.join(".");
        match &self.origin {
            Origin::Environment => f.write_str(&environment::variable(&self.path)),
            Origin::File(file) if key.is_empty() => write!(f, "{}", file.display()),
            Origin::File(file) => write!(f, "{}: {key}", file.display()),
            Origin::Nowhere if key.is_empty() => f.write_str("the configuration"),
            Origin::Nowhere => f.write_str(&key),
        }
    }
}

fn describe(figment: &Figment, error: &figment::Error) -> String {
    let mut path = error.path.clone();
    if let Kind::UnknownField(name, _) = &error.kind
        && path.last() != Some(name)
    {
        path.push(name.clone());
    }
    let place = Place::of(figment, path, error.metadata.as_ref());
    match &error.kind {
        Kind::UnknownField(_, allowed) => {
            let allowed: Vec<_> = allowed.iter().map(|name| place.sibling(name)).collect();
            format!("{place}: there is no such setting; allowed here: {}", allowed.join(", "))
        }
        Kind::UnknownVariant(value, allowed) => {
            format!("{place}: `{value}` is none of: {}", allowed.join(", "))
        }
        kind => format!("{place}: {kind}"),
    }
}
