//! `application/x-www-form-urlencoded`, strictly: what cannot be decoded is refused instead of guessed.

/// Names and values in their order; none if something cannot be decoded.
pub fn decode_pairs(text: &[u8]) -> Option<Vec<(String, String)>> {
    let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(equals) => (&pair[..equals], &pair[equals + 1..]),
                None => (pair, &[][..]),
            };
            Some((decode_component(name)?, decode_component(value)?))
        })
        .collect()
}

/// Decodes one name or value; none if a `%` is not followed by two hexadecimal digits or the result is not UTF-8.
pub fn decode_component(text: &[u8]) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex(*rest.next()?)? * 16 + hex(*rest.next()?)?,
            other => *other,
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A text as the value of a query parameter or a path segment (RFC 3986 §2.3).
pub fn escape(text: &str) -> String {
    use std::fmt::Write;
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_again_and_nothing_is_guessed() {
        for text in ["", "a b&c=d?e#f", "é\u{1f511}\0%41+"] {
            assert_eq!(decode_component(escape(text).as_bytes()).as_deref(), Some(text));
        }
        assert_eq!(escape("/my-user?name=é&a=b c"), "%2Fmy-user%3Fname%3D%C3%A9%26a%3Db%20c");
        for bad in ["%", "%4", "%zz", "%ff", "a%"] {
            assert_eq!(decode_component(bad.as_bytes()), None, "{bad}");
        }
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(decode_pairs(b"&a=b=c&&d&=e"), Some(vec![pair("a", "b=c"), pair("d", ""), pair("", "e")]));
        assert_eq!(decode_pairs(b"a=b&c=%"), None);
    }
}
