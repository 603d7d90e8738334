//! The page around the HTML of a mail: plain, readable in light and dark mail programs, nothing loaded from elsewhere.

use super::engine::escaped;
use model::Language;

/// What a template says in HTML is the inside of this page, unless it brings a page of its own. Nothing stays nothing.
pub(super) fn page(html: &str, subject: &str, language: Language) -> String {
    let html = html.trim();
    if html.is_empty() || is_page(html) {
        return html.to_owned();
    }
    let (language, subject) = (language.as_str(), escaped(subject));
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
</head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
{html}
</div>
</body>
</html>
"#
    )
}

fn is_page(html: &str) -> bool {
    let start = |word: &str| html.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    start("<!doctype") || start("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_gets_a_page_and_a_page_stays() {
        let made = page("<p>Grüß Gott</p>", "A & B", Language::De);
        assert!(made.contains("<html lang=\"de\">") && made.contains("<title>A &amp; B</title>"), "{made}");
        assert!(made.contains("<p>Grüß Gott</p>\n</div>"), "{made}");
        for own in ["<!DocType html><p>x</p>", "<HTML><body>x</body></HTML>"] {
            assert_eq!(page(own, "A", Language::En), own);
        }
        assert_eq!(page(" \n", "A", Language::En), "");
    }
}
