//! Templates of mails: text with `{{names}}` in it.
//!
//! Values are put in once and never read as a template themselves, so that an application called `{{owner}}` is just that.

use std::borrow::Cow;

/// How values are written into a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As they are, on one line each.
    Text,
    /// With everything that means something in HTML made harmless.
    Html,
}

/// Puts values in. A name without a value stays as it stands, which the tests of each mail look for.
pub(super) fn render(template: &str, values: &[(&str, &str)], format: Format) -> String {
    let mut out = String::with_capacity(template.len() + 256);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let value = after.split_once("}}").and_then(|(name, then)| {
            values.iter().find(|(known, _)| *known == name.trim()).map(|(_, value)| (*value, then))
        });
        if let Some((value, then)) = value {
            let value = one_line(value);
            match format {
                Format::Text => out.push_str(&value),
                Format::Html => escape(&value, &mut out),
            }
            rest = then;
        } else {
            out.push_str("{{");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Control characters become spaces: a line break in a name would begin a new line of the text, or of the header.
pub(super) fn one_line(value: &str) -> Cow<'_, str> {
    if value.contains(char::is_control) {
        Cow::Owned(value.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(value)
    }
}

fn escape(value: &str, out: &mut String) {
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        let values = [("a", "{{b}}"), ("b", "2")];
        assert_eq!(render("{{a}} {{ b }} {{c}} {{", &values, Format::Text), "{{b}} 2 {{c}} {{");
    }

    #[test]
    fn html_is_escaped_and_lines_are_not_broken() {
        let values = [("a", "<b>\"Tom\" & 'Jerry'</b>\r\nBcc: x")];
        assert_eq!(
            render("<p>{{a}}</p>", &values, Format::Html),
            "<p>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;  Bcc: x</p>"
        );
        assert_eq!(render("{{a}}", &values, Format::Text), "<b>\"Tom\" & 'Jerry'</b>  Bcc: x");
    }
}
