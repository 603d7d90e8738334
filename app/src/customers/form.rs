//! The form of a customer.

use super::{
    record::HOME,
    rpc::{change_customer, create_customer, customer_form_options, find_customer},
};
use crate::{
    AppError,
    parts::{SelectField, TextField},
    records::Editor,
    text::text,
};
use leptos::prelude::*;
use model::{Customer, CustomerForm, CustomerId, Invalid, OrganizationRef};

/// A new customer, or a change.
#[derive(Clone)]
pub struct CustomerEditor {
    /// Which it changes; none: a new one.
    pub id: Option<CustomerId>,
}

impl Editor for CustomerEditor {
    type Form = CustomerForm;
    type Options = Vec<OrganizationRef>;
    type Record = Customer;

    fn title(&self) -> &'static str {
        if self.id.is_some() { text!(customers.edit) } else { text!(customers.create) }
    }

    fn cancel(&self) -> String {
        self.id.map_or_else(|| HOME.to_owned(), |id| format!("{HOME}/{id}"))
    }

    async fn load(&self) -> Result<(CustomerForm, Vec<OrganizationRef>), AppError> {
        let Some(id) = self.id else {
            return Ok((CustomerForm::default(), customer_form_options(None).await?));
        };
        let customer = find_customer(id).await?;
        Ok((CustomerForm::of(&customer), customer_form_options(Some(id)).await?))
    }

    fn check(&self, form: &CustomerForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: CustomerForm) -> Result<Customer, AppError> {
        match self.id {
            None => create_customer(form).await,
            Some(id) => change_customer(id, form).await,
        }
    }

    fn fields(&self, typed: CustomerForm, organizations: Vec<OrganizationRef>) -> AnyView {
        let answers: Vec<_> = organizations.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
        let organization = (!answers.is_empty()).then(|| {
            let chosen = typed.organization;
            view! { <SelectField name="organization" label=text!(customers.organization) answers chosen/> }
        });
        view! {
            <TextField name="name" label=text!(customers.name) value=typed.name autofocus=true required=true/>
            {organization}
            {(!typed.version.is_empty()).then(|| view! { <input type="hidden" name="version" value=typed.version/> })}
        }
        .into_any()
    }
}
