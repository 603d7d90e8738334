//! Where people may be sent to: paths of this site, whatever a `next=` says.

/// The path if it is one of this site, else the start page.
///
/// Refuses what browsers take for another host (`//evil`, `/\evil`) and everything that is not legal in a header.
pub fn local_path(path: &str) -> &str {
    let mut bytes = path.bytes();
    let local = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
    if local && path.bytes().all(|byte| byte.is_ascii_graphic()) { path } else { "/" }
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
}
