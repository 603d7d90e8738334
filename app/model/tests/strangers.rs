//! What strangers can send is read as it was meant or not at all, whatever it is.

use model::{
    ApiType, IdentityScope, Scope, decode_component, decode_pairs, escape, is_redirect_uri,
    redirect_uri_matches,
};
use proptest::prelude::*;

/// Something like a URL, of the parts that attackers put together.
fn url_like() -> impl Strategy<Value = String> {
    let scheme =
        prop::sample::select(vec!["https:", "http:", "HTTP:", "com.example.app:", "javascript:", ""]);
    let host = prop::sample::select(vec![
        "a.example",
        "127.0.0.1",
        "[::1]",
        "localhost",
        "127.1",
        "0x7f.1",
        "a.example.",
        "evil.example",
        "",
    ]);
    (scheme, r"[/\\]{0,3}", "([a-z:]{0,3}@)?", host, "(:[0-9]{0,6})?", r"[a-z0-9/?#%.@\\: -]{0,12}").prop_map(
        |(scheme, slashes, user, host, port, rest)| format!("{scheme}{slashes}{user}{host}{port}{rest}"),
    )
}

proptest! {
    #[test]
    fn what_is_escaped_is_read_again(pairs: Vec<(String, String)>) {
        let text = pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
        let text = text.collect::<Vec<_>>().join("&");
        prop_assert_eq!(decode_pairs(text.as_bytes()), Some(pairs));
    }

    #[test]
    fn whatever_comes_is_decoded_or_refused(bytes: Vec<u8>) {
        if let Some(text) = decode_component(&bytes) {
            let escaped = escape(&text);
            prop_assert_eq!(decode_component(escaped.as_bytes()), Some(text));
        }
        if let Some(pairs) = decode_pairs(&bytes) {
            prop_assert!(pairs.len() <= bytes.len());
        }
    }

    #[test]
    fn a_scope_says_no_more_than_its_words(text in "([a-z_]{1,8}|json_api|scim|openid|email| ){0,6}") {
        if let Ok(scope) = text.parse::<Scope>() {
            let has = |word: &str| text.split(' ').any(|one| one == word);
            for api in ApiType::ALL {
                prop_assert_eq!(scope.apis.contains(&api), has(api.scope()));
            }
            for one in IdentityScope::ALL {
                prop_assert_eq!(scope.has(one), has(one.as_str()));
            }
            prop_assert_eq!(scope.to_string().parse::<Scope>().ok(), Some(scope));
        }
    }

    #[test]
    fn only_the_registered_url_is_answered(registered in url_like(), sent in url_like()) {
        if is_redirect_uri(&registered) {
            prop_assert!(redirect_uri_matches(&registered, &registered));
            if redirect_uri_matches(&registered, &sent) && registered != sent {
                prop_assert!(is_redirect_uri(&sent), "{}", sent);
                let is_here =
                    |url: &str| url.starts_with("http://127.0.0.1") || url.starts_with("http://[::1]");
                prop_assert!(is_here(&registered) && is_here(&sent), "{} {}", registered, sent);
            }
        }
    }

    #[test]
    fn one_changed_character_makes_another_url(index: prop::sample::Index, with in "[ -~]") {
        let registered = "https://a.example/callback?tenant=1";
        let mut sent = registered.to_owned();
        let at = index.index(sent.len());
        sent.replace_range(at..=at, &with);
        prop_assert_eq!(redirect_uri_matches(registered, &sent), sent == registered);
    }
}
