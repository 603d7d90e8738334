//! A place in a list as it stands in links: opaque, and looked at closely when it comes back.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::Cursor;

/// The longest one that is read. The longest that is given out holds three texts of a few hundred letters.
const LENGTH_MAX: usize = 8 * 1024;

/// Writes it.
pub(super) fn write(cursor: &Cursor) -> String {
    // What is written is texts and numbers, which can always be.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(cursor).unwrap_or_default())
}

/// Reads it, if it is one. Whether it is a place in the list at hand, the list says.
pub(super) fn read(text: &str) -> Option<Cursor> {
    let short = Some(text).filter(|text| text.len() <= LENGTH_MAX)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(short).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(order in ".{0,20}", text in ".{0,255}", number: i64, flag: bool) {
            let cursor = Cursor { order, keys: vec![Key::Text(text), Key::Number(number), Key::Flag(flag)] };
            let written = write(&cursor);
            prop_assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            prop_assert_eq!(read(&written), Some(cursor));
        }

        #[test]
        fn nonsense_is_none(text in ".{0,100}") {
            prop_assert_eq!(read(&text), None);
        }
    }

    #[test]
    fn what_looks_like_one_is_none() {
        for document in
            ["", "null", "[]", "{}", r#"{"o":"","k":[null]}"#, r#"{"o":"","k":[1.5]}"#, r#"{"o":1,"k":[]}"#]
        {
            assert_eq!(read(&URL_SAFE_NO_PAD.encode(document)), None, "{document}");
        }
        let long = Cursor { order: "x".repeat(LENGTH_MAX), keys: vec![] };
        assert_eq!(read(&write(&long)), None);
    }
}
