//! The server functions of mail templates. Each only fetches who is asking and calls the office, which decides.

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{
    EmailTemplate, GridQuery, Language, NewTemplateForm, Page, TemplateField, TemplateForm, TemplateId,
    TemplateText,
};

/// What the grid knows besides its rows.
#[server(prefix = "/rpc", endpoint = "email-templates/facts", input = Json)]
pub async fn template_facts() -> Result<ListFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let organizations = office.mail_settings_organizations(&actor).await?;
    Ok(ListFacts { may_create: actor.may_create_template(), organizations, ..ListFacts::default() })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "email-templates/list", input = Json)]
pub async fn list_templates(query: GridQuery<TemplateField>) -> Result<Page<EmailTemplate>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_email_templates(&actor, &query).await?)
}

/// One template.
#[server(prefix = "/rpc", endpoint = "email-templates/find", input = Json)]
pub async fn find_template(id: TemplateId) -> Result<EmailTemplate, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_email_template(&actor, id).await?)
}

/// What a template says in a language.
#[server(prefix = "/rpc", endpoint = "email-templates/text", input = Json)]
pub async fn words_of_template(id: TemplateId, language: Language) -> Result<TemplateText, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.email_template_text(&actor, id, language).await?)
}

/// The templates a new one can begin as a copy of, in the organization one works in.
#[server(prefix = "/rpc", endpoint = "email-templates/models", input = Json)]
pub async fn template_models() -> Result<Vec<EmailTemplate>, AppError> {
    let (office, actor) = crate::server::desk()?;
    if !actor.may_create_template() {
        return Err(AppError::Forbidden.answered());
    }
    Ok(office.email_template_models(&actor).await?)
}

/// Adds a template.
#[server(prefix = "/rpc", endpoint = "email-templates/create", input = Json)]
pub async fn create_template(form: NewTemplateForm) -> Result<EmailTemplate, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_email_template(&actor, &form).await?)
}

/// Changes a template.
#[server(prefix = "/rpc", endpoint = "email-templates/change", input = Json)]
pub async fn change_template(id: TemplateId, form: TemplateForm) -> Result<EmailTemplate, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_email_template(&actor, id, &form).await?)
}

/// Removes a template's own words in a language.
#[server(prefix = "/rpc", endpoint = "email-templates/reset", input = Json)]
pub async fn reset_template(id: TemplateId, language: Language) -> Result<EmailTemplate, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.reset_email_template(&actor, id, language).await?)
}

/// Deletes a template that no rule uses; the answer is what it was.
#[server(prefix = "/rpc", endpoint = "email-templates/delete", input = Json)]
pub async fn delete_template(id: TemplateId) -> Result<EmailTemplate, AppError> {
    let (office, actor) = crate::server::desk()?;
    let template = office.find_email_template(&actor, id).await?;
    office.delete_email_template(&actor, id).await?;
    Ok(template)
}
