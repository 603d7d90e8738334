//! `latchkey doctor`

use crate::support::Folder;

/// What is said of one thing.
fn line<'a>(said: &'a str, name: &str) -> &'a str {
    said.lines()
        .find(|line| line[9..].starts_with(name))
        .unwrap_or_else(|| panic!("{name} is missing:\n{said}"))
}

fn ill(folder: &Folder) -> String {
    let output = folder.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_missing_is_told_and_nothing_is_made() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    let said = ill(&folder);
    assert!(
        line(&said, "keys").starts_with("problem")
            && line(&said, "keys").contains("`latchkey keys generate`"),
        "{said}"
    );
    assert_eq!(
        line(&said, "database"),
        "problem  database    var/latchkey.db is not there; `latchkey init` makes it"
    );
    assert!(line(&said, "mail").starts_with("ok"), "{said}");
    assert!(line(&said, "web files").contains("site has no web files"), "{said}");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing was made");
}

#[test]
fn what_is_in_order_is_told_too() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    folder.write("site/pkg/latchkey.js", "");
    folder.succeed(&["init"]);
    let said = folder.succeed(&["doctor"]);
    assert_eq!(said.lines().count(), 5, "{said}");
    assert!(said.lines().all(|line| line.starts_with("ok ")), "{said}");
    assert_eq!(line(&said, "database"), "ok       database    SQLite, up to date");
}

#[test]
fn what_is_unwise_is_warned_of() {
    let folder =
        Folder::new().with("LEPTOS_SITE_ROOT", "site").with("LATCHKEY_TOKENS__PASSWORD_GRANT", "true");
    folder.write("site/pkg/latchkey.js", "");
    folder.succeed(&["init"]);
    let said = folder.succeed(&["doctor"]);
    assert!(line(&said, "tokens").starts_with("warning  tokens      tokens.password_grant is on"), "{said}");
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    let folder = Folder::new()
        .with("LEPTOS_SITE_ROOT", "site")
        .with("LATCHKEY_SERVER__PUBLIC_URL", "http://keys.example.com")
        .with("LATCHKEY_DATABASE__URL", "postgres://user:hunter2@127.0.0.1:9/nothing")
        .with("LATCHKEY_MAIL__TRANSPORT", "smtp")
        .with("LATCHKEY_MAIL__URL", "smtp://user:hunter2@127.0.0.1:9");
    let said = ill(&folder);
    assert!(
        line(&said, "public URL").contains("put a proxy with TLS before it and set server.public_url"),
        "{said}"
    );
    assert!(line(&said, "database").ends_with("; check database.url"), "{said}");
    assert!(
        line(&said, "mail").starts_with("problem  mail        the server of mail.url cannot be used: "),
        "{said}"
    );
    assert!(!said.contains("hunter2"), "{said}");
}
