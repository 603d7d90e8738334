//! How far the running server keeps to RFC 9700, OAuth 2.1 and the FAPI 2.0 Security Profile.
//!
//! What the configuration and the applications say is judged here. What only the running server can show is asked of it by
//! an [`Inspector`], with requests that it has to refuse or that everybody may make: nothing stays behind, and no secret is
//! needed. A point that a profile only recommends is never failed, but told as a choice.

mod applications;
mod configuration;
mod judge;
#[cfg(test)]
mod tests;

use crate::{Actor, Error, Office, Result};
use model::{Action, Conformance, Excuse, Level, OrganizationId, Point, REQUIREMENTS, Subject, Verdict};
use std::{collections::HashMap, future::Future, pin::Pin};

/// What was seen at a point, before it is known how strictly a profile takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What came of it.
    pub verdict: Verdict,
    /// Why it is no failure, where it did not pass.
    pub excuse: Option<Excuse>,
    /// What was seen.
    pub evidence: Vec<String>,
}

impl Observation {
    /// It is as demanded, or not.
    pub fn of(passed: bool, evidence: Vec<String>) -> Self {
        let verdict = if passed { Verdict::Passed } else { Verdict::Failed };
        Self { verdict, excuse: None, evidence }
    }

    /// There is nothing of which it could be demanded.
    pub fn not_applicable(excuse: Excuse, evidence: Vec<String>) -> Self {
        Self { verdict: Verdict::NotApplicable, excuse: Some(excuse), evidence }
    }
}

/// What there is to know of the surroundings of the server that the office does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether only this machine reaches it.
    pub loopback: bool,
    /// How many proxies are believed.
    pub trusted_proxies: usize,
}

/// An application that requests can begin with: public facts of it only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its Client ID.
    pub client_id: String,
    /// One of its redirect URLs.
    pub redirect_uri: String,
}

/// What a probe of the running server gives.
pub type Probing<'a> = Pin<Box<dyn Future<Output = HashMap<Point, Observation>> + Send + 'a>>;

/// Whoever can ask the running server.
pub trait Inspector: Send + Sync {
    /// What is around the server.
    fn surroundings(&self) -> Surroundings;

    /// Tries every point of [`model::Check::Live`]; with an application where there is one.
    fn probe<'a>(&'a self, issuer: &'a str, sample: Option<Sample>) -> Probing<'a>;
}

impl Office {
    /// Looks at every point of every profile, for those who may see the configuration: at the applications of all
    /// organizations if they see that everywhere, else at those of theirs.
    pub async fn check_conformance(&self, actor: &Actor, inspector: &dyn Inspector) -> Result<Conformance> {
        let of = match actor.level(Subject::Configuration, Action::View) {
            Level::Organization => Some(actor.viewer.organization.id),
            Level::Global if !actor.viewer.organization.global => Some(actor.viewer.organization.id),
            Level::Global => None,
            _ => return Err(Error::Forbidden),
        };
        let sample = self.sample().await?;
        let live = inspector.probe(&self.settings().public_url, sample).await;
        let surroundings = inspector.surroundings();
        let seen = Seen { office: self, surroundings, live, of };
        let mut findings = Vec::with_capacity(REQUIREMENTS.len());
        for requirement in REQUIREMENTS {
            findings.push(seen.finding(requirement).await?);
        }
        let issuer = self.settings().public_url.clone();
        Ok(Conformance { checked_at: self.now(), issuer, findings })
    }

    async fn sample(&self) -> Result<Option<Sample>> {
        let row = self.0.database.some_authorizing_application().await?;
        Ok(row.and_then(|row| {
            let redirect_uri = row.redirect_uris.lines().next()?.to_owned();
            Some(Sample { client_id: row.client_id, redirect_uri })
        }))
    }
}

/// All that findings are made of.
struct Seen<'a> {
    office: &'a Office,
    surroundings: Surroundings,
    live: HashMap<Point, Observation>,
    /// Whose applications are looked at; none: everybody's.
    of: Option<OrganizationId>,
}
