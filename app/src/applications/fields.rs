//! The fields of an application, the same for a new one and for a change.

use crate::{
    parts::{Check, FieldError, TextField},
    text::{self, text},
};
use leptos::prelude::*;
use model::{ApiType, ApplicationForm, OrganizationRef};

/// The fields. Which APIs there are to choose is only shown while *Support all APIs* is off; the style sheet sees to
/// that, so that it works without scripts.
#[component]
pub fn ApplicationFields(
    /// What they start with.
    typed: ApplicationForm,
    /// The organizations to choose from; none: no such field.
    #[prop(optional)]
    organizations: Vec<OrganizationRef>,
    /// The APIs to choose from.
    apis: Vec<ApiType>,
) -> impl IntoView {
    let checks = apis
        .into_iter()
        .map(|api| {
            view! {
                <Check
                    name="apis[]"
                    value=api.scope()
                    label=text::api_type(api)
                    hint=text::api_type_hint(api)
                    checked=typed.apis.iter().any(|scope| scope == api.scope())
                    part_of="apis"
                />
            }
        })
        .collect_view();
    let organization = (!organizations.is_empty()).then(|| {
        view! { <OrganizationField organizations chosen=typed.organization.clone()/> }
    });
    view! {
        {organization}
        <TextField
            name="name"
            label=text!(applications.name)
            value=typed.name.clone()
            autofocus=true
            required=true
        />
        <div class="checks">
            <Check name="active" label=text!(applications.active) checked=typed.active/>
            <Check
                name="all_apis"
                label=text!(applications.all_apis)
                hint=text!(applications.all_apis_hint)
                checked=typed.all_apis
            />
        </div>
        <fieldset class="field chosen-apis">
            <legend>{text!(applications.apis)}</legend>
            <div class="checks">{checks}</div>
            <FieldError name="apis"/>
        </fieldset>
        {(!typed.version.is_empty()).then(|| view! { <input type="hidden" name="version" value=typed.version/> })}
    }
}

#[component]
fn OrganizationField(organizations: Vec<OrganizationRef>, chosen: String) -> impl IntoView {
    let options = organizations
        .into_iter()
        .map(|organization| {
            let id = organization.id.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{organization.name}</option> }
        })
        .collect_view();
    let invalid = crate::parts::invalid("organization");
    view! {
        <div class="field">
            <label for="field-organization">{text!(applications.organization)}</label>
            <select
                id="field-organization"
                name="organization"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then_some("error-organization")
            >
                {options}
            </select>
            <FieldError name="organization"/>
        </div>
    }
}
