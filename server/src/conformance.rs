//! Asks the running server what only that can show (`domain::Inspector`): over HTTP, at its own listener, so that it works
//! behind proxies, too. Every request is one that has to be refused or that everybody may make; none carries a secret, and
//! none leaves anything behind.

mod ask;
mod authorization;
mod endpoints;
mod metadata;

use crate::config::Config;
use ask::Asker;
use domain::{Inspector, Observation, Probing, Sample, Surroundings};
use model::{Check, Excuse, Point};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// What one probe saw.
type Seen = (Point, Observation);

/// An address that belongs to nobody (RFC 2606 §2), where no redirect may lead.
const STRANGER: &str = "https://stranger.invalid/callback";
/// An application that is not there.
const NOBODY: &str = "latchkey-conformance-nobody";

/// Asks the server of this configuration.
pub struct Prober {
    asker: Asker,
    surroundings: Surroundings,
}

impl Prober {
    /// For the server that listens where the configuration says.
    pub fn new(config: &Config) -> Self {
        let authority = config.public_url();
        let authority = authority.split_once("://").map_or("", |(_, authority)| authority).to_owned();
        let surroundings = Surroundings {
            loopback: config.is_loopback(),
            trusted_proxies: config.server.trusted_proxies.len(),
        };
        Self { asker: Asker { address: reachable(config.server.listen.0), authority }, surroundings }
    }

    /// Where it asks.
    pub fn address(&self) -> SocketAddr {
        self.asker.address
    }

    /// Whether anybody listens there; if not, why.
    pub async fn reach(&self) -> Result<(), String> {
        self.asker.get("/healthz").await.map(drop)
    }

    async fn look(&self, issuer: &str, sample: Option<Sample>) -> HashMap<Point, Observation> {
        if let Err(error) = self.reach().await {
            let evidence = vec![format!("{}: {error}", self.asker.address)];
            let unreachable = Observation::not_applicable(Excuse::Unreachable, evidence);
            let live = Point::ALL.into_iter().filter(|point| point.check() == Check::Live);
            return live.map(|point| (point, unreachable.clone())).collect();
        }
        let mut seen = Vec::new();
        seen.extend(metadata::look(&self.asker, issuer).await);
        seen.extend(authorization::look(&self.asker, issuer, sample.as_ref()).await);
        seen.extend(endpoints::look(&self.asker).await);
        seen.into_iter().collect()
    }
}

impl Inspector for Prober {
    fn surroundings(&self) -> Surroundings {
        self.surroundings
    }

    fn probe<'a>(&'a self, issuer: &'a str, sample: Option<Sample>) -> Probing<'a> {
        Box::pin(self.look(issuer, sample))
    }
}

/// Where this machine itself reaches what listens here.
fn reachable(listen: SocketAddr) -> SocketAddr {
    match listen.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => (Ipv4Addr::LOCALHOST, listen.port()).into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => (Ipv6Addr::LOCALHOST, listen.port()).into(),
        _ => listen,
    }
}

/// What came of a probe; without an answer it is not as demanded.
fn told(point: Point, outcome: Result<(bool, Vec<String>), String>) -> Seen {
    let (passed, evidence) = outcome.unwrap_or_else(|error| (false, vec![error]));
    (point, Observation::of(passed, evidence))
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn a_server_that_listens_everywhere_is_asked_from_here() {
        for (listen, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.1:80", "192.0.2.1:80"),
            ("127.0.0.1:3000", "127.0.0.1:3000"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
