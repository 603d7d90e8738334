//! `application/x-www-form-urlencoded`, strictly: what cannot be decoded is refused instead of guessed.

use super::{error::OAuthError, parameters::Parameters};
use model::decode_pairs;

const BROKEN: &str = "The form is not valid application/x-www-form-urlencoded in UTF-8.";

/// Reads a form.
pub(super) fn read(body: &[u8]) -> Result<Parameters, OAuthError> {
    let broken = || OAuthError::invalid_request(BROKEN);
    let mut parameters = Parameters::default();
    for (name, value) in decode_pairs(body).ok_or_else(broken)? {
        parameters.add(name, value)?;
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_browsers_and_libraries_send() {
        let mut form = read(b"&a=1&&b=&c&d=x=y&").ok().unwrap();
        assert_eq!(form.take("a").as_deref(), Some("1"));
        assert_eq!((form.take("b"), form.take("c")), (None, None));
        assert_eq!(form.take("d").as_deref(), Some("x=y"));
    }

    #[test]
    fn nonsense_is_refused_without_a_panic() {
        for broken in ["%", "%2", "%zz", "%2+", "a%", "%ff", "%C3", "%ED%A0%80", "\u{20ac}%"] {
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
