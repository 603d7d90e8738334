//! Templates of mails: what administrators see and change of them, and what can be wrong in one.

use crate::{
    Invalid, Language, May, OrganizationRef, Problem, TemplateId, TemplateKind, Timestamp,
    name::{check_id, check_name},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest subject, in characters.
pub const SUBJECT_MAX_LENGTH: u32 = 300;

/// The longest text and the longest HTML, in characters.
pub const BODY_MAX_LENGTH: u32 = 50_000;

/// A template as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailTemplate {
    /// Its id.
    pub id: TemplateId,
    /// Whose it is.
    pub organization: OrganizationRef,
    /// Its name; unique in its organization.
    pub name: String,
    /// What it speaks of.
    pub kind: TemplateKind,
    /// Whether it came with the product. Then it cannot be deleted, and its words can be brought back.
    pub shipped: bool,
    /// In which languages it has words of the organization's own.
    pub languages: Vec<Language>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with it.
    pub may: May,
}

/// What a template says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateText {
    /// In which language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML.
    pub html: String,
    /// Whether these are the organization's own words; else the shipped ones, or those of another language.
    pub own: bool,
}

/// The form of a template in one language exactly as typed, also what is shown again when it was refused.
///
/// Field names are the names of the inputs: `name`, `language`, `subject`, `text`, `html`, `version`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// Name.
    pub name: String,
    /// The language of the words.
    pub language: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML; blank: the mail is text alone.
    pub html: String,
    /// The version the change is made to.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateInput {
    /// Name, trimmed.
    pub name: String,
    /// The language of the words.
    pub language: Language,
    /// The subject, trimmed.
    pub subject: String,
    /// The text, its lines ending as they do here.
    pub text: String,
    /// The HTML, the same.
    pub html: String,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl TemplateForm {
    /// The form of an existing template.
    pub fn of(template: &EmailTemplate, text: &TemplateText) -> Self {
        Self {
            name: template.name.clone(),
            language: text.language.as_str().to_owned(),
            subject: text.subject.clone(),
            text: text.text.clone(),
            html: text.html.clone(),
            version: template.version.to_string(),
        }
    }

    /// The rules that need no template engine. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<TemplateInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let language = self.language.trim().parse();
        if language.is_err() {
            invalid.add("language", Problem::UnknownChoice);
        }
        // Browsers send line breaks as CR LF (HTML §4.10.21.4).
        let lines = |typed: &str| typed.replace("\r\n", "\n");
        let (subject, text, html) = (self.subject.trim().to_owned(), lines(&self.text), lines(&self.html));
        let parts = [
            ("subject", &subject, SUBJECT_MAX_LENGTH, true),
            ("text", &text, BODY_MAX_LENGTH, true),
            ("html", &html, BODY_MAX_LENGTH, false),
        ];
        for (field, part, limit, needed) in parts {
            if needed && part.trim().is_empty() {
                invalid.add(field, Problem::Blank);
            } else if part.chars().count() > limit as usize {
                invalid.add(field, Problem::TooLong { limit });
            } else if part.contains(|c: char| c.is_control() && !['\n', '\t'].contains(&c)) {
                invalid.add(field, Problem::ControlCharacters);
            }
        }
        match language {
            Ok(language) if invalid.is_empty() => {
                let version = self.version.trim().parse().ok();
                Ok(TemplateInput { name, language, subject, text, html, version })
            }
            _ => Err(invalid),
        }
    }
}

/// The form of a new template, which begins as a copy of another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTemplateForm {
    /// Name.
    pub name: String,
    /// The id of the template it begins as a copy of.
    pub from: String,
}

impl NewTemplateForm {
    /// The rules that need no database: the name, and what to copy.
    pub fn validate(&self) -> Result<(String, TemplateId), Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let from = check_id("from", &self.from, Problem::UnknownChoice, &mut invalid);
        if self.from.trim().is_empty() {
            invalid.add("from", Problem::Blank);
        }
        match from {
            Some(from) if invalid.is_empty() => Ok((name, from)),
            _ => Err(invalid),
        }
    }
}

/// What a template says with real values, or with made-up ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The whole page; blank: the mail is text alone.
    pub html: String,
    /// The name of the application it speaks of; none: everything in it is made up.
    pub application: Option<String>,
}

/// One of the three parts of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplatePart {
    /// The subject.
    Subject,
    /// The text.
    Text,
    /// The HTML.
    Html,
}

impl TemplatePart {
    /// The field of the form that holds it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Text => "text",
            Self::Html => "html",
        }
    }
}

/// What can be wrong with a place in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It cannot be read.
    Syntax,
    /// A variable that is not there, or not always.
    Unknown,
    /// A filter, test, function or method that is not there.
    UnknownFunction,
    /// Something that cannot be done with this value.
    Operation,
    /// More work than one mail may be.
    TooMuch,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "this cannot be read as a template.",
            Self::Unknown => {
                "there is no such variable here, or not always. Ask first whether it is there, with {% if … %}."
            }
            Self::UnknownFunction => "there is no such filter, test or function.",
            Self::Operation => "this cannot be done with this value.",
            Self::TooMuch => "this is too much work for one mail.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut TemplateForm)) -> Result<TemplateInput, Invalid> {
        let mut form = TemplateForm {
            name: " Greeting ".into(),
            language: "de".into(),
            subject: " Hallo ".into(),
            text: "Guten Tag\r\n\r\n".into(),
            version: "3".into(),
            ..TemplateForm::default()
        };
        change(&mut form);
        form.validate()
    }

    #[test]
    fn what_was_typed_is_cleaned() {
        let input = form(|_| {}).unwrap();
        assert_eq!((input.name.as_str(), input.subject.as_str()), ("Greeting", "Hallo"));
        assert_eq!(
            (input.text.as_str(), input.language, input.version),
            ("Guten Tag\n\n", Language::De, Some(3))
        );
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |field: &str, change: fn(&mut TemplateForm)| form(change).unwrap_err().of(field);
        assert_eq!(refused("subject", |form| form.subject = " ".into()), Some(Problem::Blank));
        assert_eq!(refused("text", |form| form.text = "\n".into()), Some(Problem::Blank));
        let too_long = Some(Problem::TooLong { limit: BODY_MAX_LENGTH });
        assert_eq!(refused("html", |form| form.html = "x".repeat(50_001)), too_long);
        assert_eq!(refused("text", |form| form.text = "a\0".into()), Some(Problem::ControlCharacters));
        assert_eq!(refused("language", |form| form.language = "tlh".into()), Some(Problem::UnknownChoice));
        let new = NewTemplateForm { name: "A".into(), from: " ".into() };
        assert_eq!(new.validate().unwrap_err().of("from"), Some(Problem::Blank));
    }
}
