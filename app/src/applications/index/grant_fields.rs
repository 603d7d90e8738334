//! The fields that depend on the grant. All of them are in the page; the style sheet shows those that belong to the chosen
//! grant, so that it works without scripts.

use super::{owner_field::OwnerField, redirect_field::RedirectField};
use crate::{
    parts::{Check, FieldError, invalid},
    text::{self, text},
};
use leptos::prelude::*;
use model::{ApplicationForm, Grant, Side};

/// The fields of a new application.
#[component]
pub fn GrantFields(
    /// Of which side it is.
    side: Side,
    /// What they start with.
    typed: ApplicationForm,
) -> impl IntoView {
    view! {
        <GrantField chosen=typed.grant.clone()/>
        <div class="of-grant" data-grants="client_credentials">
            <OwnerField side value=typed.owner.clone()/>
        </div>
        <div class="of-grant" data-grants="authorization_code">
            <RedirectField values=typed.redirect_uris.clone()/>
        </div>
        <div class="checks of-grant" data-grants="authorization_code device">
            <Confidential checked=typed.confidential/>
            <SkipConsent checked=typed.skip_consent/>
        </div>
    }
}

/// Whether it can keep a secret.
#[component]
pub fn Confidential(
    /// Whether it starts so.
    checked: bool,
) -> impl IntoView {
    view! {
        <Check
            name="confidential"
            label=text!(new_application.confidential)
            hint=text!(new_application.confidential_hint)
            checked
        />
    }
}

/// Whether people are asked.
#[component]
pub fn SkipConsent(
    /// Whether they start not asked.
    checked: bool,
) -> impl IntoView {
    view! {
        <Check
            name="skip_consent"
            label=text!(new_application.skip_consent)
            hint=text!(new_application.skip_consent_hint)
            checked
        />
    }
}

#[component]
fn GrantField(chosen: String) -> impl IntoView {
    let options = Grant::OFFERED
        .map(|grant| {
            view! {
                <option value=grant.as_str() selected={grant.as_str() == chosen}>{text::grant(grant)}</option>
            }
        })
        .collect_view();
    let hints = Grant::OFFERED
        .map(|grant| view! { <span class="hint of-grant" data-grants=grant.as_str()>{hint(grant)}</span> })
        .collect_view();
    let invalid = invalid("grant");
    view! {
        <div class="field">
            <label for="field-grant">{text!(applications.grant)}</label>
            <select
                id="field-grant"
                name="grant"
                aria-required="true"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then_some("error-grant")
            >
                <option value="">{text!(new_application.grant_choose)}</option>
                {options}
            </select>
            {hints}
            <FieldError name="grant"/>
        </div>
    }
}

fn hint(grant: Grant) -> &'static str {
    match grant {
        Grant::AuthorizationCode => text!(new_application.grant_hint_authorization_code),
        Grant::Device => text!(new_application.grant_hint_device),
        Grant::ClientCredentials | Grant::Password => text!(new_application.grant_hint_client_credentials),
    }
}
