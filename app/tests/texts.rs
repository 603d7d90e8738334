//! Every text is there in every language, with the same variables; none is left in English, none is unused, and no page
//! has words of its own.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The languages besides English, each with the keys whose text is the same as in English, because the words are.
const TRANSLATIONS: [(&str, &[&str]); 2] = [
    (
        "de",
        &[
            "activity.secret",
            "activity.summary_part",
            "activity.tokens_chart",
            "audit.of_language",
            "audit.record_title",
            "audit_doors.server",
            "audit_fields.name",
            "audit_fields.passkey",
            "audit_fields.person",
            "audit_fields.text",
            "audit_kinds.mail",
            "audit_kinds.server",
            "audit_who.person",
            "configuration.version",
            "factors.code",
            "factors.passkeys",
            "frame.system",
            "login_attempts.source_passkey",
            "conformance.live",
            "device.code",
            "login_attempts.browser",
            "people.person",
            "export.name",
            "customers.name",
            "frame.theme_system",
            "levels.global",
            "my_user.name",
            "organizations.name",
            "outbox.text",
            "applications.status",
            "records.status",
            "roles.level_of",
            "roles.name",
            "rules.name",
            "sessions.browser",
            "templates.name",
            "templates.text",
            "templates.variable",
            "users.name",
            "view_application.secrets",
        ],
    ),
    (
        "fr",
        &[
            "activity.secret",
            "audit.action",
            "audit.of_language",
            "audit.title",
            "audit_doors.pages",
            "audit_fields.active",
            "audit_fields.application",
            "audit_kinds.application",
            "audit_who.application",
            "configuration.title",
            "configuration.version",
            "factors.code",
            "frame.audit",
            "frame.configuration",
            "conformance.applications",
            "conformance.configuration",
            "conformance.section",
            "device.code",
            "let_in.application",
            "login_attempts.application",
            "applications.active",
            "applications.status_active",
            "applications.status_inactive",
            "applications.total.one",
            "applications.total.other",
            "common.notifications",
            "grid.actions",
            "levels.global",
            "mail_events.invitation",
            "messages.title",
            "pager.label",
            "roles.permissions",
            "sessions.actions",
            "sessions.caption",
            "subjects.audit",
            "subjects.configuration",
            "templates.variable",
            "large_lists.position",
            "search.shortcut",
            "templates.variables",
            "view_application.secrets",
        ],
    ),
];

/// Names, and terms of the standards, which every language has in English.
const NAMES: [&str; 11] = [
    "api_types.json_api",
    "api_types.scim",
    "applications.client_id",
    "audit_doors.scim",
    "audit_fields.client_id",
    "audit_fields.html",
    "applications.client_secret",
    "grants.client_credentials",
    "product",
    "outbox.html",
    "templates.html",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The texts of a language by their keys, in the order of the file.
fn texts(language: &str) -> Vec<(String, String)> {
    let path = root().join("locales").join(format!("{language}.json"));
    let json = fs::read_to_string(path).expect("the texts of the language");
    let mut texts = Vec::new();
    flatten("", &serde_json::from_str(&json).expect("JSON"), &mut texts);
    texts
}

fn flatten(key: &str, value: &Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((key.to_owned(), text.clone())),
        Value::Object(members) => {
            for (name, value) in members {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&key, value, texts);
            }
        }
        other => panic!("{key}: {other}"),
    }
}

/// The names between `{{` and `}}`, sorted.
fn variables(text: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).map(str::trim).collect();
    names.sort_unstable();
    names
}

/// Every file of the app, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.ends_with("src/design") || path.ends_with("src/design.rs") {
                // For whoever works on the product, in English, and in no release.
            } else if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found
}

#[test]
fn every_language_has_every_text_with_the_same_variables() {
    let english = texts("en");
    for (language, _) in TRANSLATIONS {
        let translated: BTreeMap<_, _> = texts(language).into_iter().collect();
        let missing: Vec<_> = english.iter().filter(|(key, _)| !translated.contains_key(key)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:#?}");
        assert_eq!(translated.len(), english.len(), "{language} has texts that English has not");
        for (key, text) in &english {
            let theirs = &translated[key];
            assert_eq!(variables(theirs), variables(text), "{language} {key}");
            assert!(!theirs.trim().is_empty() || text.trim().is_empty(), "{language} {key} is empty");
        }
    }
}

#[test]
fn no_text_is_left_in_english() {
    let english: BTreeMap<_, _> = texts("en").into_iter().collect();
    for (language, same) in TRANSLATIONS {
        let left: Vec<_> = texts(language)
            .into_iter()
            .filter(|(key, text)| english.get(key) == Some(text))
            .map(|(key, _)| key)
            .filter(|key| !same.contains(&key.as_str()) && !NAMES.contains(&key.as_str()))
            .collect();
        assert!(
            left.is_empty(),
            "{language}: translate these, or say that the words are the same: {left:#?}"
        );
    }
}

#[test]
fn every_text_is_used() {
    let sources: String = sources().into_iter().map(|(_, text)| text).collect();
    let sources: String = sources.split_whitespace().collect::<Vec<_>>().join(" ");
    let used = |key: &str| {
        let ends = [')', ',', ' '].map(|end| format!("{key}{end}"));
        let macros = ["text!(", "counted!(", "locale, "];
        macros.iter().any(|start| {
            ends.iter().any(|end| {
                sources.contains(&format!("{start}{end}")) || sources.contains(&format!("{start} {end}"))
            })
        })
    };
    let unused: Vec<_> = texts("en")
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| {
            let counted = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other"));
            !used(key) && !counted.is_some_and(used)
        })
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

/// A literal after `>` or alone in its line is text, and these attributes are read out or shown.
#[test]
fn no_page_has_words_of_its_own() {
    const SHOWN: [&str; 7] = ["aria-label", "alt", "label", "placeholder", "title", "hint", "text"];
    let is_words = |literal: &str| literal.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let mut found = Vec::new();
    for (path, source) in sources() {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate() {
            let line = line.trim();
            if line.starts_with("//") {
                continue;
            }
            let attribute = SHOWN.iter().any(|name| {
                line.split_once(&format!("{name}=\""))
                    .and_then(|(_, rest)| rest.split('"').next())
                    .is_some_and(is_words)
            });
            let node = line
                .split_once(">\"")
                .and_then(|(_, rest)| rest.split_once("\"<"))
                .is_some_and(|(words, _)| is_words(words));
            if attribute || node {
                found.push(format!("{}:{}: {line}", path.display(), index + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
