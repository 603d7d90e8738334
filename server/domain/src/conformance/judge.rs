//! One finding: what was seen, as strictly as the profile takes it.

use super::{Observation, Seen, applications::Flawed};
use crate::Result;
use model::{Check, Excuse, Finding, Requirement, Verdict};

impl Seen<'_> {
    pub(super) async fn finding(&self, requirement: &Requirement) -> Result<Finding> {
        let point = requirement.point;
        let (mut observation, flawed) = match point.check() {
            Check::Configuration => (self.configured(requirement), Flawed::default()),
            Check::Applications => self.of_applications(point).await?,
            Check::Live => (self.live.get(&point).cloned().unwrap_or_else(untried), Flawed::default()),
        };
        if observation.verdict == Verdict::Failed && !requirement.must {
            observation.verdict = Verdict::ByChoice;
            observation.excuse = Some(Excuse::Recommended);
        }
        Ok(Finding {
            profile: requirement.profile,
            section: requirement.section.to_owned(),
            point,
            verdict: observation.verdict,
            excuse: observation.excuse,
            evidence: observation.evidence,
            offenders: flawed.count,
            first_offenders: flawed.first,
        })
    }
}

/// What was not tried is not known to be well.
fn untried() -> Observation {
    Observation::of(false, vec!["this was not tried".to_owned()])
}
