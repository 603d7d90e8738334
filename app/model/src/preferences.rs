//! What a person chooses for themselves: the language and the time zone of their pages and mails.

use crate::{Digest, Invalid, Language, Problem};
use serde::{Deserialize, Serialize};

/// The form exactly as typed; empty is no choice. Field names are the names of the inputs: `language`, `time_zone`,
/// `digest`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PreferencesForm {
    /// A language tag.
    pub language: String,
    /// The IANA name of a time zone.
    pub time_zone: String,
    /// How often to be told what can wait.
    pub digest: String,
}

/// What the form means. Which time zones there are, the office knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The language; `None`: as the browser asks.
    pub language: Option<Language>,
    /// The IANA name of the time zone; `None`: the browser's.
    pub time_zone: Option<String>,
    /// How often to be told what can wait; `None`: at once.
    pub digest: Option<Digest>,
}

impl PreferencesForm {
    /// The form of what was chosen before.
    pub fn of(language: Option<Language>, time_zone: Option<&str>, digest: Option<Digest>) -> Self {
        Self {
            language: language.map(Language::as_str).unwrap_or_default().to_owned(),
            time_zone: time_zone.unwrap_or_default().to_owned(),
            digest: digest.map(Digest::as_str).unwrap_or_default().to_owned(),
        }
    }

    /// The rules that need no list of time zones.
    pub fn validate(&self) -> Result<Preferences, Invalid> {
        let given = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
        let language = given(&self.language)
            .map(|tag| tag.parse().map_err(|_| Invalid::one("language", Problem::UnknownChoice)))
            .transpose()?;
        let digest = given(&self.digest)
            .map(|word| word.parse().map_err(|_| Invalid::one("digest", Problem::UnknownChoice)))
            .transpose()?;
        Ok(Preferences { language, time_zone: given(&self.time_zone), digest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_no_choice_and_nonsense_is_refused() {
        let read = |language: &str, time_zone: &str| {
            let form = PreferencesForm {
                language: language.into(),
                time_zone: time_zone.into(),
                digest: "weekly".into(),
            };
            form.validate()
        };
        assert_eq!(
            read("", " "),
            Ok(Preferences { language: None, time_zone: None, digest: Some(Digest::Weekly) })
        );
        let (language, time_zone) = (Some(Language::De), Some("Europe/Berlin".to_owned()));
        assert_eq!(
            read("de", " Europe/Berlin"),
            Ok(Preferences { language, time_zone, digest: Some(Digest::Weekly) })
        );
        assert_eq!(read("xx", ""), Err(Invalid::one("language", Problem::UnknownChoice)));
        let nonsense = PreferencesForm { digest: "hourly".into(), ..PreferencesForm::default() };
        assert_eq!(nonsense.validate(), Err(Invalid::one("digest", Problem::UnknownChoice)));
        let form = PreferencesForm::of(Some(Language::Fr), Some("UTC"), Some(Digest::Daily));
        assert_eq!(
            (form.language.as_str(), form.time_zone.as_str(), form.digest.as_str()),
            ("fr", "UTC", "daily")
        );
    }
}
