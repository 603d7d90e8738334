//! `latchkey cleanup`

use super::output::say;
use crate::{config::Config, start};

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let office = start::open(config).await?;
    let report = office.cleanup().await?;
    say(format!("Applications removed:   {}", report.applications));
    say(format!("Secrets removed:        {}", report.secrets));
    say(format!("Sessions removed:       {}", report.sessions));
    say(format!("Password links removed: {}", report.password_links));
    say(format!("Sign-in steps removed:  {}", report.sign_in_steps));
    say(format!("Revoked tokens removed: {}", report.revoked_tokens));
    say(format!("Authorizations removed: {}", report.authorizations));
    say(format!("Used codes removed:     {}", report.codes_and_refresh_tokens));
    say(format!("Login attempts removed: {}", report.login_attempts));
    say(format!("Kept answers removed:   {}", report.idempotency_keys));
    say(format!("Registration tokens:    {}", report.registration_tokens));
    say(format!("Sent mails removed:     {}", report.mails));
    say(format!("Told logouts removed:   {}", report.logouts));
    say(format!("Old activity removed:   {}", report.activity));
    say(format!("Signing keys removed:   {}", report.signing_keys));
    say(format!("Audit records removed:  {}", report.audit_records));
    office.database().close().await;
    Ok(())
}
