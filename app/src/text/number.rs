//! Numbers as a language writes them, and which form of a word they take.
//!
//! By hand, for three languages: the rules of ICU for all of them would cost every first visit tens of kilobytes.

use super::language;
use model::Language;

/// A count, its thousands apart. Not by the browser's own formatting: the first render is the same on both sides.
pub fn number(count: impl Into<u64>) -> String {
    grouped(count.into(), separator(language()))
}

/// Whether a count takes the form of one thing (Unicode CLDR, plural rules): in French nothing does, too.
pub fn is_one(count: impl Into<u64>) -> bool {
    has_form_one(language(), count.into())
}

const fn has_form_one(language: Language, count: u64) -> bool {
    match language {
        Language::En | Language::De => count == 1,
        Language::Fr => count < 2,
    }
}

/// What stands between thousands (Unicode CLDR).
const fn separator(language: Language) -> char {
    match language {
        Language::En => ',',
        Language::De => '.',
        Language::Fr => '\u{202f}',
    }
}

fn grouped(count: u64, separator: char) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 * separator.len_utf8());
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_one_in_french_only() {
        let forms = |language| [0, 1, 2, 1_000].map(|count| has_form_one(language, count));
        assert_eq!(forms(Language::En), [false, true, false, false]);
        assert_eq!(forms(Language::De), forms(Language::En));
        assert_eq!(forms(Language::Fr), [true, true, false, false]);
    }

    #[test]
    fn thousands_stand_apart() {
        let table =
            [(0, "0"), (999, "999"), (1_000, "1.000"), (123_456, "123.456"), (1_234_567, "1.234.567")];
        for (count, expected) in table {
            assert_eq!(grouped(count, separator(Language::De)), expected);
        }
        assert_eq!(grouped(u64::MAX, separator(Language::En)), "18,446,744,073,709,551,615");
        assert_eq!(grouped(10_000, separator(Language::Fr)), "10\u{202f}000");
    }
}
