//! Names of everything: what may be typed for one.

use crate::{Invalid, Problem};

/// The longest name of anything, in characters.
pub const NAME_MAX_LENGTH: usize = 255;

/// The name as it is stored: trimmed. What is wrong with it is added to `invalid`.
pub fn check_name(field: &str, typed: &str, invalid: &mut Invalid) -> String {
    let name = typed.trim();
    if name.is_empty() {
        invalid.add(field, Problem::Blank);
    } else if name.chars().count() > NAME_MAX_LENGTH {
        invalid.add(field, Problem::TooLong { limit: 255 });
    } else if name.chars().any(char::is_control) {
        invalid.add(field, Problem::ControlCharacters);
    }
    name.to_owned()
}

/// The id that was chosen; `None` where nothing was, and where it is none, which is added to `invalid`.
pub(crate) fn check_id<T: std::str::FromStr>(
    field: &str,
    typed: &str,
    problem: Problem,
    invalid: &mut Invalid,
) -> Option<T> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let id = typed.parse().ok();
    if id.is_none() {
        invalid.add(field, problem);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_each_refusal_names_its_field() {
        let mut invalid = Invalid::default();
        assert_eq!(check_name("name", " \u{a0}First  One ", &mut invalid), "First  One");
        assert_eq!(check_name("name", &"é".repeat(255), &mut invalid).chars().count(), 255);
        assert!(invalid.is_empty());
        check_name("a", " \u{a0} ", &mut invalid);
        check_name("b", &"é".repeat(256), &mut invalid);
        check_name("c", "a\0b", &mut invalid);
        let problems = [Problem::Blank, Problem::TooLong { limit: 255 }, Problem::ControlCharacters];
        assert_eq!(["a", "b", "c"].map(|field| invalid.of(field).unwrap()), problems);
    }
}
