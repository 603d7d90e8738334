//! What is said to people whose request is refused before it reaches a page, in the language they ask for.

use crate::text::locale_of;
use leptos_i18n::td_string;
use model::Language;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another site made the browser send it.
    OtherSite,
    /// The database does not answer.
    NoDatabase,
    /// It is not a form as browsers send them.
    NotAForm,
    /// Its body is too long.
    TooLong,
    /// Its body ended before its time.
    BrokenOff,
    /// There is no grid of this name to export.
    NoSuchGrid,
    /// It is about something its sender has no access to.
    Forbidden,
    /// The organization requires a second factor that has yet to be set up.
    SecondFactorNeeded,
    /// The grid cannot be read now.
    GridUnavailable,
}

impl Refusal {
    /// The sentence, as a text of its own.
    pub fn text(self, language: Language) -> String {
        let locale = locale_of(language);
        let sentence = match self {
            Self::OtherSite => td_string!(locale, refusals.other_site),
            Self::NoDatabase => td_string!(locale, refusals.no_database),
            Self::NotAForm => td_string!(locale, refusals.not_a_form),
            Self::TooLong => td_string!(locale, refusals.too_long),
            Self::BrokenOff => td_string!(locale, refusals.broken_off),
            Self::NoSuchGrid => td_string!(locale, refusals.no_such_grid),
            Self::Forbidden => td_string!(locale, errors.forbidden),
            Self::SecondFactorNeeded => td_string!(locale, errors.second_factor_needed),
            Self::GridUnavailable => td_string!(locale, refusals.grid_unavailable),
        };
        format!("{sentence}\n")
    }
}
