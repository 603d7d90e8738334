//! Browsers: what people call them, out of what they call themselves.

/// The browser and the system it runs on, as far as they are known.
pub fn browser(user_agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    let has = |word: &str| user_agent.contains(word);
    // The order matters: each of these also names those after it.
    let browser = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ];
    let system = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |all: &[(&str, &'static str)]| all.iter().find(|(word, _)| has(word)).map(|(_, name)| *name);
    (find(&browser), find(&system))
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140";
        assert_eq!(browser(edge), (Some("Edge"), Some("Windows")));
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(browser(firefox), (Some("Firefox"), Some("Linux")));
        assert_eq!(browser(""), (None, None));
    }
}
