//! The form of an organization.

use super::{
    record::HOME,
    rpc::{change_organization, create_organization, find_organization, offers_global_access},
};
use crate::{
    AppError,
    parts::{Check, TextField},
    records::Editor,
    text::text,
};
use leptos::prelude::*;
use model::{Invalid, Organization, OrganizationForm, OrganizationId};

/// A new organization, or a change.
#[derive(Clone)]
pub struct OrganizationEditor {
    /// Which it changes; none: a new one.
    pub id: Option<OrganizationId>,
}

impl Editor for OrganizationEditor {
    type Form = OrganizationForm;
    /// Whether *Global access* is offered.
    type Options = bool;
    type Record = Organization;

    fn title(&self) -> &'static str {
        if self.id.is_some() { text!(organizations.edit) } else { text!(organizations.create) }
    }

    fn cancel(&self) -> String {
        self.id.map_or_else(|| HOME.to_owned(), |id| format!("{HOME}/{id}"))
    }

    async fn load(&self) -> Result<(OrganizationForm, bool), AppError> {
        let Some(id) = self.id else {
            return Ok((OrganizationForm::default(), offers_global_access(None).await?));
        };
        let organization = find_organization(id).await?;
        Ok((OrganizationForm::of(&organization), offers_global_access(Some(id)).await?))
    }

    fn check(&self, form: &OrganizationForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: OrganizationForm) -> Result<Organization, AppError> {
        match self.id {
            None => create_organization(form).await,
            Some(id) => change_organization(id, form).await,
        }
    }

    fn fields(&self, typed: OrganizationForm, offers_global_access: bool) -> AnyView {
        let global = offers_global_access.then(|| {
            view! {
                <Check
                    name="global"
                    label=text!(organizations.global)
                    hint=text!(organizations.global_hint)
                    checked=typed.global
                />
            }
        });
        view! {
            <TextField name="name" label=text!(organizations.name) value=typed.name autofocus=true required=true/>
            {global}
            <Check
                name="second_factor"
                label=text!(organizations.second_factor)
                hint=text!(organizations.second_factor_hint)
                checked=typed.second_factor
            />
            {(!typed.version.is_empty()).then(|| view! { <input type="hidden" name="version" value=typed.version/> })}
        }
        .into_any()
    }
}
