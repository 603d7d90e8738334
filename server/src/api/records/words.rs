//! What a template says in one language, as a member of a document.

use super::super::{
    error::Flaw,
    resource::{pointer, wrong_type},
};
use model::TemplateText;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Subject, text and HTML of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML; blank: the mail is text alone.
    pub html: String,
}

impl Words {
    /// What is said now.
    pub fn of(text: &TemplateText) -> Self {
        Self { subject: text.subject.clone(), text: text.text.clone(), html: text.html.clone() }
    }
}

/// How they are shown: with whether they are the organization's own.
pub(super) fn shown(text: &TemplateText) -> Value {
    json!({ "subject": text.subject, "text": text.text, "html": text.html, "own": text.own })
}

/// `{"de": {"subject": …, "text": …, "html": …}, "fr": null}`. Whether they are one's own is told, and not asked for.
pub(super) fn read(value: &Value, place: &str) -> Result<BTreeMap<String, Option<Words>>, Flaw> {
    let mut all = BTreeMap::new();
    for (language, said) in value.as_object().ok_or_else(|| wrong_type(place, "an object"))? {
        let place = pointer(place, language);
        if said.is_null() {
            all.insert(language.clone(), None);
            continue;
        }
        let members = said.as_object().ok_or_else(|| wrong_type(&place, "an object or null"))?;
        let mut words = Words { subject: String::new(), text: String::new(), html: String::new() };
        for (name, value) in members {
            let place = pointer(&place, name);
            let part = match name.as_str() {
                "subject" => &mut words.subject,
                "text" => &mut words.text,
                "html" => &mut words.html,
                "own" => continue,
                _ => return Err(Flaw::at(place, "unknown_member", "There is no such member.")),
            };
            value.as_str().ok_or_else(|| wrong_type(place, "a string"))?.clone_into(part);
        }
        all.insert(language.clone(), Some(words));
    }
    Ok(all)
}
