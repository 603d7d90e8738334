//! What a field holds, in words: the words that are stored are those of programs.

use crate::{
    parts::Time,
    text::{self, text},
};
use leptos::prelude::*;
use model::{ApiType, AuditField, AuditValue, Grant, Language, MailEvent, Side};

/// What a field is called. The words of a language are in fields of that language.
pub fn label(word: &str) -> String {
    let (name, language) = word.split_once('.').unwrap_or((word, ""));
    let field = match name.parse::<AuditField>() {
        Ok(field) => super::words::field(field),
        // One that a newer version knows.
        Err(_) => name,
    };
    match language.parse::<Language>() {
        Ok(language) => text!(audit.of_language, field = field, language = language.own_name()).to_string(),
        Err(_) => field.to_owned(),
    }
}

/// A change in one line, for a cell of a table that programs read.
#[cfg(feature = "ssr")]
pub fn told(change: &model::AuditChange) -> String {
    let plain = |value: &AuditValue| match value {
        AuditValue::Nothing => String::new(),
        AuditValue::Flag(flag) => if *flag { text!(common.yes) } else { text!(common.no) }.to_owned(),
        AuditValue::Number(number) => number.to_string(),
        AuditValue::Text(text) => text.clone(),
        AuditValue::List(items) => items.join(", "),
        AuditValue::Time { time } => time.to_rfc3339(),
    };
    format!("{}: {} → {}", label(&change.field), plain(&change.before), plain(&change.after))
}

/// What it holds; `other` is what is on the other side of the change: of two lists only what differs stands out.
pub fn value(word: &str, value: &AuditValue, other: &AuditValue) -> AnyView {
    let name = word.split_once('.').map_or(word, |(name, _)| name);
    let field = name.parse::<AuditField>().ok();
    match value {
        AuditValue::Nothing => view! { <span class="muted">{text!(audit.nothing)}</span> }.into_any(),
        AuditValue::Flag(true) => text!(common.yes).into_any(),
        AuditValue::Flag(false) => text!(common.no).into_any(),
        AuditValue::Number(number) => number.to_string().into_any(),
        AuditValue::Time { time } => view! { <Time at=*time/> }.into_any(),
        AuditValue::Text(text) if text.contains('\n') => {
            view! { <pre class="audit-text">{text.clone()}</pre> }.into_any()
        }
        AuditValue::Text(text) => readable(field, text).into_any(),
        AuditValue::List(items) => list(field, items, other),
    }
}

fn list(field: Option<AuditField>, items: &[String], other: &AuditValue) -> AnyView {
    let others: &[String] = if let AuditValue::List(others) = other { others } else { &[] };
    let items = items.iter().map(|item| {
        let words = readable(field, item);
        if others.contains(item) {
            view! { <li>{words}</li> }.into_any()
        } else {
            view! { <li><strong>{words}</strong></li> }.into_any()
        }
    });
    view! { <ul class="audit-list">{items.collect_view()}</ul> }.into_any()
}

/// A word as people read it; what is no word of ours stays as it is.
fn readable(field: Option<AuditField>, word: &str) -> String {
    let known = match field {
        Some(AuditField::Apis | AuditField::Scope) => match word {
            "all" => Some(text!(common.all)),
            word => word.parse::<ApiType>().ok().map(text::api_type),
        },
        Some(AuditField::Grant) => word.parse::<Grant>().ok().map(text::grant),
        Some(AuditField::Side) => word.parse::<Side>().ok().map(text::people_of),
        Some(AuditField::Origin) => word.parse().ok().map(text::origin),
        Some(AuditField::AuthenticationMethod) => word.parse().ok().map(text::authentication_method),
        Some(AuditField::Event) => word.parse::<MailEvent>().ok().map(text::mail_event),
        Some(AuditField::Language | AuditField::Languages) => {
            word.parse::<Language>().ok().map(Language::own_name)
        }
        Some(AuditField::Permissions) => return permission(word).unwrap_or_else(|| word.to_owned()),
        _ => None,
    };
    known.unwrap_or(word).to_owned()
}

/// `applications view global` as *OAuth Applications, View: Global*.
fn permission(words: &str) -> Option<String> {
    let mut words = words.split(' ');
    let subject = words.next()?.parse().ok().map(text::subject)?;
    let action = words.next()?.parse().ok().map(text::action)?;
    let level = words.next()?.parse().ok().map(text::level)?;
    Some(format!("{subject}, {action}: {level}"))
}
