//! What is demanded, what came of it and what to do about it, in words.

use crate::text::text;
use leptos::prelude::*;
use model::{Check, Excuse, Finding, Point, Verdict};

/// What is demanded.
pub fn demand(point: Point) -> &'static str {
    match point {
        Point::Https => text!(conformance.demand_https),
        Point::TrustedProxies => text!(conformance.demand_trusted_proxies),
        Point::PasswordGrant => text!(conformance.demand_password_grant),
        Point::CodeLifetime => text!(conformance.demand_code_lifetime),
        Point::AccessLifetime => text!(conformance.demand_access_lifetime),
        Point::RefreshLifetime => text!(conformance.demand_refresh_lifetime),
        Point::NoRotation => text!(conformance.demand_no_rotation),
        Point::RedirectUrls => text!(conformance.demand_redirect_urls),
        Point::KeysNotSecrets => text!(conformance.demand_keys_not_secrets),
        Point::SecretsEnd => text!(conformance.demand_secrets_end),
        Point::Confidential => text!(conformance.demand_confidential),
        Point::SenderConstrained => text!(conformance.demand_sender_constrained),
        Point::PushedRequests => text!(conformance.demand_pushed_requests),
        Point::Metadata => text!(conformance.demand_metadata),
        Point::PkceOffered => text!(conformance.demand_pkce_offered),
        Point::PkceDemanded => text!(conformance.demand_pkce_demanded),
        Point::PkcePlain => text!(conformance.demand_pkce_plain),
        Point::Implicit => text!(conformance.demand_implicit),
        Point::RedirectMismatch => text!(conformance.demand_redirect_mismatch),
        Point::OpenRedirector => text!(conformance.demand_open_redirector),
        Point::Issuer => text!(conformance.demand_issuer),
        Point::NoTemporaryRedirect => text!(conformance.demand_no_temporary_redirect),
        Point::NoCors => text!(conformance.demand_no_cors),
        Point::Clickjacking => text!(conformance.demand_clickjacking),
        Point::Referrer => text!(conformance.demand_referrer),
        Point::TokenByPost => text!(conformance.demand_token_by_post),
        Point::NoStore => text!(conformance.demand_no_store),
        Point::PushAuthenticated => text!(conformance.demand_push_authenticated),
        Point::PublicKeys => text!(conformance.demand_public_keys),
        Point::NoTokenInQuery => text!(conformance.demand_no_token_in_query),
        Point::Guessing => text!(conformance.demand_guessing),
    }
}

/// What to do about a finding, where there is something to do.
pub fn remedy(finding: &Finding) -> Option<&'static str> {
    matches!(finding.verdict, Verdict::Failed | Verdict::ByChoice).then(|| remedy_of(finding.point))
}

fn remedy_of(point: Point) -> &'static str {
    match point {
        Point::Https => text!(conformance.remedy_https),
        Point::TrustedProxies => text!(conformance.remedy_trusted_proxies),
        Point::PasswordGrant => text!(conformance.remedy_password_grant),
        Point::CodeLifetime => text!(conformance.remedy_code_lifetime),
        Point::AccessLifetime => text!(conformance.remedy_access_lifetime),
        Point::RefreshLifetime => text!(conformance.remedy_refresh_lifetime),
        Point::NoRotation => text!(conformance.remedy_no_rotation),
        Point::RedirectUrls => text!(conformance.remedy_redirect_urls),
        Point::KeysNotSecrets => text!(conformance.remedy_keys_not_secrets),
        Point::SecretsEnd => text!(conformance.remedy_secrets_end),
        Point::Confidential => text!(conformance.remedy_confidential),
        Point::SenderConstrained => text!(conformance.remedy_sender_constrained),
        Point::PushedRequests => text!(conformance.remedy_pushed_requests),
        Point::Metadata => text!(conformance.remedy_metadata),
        Point::PublicKeys => text!(conformance.remedy_public_keys),
        Point::Guessing => text!(conformance.remedy_guessing),
        _ => text!(conformance.remedy_none),
    }
}

/// Why it is no failure.
pub fn excuse(excuse: Excuse) -> &'static str {
    match excuse {
        Excuse::Loopback => text!(conformance.excuse_loopback),
        Excuse::NoProxy => text!(conformance.excuse_no_proxy),
        Excuse::NoApplication => text!(conformance.excuse_no_application),
        Excuse::Unreachable => text!(conformance.excuse_unreachable),
        Excuse::NothingToTry => text!(conformance.excuse_nothing_to_try),
        Excuse::Recommended => text!(conformance.excuse_recommended),
        Excuse::Rotation => text!(conformance.excuse_rotation),
    }
}

/// What came of it.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => text!(conformance.passed),
        Verdict::Failed => text!(conformance.failed),
        Verdict::ByChoice => text!(conformance.by_choice),
        Verdict::NotApplicable => text!(conformance.not_applicable),
    }
}

/// The same as a badge.
pub fn verdict_badge(of: Verdict) -> AnyView {
    let kind = match of {
        Verdict::Passed => "active",
        Verdict::Failed => "failed",
        Verdict::ByChoice | Verdict::NotApplicable => "inactive",
    };
    view! { <span class="badge" data-kind=kind>{verdict(of)}</span> }.into_any()
}

/// How it was looked at.
pub fn check(check: Check) -> &'static str {
    match check {
        Check::Configuration => text!(conformance.configuration),
        Check::Applications => text!(conformance.applications),
        Check::Live => text!(conformance.live),
    }
}
