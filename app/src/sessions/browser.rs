//! What people call the browser that a session belongs to.

use crate::text::text;

/// What people call the browser, out of what it calls itself.
pub fn browser_name(user_agent: &str) -> String {
    let has = |word: &str| user_agent.contains(word);
    // The order matters: each of these also names those after it.
    let browser = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"].into_iter().find(|word| has(word));
    let system = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad")]
        .into_iter()
        .chain([("Mac OS", "macOS"), ("Linux", "Linux")])
        .find(|(word, _)| has(word))
        .map(|(_, name)| name);
    let browser = match browser {
        Some("Edg") => "Edge",
        Some("OPR") => "Opera",
        Some(other) => other,
        None => text!(sessions.unknown_browser),
    };
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
