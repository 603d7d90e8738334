//! What people call the browser that a session belongs to.

use crate::text::text;
use model::browser;

/// What people call the browser, out of what it calls itself.
pub fn browser_name(user_agent: &str) -> String {
    let (browser, system) = browser(user_agent);
    let browser = browser.unwrap_or(text!(sessions.unknown_browser));
    system.map_or_else(|| browser.to_owned(), |system| format!("{browser}, {system}"))
}

#[cfg(test)]
mod tests {
    use super::browser_name;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140";
        assert_eq!(browser_name(edge), "Edge, Windows");
        assert_eq!(
            browser_name("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox, Linux"
        );
        assert_eq!(browser_name(""), "Unknown");
    }
}
