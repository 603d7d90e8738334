//! The configuration as it is in force, in words: each key with its value and where that comes from. Never with a password
//! or a secret.

use super::Config;
use figment::{Figment, Source};
use model::{EffectiveSetting, SettingSource};
use serde::Serializer;
use serde_json::Value;
use std::collections::BTreeMap;

/// What stands in the place of what nobody may read.
const HIDDEN: &str = "•••";
/// Names of settings, and of parameters of URLs, whose values nobody may read, whatever they are.
const SECRET: [&str; 4] = ["password", "secret", "token", "credential"];

/// Where the values come from that are not defaults.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<String, SettingSource>);

impl Sources {
    /// As figment knows them.
    pub(super) fn of(figment: &Figment, config: &Config) -> Self {
        let source = |key: &str| {
            let metadata = figment.find_metadata(key)?;
            Some(match metadata.source {
                Some(Source::File(_)) => SettingSource::File,
                _ => SettingSource::Environment,
            })
        };
        Self(values(config).into_keys().filter_map(|key| source(&key).map(|source| (key, source))).collect())
    }
}

impl Config {
    /// Every setting, by its key.
    pub fn effective(&self) -> Vec<EffectiveSetting> {
        let setting = |(key, value)| EffectiveSetting {
            source: self.sources.0.get(&key).copied().unwrap_or(SettingSource::Default),
            key,
            value,
        };
        values(self).into_iter().map(setting).collect()
    }
}

/// What a key may be read as.
fn values(config: &Config) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    // Nothing in it cannot be written as JSON.
    walk(&mut values, String::new(), &serde_json::to_value(config).unwrap_or_default());
    values.insert("server.public_url".into(), config.public_url());
    values
}

fn walk(values: &mut BTreeMap<String, String>, key: String, value: &Value) {
    if let Value::Object(members) = value {
        for (name, value) in members {
            let below = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            walk(values, below, value);
        }
        return;
    }
    let text = text(value);
    let text = if is_secret(key.rsplit('.').next().unwrap_or_default()) && !text.is_empty() {
        HIDDEN.to_owned()
    } else {
        without_password(&text)
    };
    values.insert(key, text);
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text_of_item).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// An item of a list that is a table tells only what it is called.
fn text_of_item(item: &Value) -> String {
    match item {
        Value::Object(members) => {
            let name = ["id", "name"].into_iter().find_map(|name| members.get(name)?.as_str());
            name.unwrap_or(HIDDEN).to_owned()
        }
        other => text(other),
    }
}

fn is_secret(name: &str) -> bool {
    SECRET.iter().any(|secret| name.to_ascii_lowercase().contains(secret))
}

/// The URL without what only this server should know: the password before the `@`, wherever that is, and such parameters.
pub(super) fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| !scheme.contains(' ')) else {
        return text.to_owned();
    };
    let rest = match rest.rsplit_once('@') {
        Some((before, host)) if scheme != "sqlite" => match before.split_once(':') {
            Some((user, _)) => format!("{user}:{HIDDEN}@{host}"),
            None => format!("{before}@{host}"),
        },
        _ => rest.to_owned(),
    };
    let Some((rest, query)) = rest.split_once('?') else { return format!("{scheme}://{rest}") };
    let hide = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
        _ => pair.to_owned(),
    };
    let query = query.split('&').map(hide).collect::<Vec<_>>().join("&");
    format!("{scheme}://{rest}?{query}")
}

/// For URLs that may hold a password.
#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
pub(super) fn hidden_password<S: Serializer>(url: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match url {
        Some(url) => serializer.serialize_some(&without_password(url)),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_told_wherever_it_stands() {
        for (url, told) in [
            ("postgres://latchkey:hunter2@db/latchkey", "postgres://latchkey:•••@db/latchkey"),
            ("postgres://latchkey:hunt/er?2@db/latchkey", "postgres://latchkey:•••@db/latchkey"),
            ("postgres://latchkey:hunter@2@db/latchkey", "postgres://latchkey:•••@db/latchkey"),
            (
                "postgres://db/latchkey?user=a&password=hunter2&sslmode=require",
                "postgres://db/latchkey?user=a&password=•••&sslmode=require",
            ),
            ("smtps://user%40a:hunter2@mail:465", "smtps://user%40a:•••@mail:465"),
            ("sqlite://var/a@b.db", "sqlite://var/a@b.db"),
            ("Latchkey <latchkey@example.com>", "Latchkey <latchkey@example.com>"),
        ] {
            assert_eq!(without_password(url), told);
            assert!(!told.contains("hunter"));
        }
    }

    #[test]
    fn every_setting_has_a_value_and_a_place_it_comes_from() {
        let mut config = Config::default();
        config.mail.url = Some("smtps://u:hunter2@mail".into());
        config.sources.0.insert("mail.url".into(), SettingSource::File);
        let all = config.effective();
        let find = |key: &str| all.iter().find(|one| one.key == key).unwrap();
        assert_eq!(find("keys.rotate_after").value, "90");
        assert_eq!(find("keys.rotate_after").source, SettingSource::Default);
        assert_eq!(find("tokens.access_lifetime").value, "3600");
        assert_eq!(find("server.public_url").value, "http://127.0.0.1:3000");
        assert_eq!(
            (find("mail.url").value.as_str(), find("mail.url").source),
            ("smtps://u:•••@mail", SettingSource::File)
        );
        assert_eq!(find("server.cors.allow_origins").value, "");
        let mut values = BTreeMap::new();
        let nested = serde_json::json!({ "a": { "client_secret": "hunter2", "list": [{ "id": "one", "x": "hunter2" }, { "y": "hunter2" }] } });
        walk(&mut values, String::new(), &nested);
        let expected = [("a.client_secret", "•••"), ("a.list", "one, •••")];
        assert!(values.iter().map(|(key, value)| (key.as_str(), value.as_str())).eq(expected));
    }
}
