//! Words of this section: times of buckets, how long something took, and reasons with what to do about them.

use crate::{
    parts::Time,
    text::{self, number, text},
};
use leptos::prelude::*;
use model::{ActivitySpan, Language, Slowness, Timestamp, TokenFailure};

/// When a bucket began. Days are those of UTC, whatever zone the reader is in.
pub fn when(span: ActivitySpan, at: Timestamp) -> AnyView {
    match span {
        ActivitySpan::Day => view! { <Time at/> }.into_any(),
        ActivitySpan::Month => view! { <time datetime=at.to_day()>{text::day(at)}</time> }.into_any(),
    }
}

/// How long 95 of 100 tokens took at most.
pub fn slowness(p95: Option<Slowness>) -> String {
    match p95 {
        None => text!(activity.no_time).to_owned(),
        Some(Slowness::UpTo(micros)) => text!(activity.up_to, time = duration(micros)).to_string(),
        Some(Slowness::MoreThan(micros)) => text!(activity.more_than, time = duration(micros)).to_string(),
    }
}

/// In the unit that is easy to read, with one decimal where that says something.
fn duration(micros: u64) -> String {
    let (tenths, unit) = match micros {
        0..1_000_000 => (micros.div_ceil(100), "ms"),
        _ => (micros.div_ceil(100_000), "s"),
    };
    let decimals = match text::language() {
        Language::En => '.',
        Language::De | Language::Fr => ',',
    };
    if tenths >= 100 {
        format!("{} {unit}", number(tenths.div_ceil(10)))
    } else {
        format!("{}{decimals}{} {unit}", tenths / 10, tenths % 10)
    }
}

/// The reason, and what to do about it.
pub fn reason(reason: TokenFailure) -> (&'static str, &'static str) {
    match reason {
        TokenFailure::WrongSecret => (text!(activity.is_wrong_secret), text!(activity.do_wrong_secret)),
        TokenFailure::ExpiredSecret => (text!(activity.is_expired_secret), text!(activity.do_expired_secret)),
        TokenFailure::WrongAssertion => {
            (text!(activity.is_wrong_assertion), text!(activity.do_wrong_assertion))
        }
        TokenFailure::WrongMethod => (text!(activity.is_wrong_method), text!(activity.do_wrong_method)),
        TokenFailure::ApplicationDeleted => {
            (text!(activity.is_application_deleted), text!(activity.do_application_deleted))
        }
        TokenFailure::ApplicationInactive => {
            (text!(activity.is_application_inactive), text!(activity.do_application_inactive))
        }
        TokenFailure::OrganizationDisabled => {
            (text!(activity.is_organization_disabled), text!(activity.do_organization_disabled))
        }
        TokenFailure::OwnerCannotAct => {
            (text!(activity.is_owner_cannot_act), text!(activity.do_owner_cannot_act))
        }
        TokenFailure::RateLimited => (text!(activity.is_rate_limited), text!(activity.do_rate_limited)),
        TokenFailure::InvalidRequest => {
            (text!(activity.is_invalid_request), text!(activity.do_invalid_request))
        }
        TokenFailure::UnauthorizedClient => {
            (text!(activity.is_unauthorized_client), text!(activity.do_unauthorized_client))
        }
        TokenFailure::UnsupportedGrantType => {
            (text!(activity.is_unsupported_grant_type), text!(activity.do_unsupported_grant_type))
        }
        TokenFailure::InvalidScope => (text!(activity.is_invalid_scope), text!(activity.do_invalid_scope)),
        TokenFailure::InvalidTarget => (text!(activity.is_invalid_target), text!(activity.do_invalid_target)),
        TokenFailure::InvalidGrant => (text!(activity.is_invalid_grant), text!(activity.do_invalid_grant)),
        TokenFailure::InvalidDpopProof => {
            (text!(activity.is_invalid_dpop_proof), text!(activity.do_invalid_dpop_proof))
        }
        TokenFailure::AccessDenied => (text!(activity.is_access_denied), text!(activity.do_access_denied)),
        TokenFailure::ExpiredToken => (text!(activity.is_expired_token), text!(activity.do_expired_token)),
        TokenFailure::SlowDown => (text!(activity.is_slow_down), text!(activity.do_slow_down)),
        TokenFailure::ServerError => (text!(activity.is_server_error), text!(activity.do_server_error)),
    }
}
