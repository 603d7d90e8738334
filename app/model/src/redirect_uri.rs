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

/// Whether a server may be told of something there: what may be registered as a redirect URL, but for private-use schemes,
/// which only a browser follows.
pub fn is_web_address(uri: &str) -> bool {
    let scheme = uri.split(':').next().unwrap_or_default();
    is_redirect_uri(uri) && ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Whether the redirect URL of a request is the registered one: the same, character for character (RFC 9700 §4.1.3). Only the
/// port of an IP address of this very machine is free, because a native app takes the one it gets (RFC 8252 §7.3).
pub fn redirect_uri_matches(registered: &str, sent: &str) -> bool {
    registered == sent
        || matches!((without_loopback_port(registered), without_loopback_port(sent)),
            (Some(registered), Some(sent)) if registered == sent && is_redirect_uri(&format!("http://{}{}", sent.0, sent.1)))
}

/// Host and path of a URL at an IP address of this machine, if it has a port that is one, or none.
fn without_loopback_port(uri: &str) -> Option<(&str, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = ["127.0.0.1", "[::1]"].into_iter().find(|host| rest.starts_with(host))?;
    let port = rest[host.len()..end].strip_prefix(':').or((end == host.len()).then_some("0"));
    port.filter(|port| is_port(Some(port)) && !port.is_empty())?;
    Some((host, &rest[end..]))
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

    #[test]
    fn only_the_port_of_a_loopback_address_is_free() {
        for (registered, sent) in [
            ("https://a.example/cb", "https://a.example/cb"),
            ("com.example.app:/done", "com.example.app:/done"),
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb"),
            ("http://127.0.0.1:3000/cb?x=1", "http://127.0.0.1/cb?x=1"),
            ("http://[::1]:1/cb", "http://[::1]:65535/cb"),
            ("http://localhost:3000/cb", "http://localhost:3000/cb"),
        ] {
            assert!(redirect_uri_matches(registered, sent), "{registered} {sent}");
        }
    }

    /// RFC 9700 §4.1.1: what attackers make of a registered URL.
    #[test]
    fn rfc9700_4_1_1_no_variant_of_a_registered_url_passes() {
        for (registered, sent) in [
            ("https://a.example/cb", "https://a.example/cb/"),
            ("https://a.example/cb", "https://a.example./cb"),
            ("https://a.example/cb", "https://a.example:443/cb"),
            ("https://a.example/cb", "https://a.example:8443/cb"),
            ("https://a.example/cb", "HTTPS://a.example/cb"),
            ("https://a.example/cb", "https://A.example/cb"),
            ("https://a.example/cb", "https://a.example/cb?x=1"),
            ("https://a.example/cb", "https://a.example/cb#x"),
            ("https://a.example/cb", "https://a.example/%63b"),
            ("https://a.example/cb", "https://a.example%2fcb"),
            ("https://a.example/cb", "https://a.example/x/../cb"),
            ("https://a.example/cb", "https://a.example\\@evil.example/cb"),
            ("https://a.example/cb", "https://a.example@evil.example/cb"),
            ("https://a.example/cb", "https://evil.example/https://a.example/cb"),
            ("https://a.example/cb", "https://xn--a-example-9za/cb"),
            ("https://a.example/cb", "http://a.example/cb"),
            ("https://a.example/cb", ""),
            ("http://localhost:3000/cb", "http://localhost:3001/cb"),
            ("http://localhost/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb"),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1@evil.example/cb"),
            ("http://127.0.0.1/cb", "http://127.0.0.1:/cb"),
            ("http://127.0.0.1/cb", "http://127.0.0.1:99999/cb"),
            ("http://127.0.0.1/cb", "http://127.0.0.1:3000/other"),
            ("http://127.0.0.1/cb", "http://[::1]/cb"),
            ("http://127.0.0.1/cb", "http://127.1/cb"),
        ] {
            assert!(!redirect_uri_matches(registered, sent), "{registered} {sent}");
        }
    }
}
