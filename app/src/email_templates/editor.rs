//! The editor of a template's words in one language. Below it, what they say and what can stand in them.

use super::{
    preview::PreviewPane,
    record::{HOME, edit_page},
    rpc::{change_template, find_template, words_of_template},
    variables::Variables,
    words::words_of,
};
use crate::{
    AppError,
    parts::{TextArea, TextField},
    records::Editor,
    text::text,
};
use leptos::prelude::*;
use model::{EmailTemplate, Invalid, Language, TemplateForm, TemplateId};

/// The words of a template in one language.
#[derive(Clone)]
pub struct TemplateEditor {
    /// Which template.
    pub id: TemplateId,
    /// Its words in this language.
    pub language: Language,
}

impl Editor for TemplateEditor {
    type Form = TemplateForm;
    type Options = EmailTemplate;
    type Record = EmailTemplate;

    fn title(&self) -> &'static str {
        text!(templates.edit)
    }

    fn cancel(&self) -> String {
        format!("{HOME}/{}", self.id)
    }

    async fn load(&self) -> Result<(TemplateForm, EmailTemplate), AppError> {
        let template = find_template(self.id).await?;
        if !template.may.edit {
            return Err(AppError::Forbidden.answered());
        }
        let text = words_of_template(self.id, self.language).await?;
        Ok((TemplateForm::of(&template, &text), template))
    }

    fn check(&self, form: &TemplateForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: TemplateForm) -> Result<EmailTemplate, AppError> {
        change_template(self.id, form).await
    }

    fn fields(&self, typed: TemplateForm, options: EmailTemplate) -> AnyView {
        view! {
            <LanguageLinks template=options chosen=self.language/>
            <input type="hidden" name="language" value=self.language.as_str()/>
            <input type="hidden" name="version" value=typed.version/>
            <TextField name="name" label=text!(templates.name) value=typed.name required=true/>
            <TextField name="subject" label=text!(templates.subject) value=typed.subject required=true/>
            <TextArea name="text" label=text!(templates.text) value=typed.text rows=16 code=true required=true/>
            <TextArea name="html" label=text!(templates.html) value=typed.html rows=16 code=true hint=text!(templates.html_hint)/>
        }
        .into_any()
    }

    fn below(&self, options: EmailTemplate) -> Option<AnyView> {
        let below = view! {
            <PreviewPane id=self.id language=self.language may_send=true/>
            <Variables kind=options.kind/>
        };
        Some(below.into_any())
    }
}

/// The languages, and whose words are said in each. Links that load the form anew.
#[component]
fn LanguageLinks(
    /// The template.
    template: EmailTemplate,
    /// The one that is edited.
    chosen: Language,
) -> impl IntoView {
    let links = Language::ALL.map(|language| {
        let href = edit_page(template.id, language);
        let current = (language == chosen).then_some("true");
        view! {
            <a href=href rel="external" aria-current=current>
                {language.own_name()}
            </a>
        }
    });
    let said = words_of(&template, chosen);
    view! {
        <nav class="choice" aria-label=text!(templates.language)>
            <span class="label" aria-hidden="true">{text!(templates.language)}</span>
            <div>{links}</div>
            <p class="hint">{said}</p>
        </nav>
    }
}
