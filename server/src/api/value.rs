//! The values of query parameters, read strictly: what is not understood is refused, never guessed.

use super::parameters::BadParameter;
use model::{NAME_MAX_LENGTH, TimeAsked};
use uuid::Uuid;

/// The most ids or words in one filter.
pub(super) const CHOICES_MAX: usize = 100;

/// A whole number from 1 to `most`.
pub(crate) fn number(name: &str, value: &str, most: u32) -> Result<u32, BadParameter> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse().ok().filter(|number| digits && (1..=most).contains(number));
    number.ok_or_else(|| BadParameter::new(name, format!("This must be a whole number from 1 to {most}.")))
}

/// Yes or no.
pub(super) fn boolean(name: &str, value: &str) -> Result<bool, BadParameter> {
    value.parse().map_err(|_| BadParameter::new(name, "This must be true or false."))
}

/// A text to compare with.
pub(super) fn text(name: &str, value: &str) -> Result<String, BadParameter> {
    if value.trim().is_empty() {
        Err(BadParameter::new(name, "There is nothing to compare with."))
    } else if value.chars().count() > NAME_MAX_LENGTH {
        Err(BadParameter::new(name, format!("This must have {NAME_MAX_LENGTH} characters or less.")))
    } else if value.chars().any(char::is_control) {
        Err(BadParameter::new(name, "This must not contain control characters."))
    } else {
        Ok(value.to_owned())
    }
}

/// Ids, separated by commas.
pub(super) fn ids(name: &str, value: &str) -> Result<Vec<Uuid>, BadParameter> {
    let ids = value.split(',').map(super::id::parse::<Uuid>).collect::<Option<Vec<_>>>();
    ids.filter(|ids| ids.len() <= CHOICES_MAX).ok_or_else(|| {
        BadParameter::new(name, format!("This must be 1 to {CHOICES_MAX} ids, separated by commas."))
    })
}

/// Words, separated by commas, each one of these.
pub(super) fn words(name: &str, value: &str, known: &[&str]) -> Result<Vec<String>, BadParameter> {
    let words = value.split(',').map(|word| known.contains(&word).then(|| word.to_owned()));
    let words = words.collect::<Option<Vec<_>>>().filter(|words| words.len() <= CHOICES_MAX);
    words.ok_or_else(|| {
        BadParameter::new(name, format!("These words are known, separated by commas: {}.", known.join(", ")))
    })
}

/// What is asked of a time: `before` or `after` a day, `never`, or `unused` for so many days.
pub(super) fn time(name: &str, operator: &str, value: &str) -> Result<TimeAsked, BadParameter> {
    let asked = TimeAsked::parse(operator, Some(value), Some(value));
    asked.filter(|asked| *asked != TimeAsked::Never || value == "true").ok_or_else(|| {
        let detail = "This must be [before] or [after] with a day such as 2026-11-23, [never] with true, or [unused] with days.";
        BadParameter::new(name, detail)
    })
}
