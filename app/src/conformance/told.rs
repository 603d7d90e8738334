//! Findings in words, for the command line.

use super::words::{demand, excuse, remedy, verdict};
use crate::text;
use model::{Finding, Language};

/// One finding in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// What came of it.
    pub verdict: &'static str,
    /// What is demanded.
    pub demand: &'static str,
    /// Why it is no failure.
    pub excuse: Option<&'static str>,
    /// What to do about it.
    pub remedy: Option<&'static str>,
}

/// The same findings in words of a language.
pub async fn conformance_told(language: Language, findings: &[Finding]) -> Vec<Told> {
    text::speaking(language, async { findings.iter().map(told).collect() }).await
}

fn told(finding: &Finding) -> Told {
    Told {
        verdict: verdict(finding.verdict),
        demand: demand(finding.point),
        excuse: finding.excuse.map(excuse),
        remedy: remedy(finding),
    }
}
