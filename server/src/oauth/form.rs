//! `application/x-www-form-urlencoded`, strictly: what cannot be decoded is refused instead of guessed.

use super::{error::OAuthError, parameters::Parameters};

const BROKEN: &str = "The form is not valid application/x-www-form-urlencoded in UTF-8.";

/// Reads a form.
pub(super) fn read(body: &[u8]) -> Result<Parameters, OAuthError> {
    let broken = || OAuthError::invalid_request(BROKEN);
    let mut parameters = Parameters::default();
    for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
            Some(equals) => (&pair[..equals], &pair[equals + 1..]),
            None => (pair, &[][..]),
        };
        parameters.add(decode(name).ok_or_else(broken)?, decode(value).ok_or_else(broken)?)?;
    }
    Ok(parameters)
}

/// Decodes one name or value; none if a `%` is not followed by two hexadecimal digits or the result is not UTF-8.
pub(super) fn decode(text: &[u8]) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_browsers_and_libraries_send() {
        assert_eq!(decode(b"a+b%20c%2B%e2%82%AC").as_deref(), Some("a b c+\u{20ac}"));
        let mut form = read(b"&a=1&&b=&c&d=x=y&").ok().unwrap();
        assert_eq!(form.take("a").as_deref(), Some("1"));
        assert_eq!((form.take("b"), form.take("c")), (None, None));
        assert_eq!(form.take("d").as_deref(), Some("x=y"));
    }

    #[test]
    fn nonsense_is_refused_without_a_panic() {
        for broken in ["%", "%2", "%zz", "%2+", "a%", "%ff", "%C3", "%ED%A0%80", "\u{20ac}%"] {
            assert_eq!(decode(broken.as_bytes()), None, "{broken}");
            assert!(read(format!("a={broken}").as_bytes()).is_err(), "{broken}");
            assert!(read(format!("{broken}=a").as_bytes()).is_err(), "{broken}");
        }
        for refused in ["a=1&a=1", "a&a", "a=%00", "%00=a", "a=\0"] {
            assert!(read(refused.as_bytes()).is_err(), "{refused:?}");
        }
        assert!(read(&[0xff, b'=', 0xfe]).is_err());
        assert!(read(b"resource=a&resource=b").is_ok());
    }
}
