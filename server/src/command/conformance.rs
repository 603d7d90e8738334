//! `latchkey conformance`

use super::{operator::operator, output::say};
use crate::{config::Config, conformance::Prober, start};
use anyhow::bail;
use app::{Told, conformance_told};
use clap::Args;
use model::{Conformance as Report, Finding, Language, Profile, Verdict};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Conformance {
    /// Only this profile: rfc9700, oauth21 or fapi2 [default: all]
    #[arg(long, value_name = "PROFILE", value_parser = profile)]
    profile: Option<Profile>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

fn profile(text: &str) -> Result<Profile, String> {
    text.parse().map_err(|_| "this is none of rfc9700, oauth21 and fapi2".to_owned())
}

impl Conformance {
    /// Exit code 1 if a point failed.
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let prober = Prober::new(config);
        if let Err(error) = prober.reach().await {
            bail!("no server answers at {}: {error}; start it with `latchkey serve`", prober.address());
        }
        let office = start::open(config).await?;
        let operator = operator(&office, None).await?;
        let mut report = office.check_conformance(&operator, &prober).await?;
        office.database().close().await;
        report.findings.retain(|finding| self.profile.is_none_or(|profile| finding.profile == profile));
        if self.json {
            say(serde_json::to_string_pretty(&report)?);
        } else {
            tell(&report).await;
        }
        let failed = report.findings.iter().any(|finding| finding.verdict == Verdict::Failed);
        Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

async fn tell(report: &Report) {
    let told = conformance_told(Language::En, &report.findings).await;
    let mut before = None;
    for (finding, words) in report.findings.iter().zip(told) {
        if before != Some(finding.profile) {
            before = Some(finding.profile);
            say(heading(report, finding.profile));
        }
        tell_finding(finding, words);
    }
}

fn heading(report: &Report, profile: Profile) -> String {
    let count = |verdict| report.count(profile, verdict);
    format!(
        "\n{} at {}: {} failed, {} by choice, {} passed, {} not applicable\n",
        profile.name(),
        report.issuer,
        count(Verdict::Failed),
        count(Verdict::ByChoice),
        count(Verdict::Passed),
        count(Verdict::NotApplicable),
    )
}

fn tell_finding(finding: &Finding, words: Told) {
    say(format!("{:15} {:18} {}", words.verdict, finding.section, words.demand));
    let more = |text: &str| say(format!("{:34} {text}", ""));
    finding.evidence.iter().for_each(|line| more(line));
    if let Some(excuse) = words.excuse {
        more(excuse);
    }
    if finding.offenders > 0 {
        let names: Vec<_> = finding.first_offenders.iter().map(|one| one.name.as_str()).collect();
        let and_more = if finding.offenders > names.len() as u64 { ", …" } else { "" };
        more(&format!("{} applications: {}{and_more}", finding.offenders, names.join(", ")));
    }
    if let Some(remedy) = words.remedy {
        more(&format!("→ {remedy}"));
    }
}
