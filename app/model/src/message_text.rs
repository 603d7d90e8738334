//! The words of a text that may be HTML: mail programs hand over either.

/// The text without tags and comments, on one line. What only looks like a tag stays: `1 < 2`, `<ada@example.com>`.
///
/// This is so that people read words instead of markup. It makes nothing safe to be shown as HTML, and nothing here is.
pub(crate) fn plain_text(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, at) = rest.split_at(start);
        words.push_str(before);
        if let Some(length) = tag(at) {
            if !is_within_words(&at[..length]) {
                words.push(' ');
            }
            rest = &at[length..];
        } else {
            words.push('<');
            rest = &at[1..];
        }
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a tag stands in the middle of a line, so that there is no space where it was.
fn is_within_words(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["a", "b", "em", "font", "i", "span", "strong", "u"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// How long the tag or comment is with which the text begins; none if it begins with neither. One that never ends takes the rest
/// with it, as the beginning of a message that was cut has it.
fn tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |end| end + 3));
    }
    let inner =
        text.strip_prefix("</").or_else(|| text.strip_prefix("<!")).or_else(|| text.strip_prefix('<'))?;
    let name = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = inner[name..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'));
    let begins = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && ends).then(|| text.find('>').map_or(text.len(), |end| end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        for (text, words) in [
            ("", ""),
            ("plain  text", "plain text"),
            ("<p>Dear <b>Ada</b>,</p><p>hello</p>", "Dear Ada, hello"),
            ("<a href=\"https://evil.example/\">click</a>", "click"),
            ("<img src=x onerror=alert(1)>x", "x"),
            ("a<!-- b > c -->d", "a d"),
            ("a<SPAN class=x>b</SPAN>c", "abc"),
            ("Bonjour ! : )", "Bonjour ! : )"),
            ("<br/>a<br />b", "a b"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("write to <ada@example.com>", "write to <ada@example.com>"),
            ("a <3 b", "a <3 b"),
            ("cut off <a href=\"htt", "cut off"),
            ("cut off <!-- x", "cut off"),
            ("é<b>ü</b><td>x</td>", "éü x"),
            ("<", "<"),
            ("a <b", "a"),
        ] {
            assert_eq!(plain_text(text), words, "{text}");
        }
    }
}
