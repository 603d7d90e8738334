//! The form of a new mail template: a name, and what it begins as a copy of.

use super::{
    record::HOME,
    rpc::{create_template, template_models},
};
use crate::{
    AppError,
    parts::{SelectField, TextField},
    records::Editor,
    text::text,
};
use leptos::prelude::*;
use model::{EmailTemplate, Invalid, NewTemplateForm};

/// A new template, which may begin as a copy of this one.
#[derive(Clone)]
pub struct NewTemplate(pub Option<String>);

impl Editor for NewTemplate {
    type Form = NewTemplateForm;
    type Options = Vec<EmailTemplate>;
    type Record = EmailTemplate;

    fn title(&self) -> &'static str {
        text!(templates.create)
    }

    fn cancel(&self) -> String {
        HOME.to_owned()
    }

    async fn load(&self) -> Result<(NewTemplateForm, Vec<EmailTemplate>), AppError> {
        let form = NewTemplateForm { from: self.0.clone().unwrap_or_default(), ..NewTemplateForm::default() };
        Ok((form, template_models().await?))
    }

    fn check(&self, form: &NewTemplateForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: NewTemplateForm) -> Result<EmailTemplate, AppError> {
        create_template(form).await
    }

    fn fields(&self, typed: NewTemplateForm, options: Vec<EmailTemplate>) -> AnyView {
        let answers = options.into_iter().map(|template| (template.id.to_string(), template.name)).collect();
        view! {
            <TextField name="name" label=text!(templates.name) value=typed.name autofocus=true required=true/>
            <SelectField name="from" label=text!(templates.from) answers chosen=typed.from blank=true/>
            <p class="hint">{text!(templates.copy_hint)}</p>
        }
        .into_any()
    }
}
