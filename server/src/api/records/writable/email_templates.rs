//! Templates of mails are made as copies of others, changed in each language, and deleted, by whoever may do so in *Templates*.

use super::{
    super::{
        super::kind::EMAIL_TEMPLATES,
        email_templates::{EmailTemplates, Template},
        member::{Member, Takes},
        words::Words,
    },
    Deletable, Writable,
};
use domain::{Actor, Error, Office};
use model::{EmailTemplate, Invalid, Language, NewTemplateForm, Problem, TemplateForm, TemplateId};
use std::collections::BTreeMap;

/// What is said of a template: its name, what a new one is a copy of, and its words by language; none: as they were shipped.
#[derive(Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Said {
    name: String,
    from: String,
    texts: BTreeMap<String, Option<Words>>,
}

impl Writable for EmailTemplates {
    type Form = Said;
    const MEMBERS: &'static [Member<Said>] = &[
        Member::new("name", Takes::Text(|form| &mut form.name)),
        Member::new("texts", Takes::Words(|form| &mut form.texts)),
        Member::settled("from", Takes::One(&EMAIL_TEMPLATES, |form| &mut form.from)),
    ];
    const SWITCHED: bool = false;

    fn blank(_: &Actor) -> Said {
        Said::default()
    }

    fn form(row: &Template) -> Said {
        Said { name: row.template.name.clone(), ..Said::default() }
    }

    async fn create(office: &Office, actor: &Actor, form: Said) -> domain::Result<Template> {
        let together = office.together().await?;
        let new = NewTemplateForm { name: form.name.clone(), from: form.from };
        let made = together.create_email_template(actor, &new).await?;
        let template = write(&together, actor, made, &form.name, &form.texts).await?;
        let shown = Template::read(&together, actor, template).await?;
        together.commit().await?;
        Ok(shown)
    }

    async fn change(office: &Office, actor: &Actor, row: &Template, form: Said) -> domain::Result<Template> {
        let together = office.together().await?;
        let template = write(&together, actor, row.template.clone(), &form.name, &form.texts).await?;
        let shown = Template::read(&together, actor, template).await?;
        together.commit().await?;
        Ok(shown)
    }

    /// There is nothing to switch.
    async fn switch(_: &Office, _: &Actor, _: &Template, _: bool) -> domain::Result<Template> {
        Err(Error::Forbidden)
    }
}

impl Deletable for EmailTemplates {
    async fn delete(office: &Office, actor: &Actor, id: TemplateId) -> domain::Result<()> {
        office.delete_email_template(actor, id).await
    }
}

/// Writes the name and the words of each language. For the office each language is a change of its own.
async fn write(
    office: &Office,
    actor: &Actor,
    mut template: EmailTemplate,
    name: &str,
    texts: &BTreeMap<String, Option<Words>>,
) -> domain::Result<EmailTemplate> {
    let mut said = false;
    for (word, words) in texts {
        let place = |field: &str| format!("texts/{word}/{field}");
        let unknown = |_| Error::from(Invalid::one(&format!("texts/{word}"), Problem::UnknownChoice));
        let language: Language = word.parse().map_err(unknown)?;
        let now = office.email_template_text(actor, template.id, language).await?;
        let Some(words) = words else {
            if now.own {
                template = office.reset_email_template(actor, template.id, language).await?;
            }
            continue;
        };
        if *words == Words::of(&now) && name == template.name {
            continue;
        }
        let form = TemplateForm {
            name: name.to_owned(),
            language: word.clone(),
            subject: words.subject.clone(),
            text: words.text.clone(),
            html: words.html.clone(),
            version: template.version.to_string(),
        };
        template =
            office.change_email_template(actor, template.id, &form).await.map_err(|error| match error {
                Error::Invalid(invalid) => Error::Invalid(Invalid(
                    invalid
                        .0
                        .into_iter()
                        .map(|(field, problem)| match field.as_str() {
                            "subject" | "text" | "html" => (place(&field), problem),
                            _ => (field, problem),
                        })
                        .collect(),
                )),
                other => other,
            })?;
        said = true;
    }
    if !said && name != template.name {
        template = rename(office, actor, template, name).await?;
    }
    Ok(template)
}

/// Changes the name alone: the words of a language that the template has of its own stay what they are.
async fn rename(
    office: &Office,
    actor: &Actor,
    template: EmailTemplate,
    name: &str,
) -> domain::Result<EmailTemplate> {
    office.rename_email_template(actor, template.id, name, template.version).await
}
