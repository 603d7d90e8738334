//! How somebody tried to come in, and what came of it, in words.

use crate::text::text;
use leptos::prelude::*;
use model::{LoginFailure, LoginSource};

/// How they tried.
pub fn source(source: LoginSource) -> &'static str {
    match source {
        LoginSource::Form => text!(login_attempts.source_form),
        LoginSource::Link => text!(login_attempts.source_link),
        LoginSource::Passkey => text!(login_attempts.source_passkey),
        LoginSource::Token => text!(login_attempts.source_token),
        LoginSource::Provider => text!(login_attempts.source_provider),
    }
}

/// Why they did not come in.
pub fn reason(failure: LoginFailure) -> &'static str {
    match failure {
        LoginFailure::UnknownAddress => text!(login_attempts.unknown_address),
        LoginFailure::WrongPassword => text!(login_attempts.wrong_password),
        LoginFailure::Locked => text!(login_attempts.locked),
        LoginFailure::WrongCode => text!(login_attempts.wrong_code),
        LoginFailure::WrongPasskey => text!(login_attempts.wrong_passkey),
        LoginFailure::SecondFactorNeeded => text!(login_attempts.second_factor_needed),
        LoginFailure::NoPassword => text!(login_attempts.no_password),
        LoginFailure::Disabled => text!(login_attempts.disabled),
        LoginFailure::NoOrganization => text!(login_attempts.no_organization),
        LoginFailure::OutOfReach => text!(login_attempts.out_of_reach),
        LoginFailure::WrongSecret => text!(login_attempts.wrong_secret),
        LoginFailure::WrongAssertion => text!(login_attempts.wrong_assertion),
        LoginFailure::WrongMethod => text!(login_attempts.wrong_method),
        LoginFailure::ApplicationDeleted => text!(login_attempts.application_deleted),
        LoginFailure::ApplicationInactive => text!(login_attempts.application_inactive),
        LoginFailure::OrganizationDisabled => text!(login_attempts.organization_disabled),
        LoginFailure::OwnerCannotAct => text!(login_attempts.owner_cannot_act),
        LoginFailure::NotLinked => text!(login_attempts.not_linked),
        LoginFailure::ProviderAddress => text!(login_attempts.provider_address),
        LoginFailure::ProviderOnly => text!(login_attempts.provider_only),
    }
}

/// **Success** or **Failure**.
pub fn result_badge(failure: Option<LoginFailure>) -> AnyView {
    let (kind, word) = match failure {
        None => ("active", text!(login_attempts.success)),
        Some(_) => ("inactive", text!(login_attempts.failure)),
    };
    view! { <span class="badge" data-kind=kind>{word}</span> }.into_any()
}
