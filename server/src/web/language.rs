//! Which language an answer is in: what the person chose, else what this browser remembers, else what it asks for.

use app::{LANGUAGE_COOKIE, Visitor};
use axum::extract::Request;
use axum_extra::extract::CookieJar;
use http::{HeaderMap, header};
use model::Language;

/// The language of a request that has its [`Visitor`]; of others, what its headers ask for.
pub(super) fn language_of(request: &Request) -> Language {
    let visitor = request.extensions().get::<Visitor>();
    visitor.map_or_else(|| asked_for(request.headers()), |visitor| visitor.language)
}

/// What the headers ask for, whoever sent them: the cookie, then `Accept-Language`, then English.
pub(super) fn asked_for(headers: &HeaderMap) -> Language {
    let remembered = CookieJar::from_headers(headers);
    let remembered = remembered.get(LANGUAGE_COOKIE).and_then(|cookie| cookie.value().parse().ok());
    remembered.or_else(|| accepted(headers)).unwrap_or_default()
}

/// The one of our languages with the highest weight (RFC 9110 §12.5.4), the first of them where several have it. Of a
/// range like `de-AT` the first part counts (RFC 4647 §3.4), for we have no dialects.
fn accepted(headers: &HeaderMap) -> Option<Language> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).into_iter().filter_map(|line| line.to_str().ok());
    let mut best = None;
    for (range, weight) in lines.flat_map(|line| line.split(',')).filter_map(weighted) {
        let primary = range.split('-').next().unwrap_or_default().to_ascii_lowercase();
        // Whoever takes any language takes the one we fall back to.
        let language = if primary == "*" { Some(Language::default()) } else { primary.parse().ok() };
        if let Some(language) = language
            && weight > best.map_or(0, |(_, weight)| weight)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// A range and its weight in thousandths; nothing where the weight is none.
fn weighted(item: &str) -> Option<(&str, u16)> {
    let (range, parameter) = item.split_once(';').unwrap_or((item, "q=1"));
    let value = parameter.trim().strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?;
    let weight: f32 = value.trim().parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1000, by the line before"
    )]
    (0.0..=1.0).contains(&weight).then(|| (range.trim(), (weight * 1000.0).round() as u16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn asked(pairs: &[(header::HeaderName, &'static str)]) -> Language {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, HeaderValue::from_static(value));
        }
        asked_for(&headers)
    }

    #[test]
    fn the_heaviest_language_we_speak_is_taken() {
        let table = [
            ("de", Language::De),
            ("de-AT, en;q=0.5", Language::De),
            ("FR-ca;q=0.8,en-GB;q=0.7", Language::Fr),
            ("en;q=0.7, fr ; q = 0.9, de;q=0.8", Language::Fr),
            ("it, es;q=0.9, de;q=0.1", Language::De),
            ("it, *;q=0.5, fr;q=0.4", Language::En),
            ("de;q=0, fr;q=0.001", Language::Fr),
            ("de;q=0", Language::En),
            ("fr, de", Language::Fr),
            ("de;q=2, fr;q=x, de;level=1", Language::En),
            ("den, frr", Language::En),
            ("", Language::En),
            (",;;,=,q=1,;q=", Language::En),
            ("nan;q=NaN, de;q=inf", Language::En),
        ];
        for (line, expected) in table {
            assert_eq!(asked(&[(header::ACCEPT_LANGUAGE, line)]), expected, "{line:?}");
        }
        let lines = [(header::ACCEPT_LANGUAGE, "en;q=0.5"), (header::ACCEPT_LANGUAGE, "de")];
        assert_eq!(asked(&lines), Language::De);
    }

    #[test]
    fn what_the_browser_remembers_is_before_what_it_asks_for() {
        let with = |cookie| asked(&[(header::COOKIE, cookie), (header::ACCEPT_LANGUAGE, "de")]);
        assert_eq!(with("latchkey_theme=dark; latchkey_language=fr"), Language::Fr);
        assert_eq!(with("latchkey_language=xx"), Language::De);
        assert_eq!(asked(&[]), Language::En);
    }
}
