//! What an application demands of its own requests: fields of the page **Keys and Lifetimes**, and the same to read.

use crate::{parts::Check, text::text};
use leptos::prelude::*;
use model::{ApplicationSettings, ApplicationSettingsForm};

/// The boxes.
#[component]
pub fn RequirementFields(
    /// What they start with.
    typed: ApplicationSettingsForm,
    /// Whether it sends people to the server, and can say beforehand with what.
    redirects: bool,
) -> impl IntoView {
    let pushed = redirects.then(|| {
        view! {
            <Check
                name="require_pushed"
                label=text!(application_requirements.pushed)
                hint=text!(application_requirements.pushed_hint)
                checked=typed.require_pushed
            />
        }
    });
    view! {
        <fieldset class="field">
            <legend>{text!(application_requirements.title)}</legend>
            <div class="checks">
                <Check
                    name="require_dpop"
                    label=text!(application_requirements.dpop)
                    hint=text!(application_requirements.dpop_hint)
                    checked=typed.require_dpop
                />
                {pushed}
            </div>
        </fieldset>
    }
}

/// The box that lets an application act on behalf of others, for those who may allow it.
#[component]
pub fn ActingField(
    /// Whether it is checked.
    checked: bool,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend>{text!(application_requirements.acting_title)}</legend>
            <div class="checks">
                <Check
                    name="may_act_for_others"
                    label=text!(application_requirements.acting)
                    hint=text!(application_requirements.acting_hint)
                    checked
                />
            </div>
        </fieldset>
    }
}

/// What is demanded, among the properties of an application; nothing if nothing is.
#[component]
pub fn ShownRequirements(
    /// The application's settings.
    settings: ApplicationSettings,
) -> impl IntoView {
    let demands = [
        (settings.require_dpop, text!(application_requirements.dpop_short)),
        (settings.require_pushed, text!(application_requirements.pushed_short)),
    ];
    let demands: Vec<_> =
        demands.into_iter().filter(|demand| demand.0).map(|demand| view! { <li>{demand.1}</li> }).collect();
    let requirements = (!demands.is_empty()).then(|| {
        view! {
            <dt>{text!(application_requirements.title)}</dt>
            <dd><ul class="plain">{demands}</ul></dd>
        }
    });
    let logout = (!settings.backchannel_logout_uri.is_empty()).then(|| {
        view! {
            <dt>{text!(application_requirements.logout)}</dt>
            <dd><code>{settings.backchannel_logout_uri}</code></dd>
        }
    });
    let acting = settings.may_act_for_others.then(|| {
        view! {
            <dt>{text!(application_requirements.acting_title)}</dt>
            <dd>{text!(application_requirements.acting)}</dd>
        }
    });
    view! {
        {requirements}
        {logout}
        {acting}
    }
}
