//! What the configuration says to a profile.

use super::{Observation, Seen};
use model::{Excuse, Point, Profile, Requirement, Verdict};

/// FAPI 2.0 Security Profile §5.3.2.2, in seconds.
const CODE_OF_FAPI: u64 = 60;
/// OAuth 2.1 §4.1.2: ten minutes at most.
const CODE: u64 = 600;
/// What is still called short for a bearer token (RFC 6750 §5.3).
const ACCESS: u64 = 3600;
/// How many failures in a row NIST SP 800-63B-4 §3.2.2 lets through.
const FAILURES: u64 = 100;

impl Seen<'_> {
    pub(super) fn configured(&self, requirement: &Requirement) -> Observation {
        let settings = self.office.settings();
        let https = settings.public_url.starts_with("https://");
        match requirement.point {
            Point::Https => {
                let evidence = vec![format!("server.public_url: {}", settings.public_url)];
                if !https && self.surroundings.loopback {
                    return Observation::not_applicable(Excuse::Loopback, evidence);
                }
                Observation::of(https, evidence)
            }
            Point::TrustedProxies => {
                let proxies = self.surroundings.trusted_proxies;
                let evidence = vec![format!("server.trusted_proxies: {proxies}")];
                // Without TLS in front there is nobody who would tell addresses.
                if !https && proxies == 0 {
                    return Observation::not_applicable(Excuse::NoProxy, evidence);
                }
                Observation::of(proxies > 0, evidence)
            }
            Point::CodeLifetime => {
                let most = if requirement.profile == Profile::Fapi2 { CODE_OF_FAPI } else { CODE };
                at_most("tokens.code_lifetime", settings.code_lifetime.as_secs(), most)
            }
            Point::AccessLifetime => {
                at_most("tokens.access_lifetime", settings.access_lifetime.as_secs(), ACCESS)
            }
            Point::Guessing => at_most("sign_in.lockout_after", settings.lockout.after.into(), FAILURES),
            // Rotation is what keeps public applications safe (RFC 9700 §4.14.2); one that comes twice within ten seconds is
            // answered with the same successor, so that a lost answer costs nobody their sign-in.
            _ => Observation {
                verdict: Verdict::ByChoice,
                excuse: Some(Excuse::Rotation),
                evidence: vec!["grant_type=refresh_token: refresh_token rotates".to_owned()],
            },
        }
    }
}

/// Whether a number of the configuration is small enough.
fn at_most(setting: &str, value: u64, most: u64) -> Observation {
    let sign = if value <= most { '≤' } else { '>' };
    Observation::of(value <= most, vec![format!("{setting}: {value} {sign} {most}")])
}
