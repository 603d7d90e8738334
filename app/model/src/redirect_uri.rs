//! Where people may be sent back to after they let an application in (RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §4.1).

/// The longest redirect URL, in characters.
pub const REDIRECT_URI_MAX_LENGTH: usize = 2_000;
/// The most redirect URLs of one application.
pub const REDIRECT_URIS_MAX: usize = 20;

/// Whether a URL may be registered: `https`, `http` on this very machine, or a private-use scheme with a dot in it such as
/// `com.example.app:/done`. No fragment, no user information, nothing that browsers read in more than one way.
pub fn is_redirect_uri(uri: &str) -> bool {
    let plain = uri.len() <= REDIRECT_URI_MAX_LENGTH
        && uri.bytes().all(|byte| byte.is_ascii_graphic())
        && !uri.contains(['#', '\\', '"', '<', '>', '`', '{', '}', '|', '^', '*']);
    let Some((scheme, rest)) = uri.split_once(':').filter(|_| plain) else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "https" => authority(rest).is_some_and(|(host, port)| is_host(host) && is_port(port)),
        "http" => authority(rest).is_some_and(|(host, port)| is_loopback(host) && is_port(port)),
        private => is_private_scheme(private) && rest.starts_with('/') && !rest.starts_with("//"),
    }
}

/// Host and port of what follows the scheme; none if there is no authority, or one with user information.
fn authority(rest: &str) -> Option<(&str, Option<&str>)> {
    let rest = rest.strip_prefix("//")?;
    let authority = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
    if authority.contains('@') {
        return None;
    }
    match authority.strip_prefix('[') {
        Some(v6) => {
            let (host, after) = v6.split_once(']')?;
            let host = &authority[..host.len() + 2];
            if after.is_empty() { Some((host, None)) } else { Some((host, Some(after.strip_prefix(':')?))) }
        }
        None => match authority.split_once(':') {
            Some((host, port)) => Some((host, Some(port))),
            None => Some((authority, None)),
        },
    }
}

fn is_port(port: Option<&str>) -> bool {
    port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok())
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    is_v6(host) || (host.len() <= 253 && host.split('.').all(label))
}

fn is_v6(host: &str) -> bool {
    host.strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok())
}

/// RFC 8252 §7.3 and §8.3.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "[::1]"
}

/// RFC 8252 §7.1: a scheme made of a domain that its maker owns, written backwards.
fn is_private_scheme(scheme: &str) -> bool {
    scheme.contains('.')
        && scheme.split('.').all(|label| !label.is_empty())
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_can_be_reached_by_passes() {
        for good in [
            "https://app.example.com/callback",
            "https://app.example.com",
            "https://app.example.com:8443/cb?tenant=a&x=%20",
            "https://[2001:db8::1]/cb",
            "HTTPS://App.Example.com/",
            "http://localhost/cb",
            "http://127.0.0.1:3000/cb",
            "http://[::1]:3000/cb",
            "com.example.app:/oauth2redirect",
        ] {
            assert!(is_redirect_uri(good), "{good}");
        }
    }

    #[test]
    fn what_an_attacker_could_use_is_refused() {
        for bad in [
            "",
            "/callback",
            "app.example.com",
            "http://app.example.com/cb",
            "http://localhost.evil.example/cb",
            "http://127.0.0.1.evil.example/",
            "https://app.example.com/cb#fragment",
            "https://user@app.example.com/",
            "https://app.example.com@evil.example/",
            "https://app.example.com./cb",
            "https://*.example.com/cb",
            "https://exämple.com/",
            "https://",
            "https:///cb",
            "https://a:b/",
            "https://a:99999/",
            "https://a b/",
            "https://a/\ncb",
            "https:\\\\evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "myapp:/cb",
            "myapp://cb",
            "com.example.app://cb",
            "com..example:/cb",
            "ftp.example:cb",
        ] {
            assert!(!is_redirect_uri(bad), "{bad:?}");
        }
        assert!(!is_redirect_uri(&format!("https://a/{}", "x".repeat(2_000))));
    }
}
