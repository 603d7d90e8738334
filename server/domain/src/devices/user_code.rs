//! The code that people type (RFC 8628 §6.1): short, and of letters that are not mistaken for others and spell no words.

use crate::{Random, digest};

/// No vowels, no digits.
const ALPHABET: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// How many letters: 34 bits, which nobody guesses in ten minutes at five tries.
const LENGTH: usize = 8;

/// A code as it was meant, however it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UserCode(String);

impl UserCode {
    /// Makes one.
    pub(super) fn generate(random: &dyn Random) -> Self {
        let mut code = String::with_capacity(LENGTH);
        let mut bytes = [0; 32];
        while code.len() < LENGTH {
            random.fill(&mut bytes);
            // 240 is the largest multiple of 20 in a byte: what lies above would make some letters likelier.
            let letters =
                bytes.iter().filter(|byte| **byte < 240).map(|byte| ALPHABET[usize::from(byte % 20)]);
            code.extend(letters.map(char::from).take(LENGTH - code.len()));
        }
        Self(code)
    }

    /// Reads what somebody typed: in whatever case, with or without what separates the halves.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let kept = typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2013}')).take(LENGTH + 1);
        let code: String = kept.map(|c| c.to_ascii_uppercase()).collect();
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
        is_code.then_some(Self(code))
    }

    /// As it is shown.
    pub(super) fn shown(&self) -> String {
        format!("{}-{}", &self.0[..LENGTH / 2], &self.0[LENGTH / 2..])
    }

    /// What the database knows it by.
    pub(super) fn digest(&self) -> [u8; 32] {
        digest(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemRandom;
    use proptest::prelude::*;

    #[test]
    fn what_is_shown_is_read_again_however_it_is_typed() {
        for _ in 0..200 {
            let code = UserCode::generate(&SystemRandom);
            let shown = code.shown();
            assert_eq!(shown.len(), 9);
            for typed in
                [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), shown.replace('-', " – ")]
            {
                assert_eq!(UserCode::read(&typed).as_ref(), Some(&code), "{typed}");
            }
        }
    }

    #[test]
    fn everything_else_is_no_code() {
        for bad in [
            "",
            "-",
            "BCDF",
            "BCDF-GHJ",
            "BCDF-GHJKL",
            "ACDF-GHJK",
            "BCDF-GHJ1",
            "BCDF_GHJK",
            "ＢＣＤＦＧＨＪＫ",
        ] {
            assert_eq!(UserCode::read(bad), None, "{bad}");
        }
        assert_eq!(UserCode::read(&"-".repeat(1_000_000)), None);
    }

    proptest! {
        #[test]
        fn what_is_read_prints_as_it_was_made(typed in r"[b-zB-Z \-–]{7,12}|\PC{0,12}") {
            if let Some(code) = UserCode::read(&typed) {
                prop_assert_eq!(UserCode::read(&code.shown()), Some(code));
            }
        }
    }
}
