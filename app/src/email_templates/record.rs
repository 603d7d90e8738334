//! A mail template as the shared parts know it.

use super::rpc::{delete_template, find_template, reset_template};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{EmailTemplate, Language, May, TemplateId};

/// The page with all of them.
pub const HOME: &str = "/email-templates";

impl Record for EmailTemplate {
    type Id = TemplateId;

    fn id(&self) -> TemplateId {
        self.id
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn home(&self) -> &'static str {
        HOME
    }

    fn may(&self) -> May {
        self.may
    }

    fn enabled(&self) -> Option<bool> {
        None
    }

    fn consequence(&self, deed: Deed) -> String {
        match deed {
            Deed::Reset(_) if self.shipped => text!(templates.reset_consequence).to_owned(),
            Deed::Reset(_) => text!(templates.remove_consequence).to_owned(),
            _ => text!(templates.delete_consequence).to_owned(),
        }
    }

    async fn find(id: TemplateId) -> Result<Self, AppError> {
        find_template(id).await
    }

    async fn carry_out(deed: Deed, id: TemplateId) -> Result<Self, AppError> {
        match deed {
            Deed::Delete => delete_template(id).await,
            Deed::Reset(language) => reset_template(id, language).await,
            _ => Err(AppError::Forbidden),
        }
    }
}

/// The editor of its words in a language.
pub fn edit_page(id: TemplateId, language: Language) -> String {
    format!("{HOME}/{id}/edit?language={}", language.as_str())
}

/// What it says in a language, as a document of its own.
pub fn preview_page(id: TemplateId, language: Language) -> String {
    format!("{HOME}/{id}/preview?language={}", language.as_str())
}
