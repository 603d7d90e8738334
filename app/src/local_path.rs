//! Where people may be sent to: paths of this site, whatever a `next=` says.

/// The path if it is one of this site, else the start page.
///
/// Refuses what browsers take for another host (`//evil`, `/\evil`) and everything that is not legal in a header.
pub fn local_path(path: &str) -> &str {
    let mut bytes = path.bytes();
    let local = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
    if local && path.bytes().all(|byte| byte.is_ascii_graphic()) { path } else { "/" }
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
    fn only_paths_of_this_site_pass() {
        for good in ["/", "/my-user", "/my-user?name=a%20b&sort=-name#x", "/a//b"] {
            assert_eq!(local_path(good), good);
        }
        let bad = [
            "",
            "my-user",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/a b",
            "/é",
            "\t/a",
        ];
        for bad in bad {
            assert_eq!(local_path(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn escaping_leaves_nothing_that_means_something() {
        assert_eq!(escape("/my-user?name=é&a=b c"), "%2Fmy-user%3Fname%3D%C3%A9%26a%3Db%20c");
    }
}
