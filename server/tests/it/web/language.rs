//! The language of pages and refusals: asked for, chosen, remembered; and no word of another in between.

use crate::support::{ADMIN, FORM, JOHN, PASSWORD, TestApp};
use axum::body::Body;
use http::{HeaderName, Method, header};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const GERMAN: [(HeaderName, &str); 1] = [(header::ACCEPT_LANGUAGE, "de-DE,de;q=0.9,en;q=0.8")];

/// Every page there is without a record's id.
const PAGES: [&str; 37] = [
    "/my-user",
    "/my-user/password",
    "/my-user/preferences",
    "/my-user/applications/new",
    "/my-user/applications/deleted",
    "/oauth-applications/applications/deleted",
    "/search",
    "/search?q=no-such-thing",
    "/my-sessions",
    "/sign-out",
    "/users",
    "/users/new",
    "/customer-users",
    "/customer-users/new",
    "/customers",
    "/customers/new",
    "/organizations",
    "/organizations/new",
    "/roles",
    "/roles/new",
    "/oauth-applications",
    "/oauth-applications/new",
    "/customer-oauth-applications",
    "/customer-oauth-applications/new",
    "/outbox",
    "/login-attempts",
    "/configuration/conformance",
    "/customer-user-login-attempts",
    "/audit",
    "/notification-rules",
    "/notification-rules/new",
    "/email-templates",
    "/email-templates/new",
    "/saved-views?grid=users",
    "/nowhere",
    "/users?name=nobody-is-called-this",
    "/roles?sort=-name&size=10",
];

/// The value of `lang` of `<html>`.
fn language_of(html: &str) -> &str {
    let at = html.find(" lang=\"").expect("a language") + 7;
    &html[at..at + 2]
}

store::on_both_engines! {
    async fn the_first_page_is_in_the_language_the_browser_asks_for(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (accept, language, words) in [
            ("de-AT, en;q=0.5", "de", "Passwort vergessen?"),
            ("fr-CA,fr;q=0.9", "fr", "Mot de passe oublié\u{202f}?"),
            ("en-GB,de;q=0.9", "en", "Forgot your password?"),
            ("it", "en", "Forgot your password?"),
        ] {
            let headers = [(header::ACCEPT_LANGUAGE, accept)];
            let page = app.browser().request(Method::GET, "/sign-in", &headers, Body::empty()).await.expect(200);
            assert_eq!(language_of(page.text()), language, "{accept}");
            assert!(page.text().contains(words), "{accept}");
        }
        assert_eq!(language_of(app.get("/sign-in").await.expect(200).text()), "en");
    }

    async fn what_was_chosen_outside_is_remembered_by_this_browser(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.browser();
        let answer = browser.post("/language", &[("language", "fr"), ("next", "/sign-in?next=%2Fusers")]).await.expect(303);
        assert_eq!(answer.header("location"), "/sign-in?next=%2Fusers");
        let page = browser.request(Method::GET, "/sign-in", &GERMAN, Body::empty()).await.expect(200);
        assert_eq!(language_of(page.text()), "fr");
        browser.sign_in(JOHN, PASSWORD).await.expect(303);
        let page = browser.get("/my-user").await.expect(200);
        assert!(page.text().contains("Applications OAuth"));
        // It is this browser's choice, not yet the person's.
        assert_eq!(language_of(app.signed_in(JOHN).await.get("/my-user").await.text()), "en");
    }

    async fn what_a_person_chose_is_theirs_in_every_browser_and_stays_here_after_signing_out(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let here = app.signed_in(JOHN).await;
        here.post("/language", &[("language", "de"), ("next", "/my-sessions")]).await.expect(303);
        assert_eq!(language_of(here.get("/my-user").await.text()), "de");
        let elsewhere = app.signed_in(JOHN).await;
        let french = [(header::ACCEPT_LANGUAGE, "fr")];
        let page = elsewhere.request(Method::GET, "/my-user", &french, Body::empty()).await.expect(200);
        assert_eq!(language_of(page.text()), "de", "before what the browser asks for");
        elsewhere.set_cookie("latchkey_language", "fr");
        assert_eq!(language_of(elsewhere.get("/my-user").await.text()), "de", "before what the browser remembers");
        assert_eq!(language_of(app.signed_in(ADMIN).await.get("/my-user").await.text()), "en", "nobody else's");
        here.post("/sign-out", &[]).await.expect(303);
        assert_eq!(language_of(here.get("/sign-in").await.expect(200).text()), "de");
    }

    async fn the_form_of_my_user_sets_language_and_time_zone(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let fields = [("language", "fr"), ("time_zone", "Asia/Kolkata")];
        let answer = browser.post("/my-user/preferences", &fields).await.expect(303);
        assert_eq!(answer.header("location"), "/my-user");
        let page = browser.get("/my-user").await.expect(200);
        assert_eq!(language_of(page.text()), "fr");
        assert!(page.text().contains("Asia/Kolkata") && page.text().contains("Enregistrement réussi"));
        let sessions = browser.get("/my-sessions").await.expect(200);
        assert!(sessions.text().contains("Asia/Kolkata</time>") || sessions.text().contains("Asia/Kolkata<!>"), "{}", sessions.text());
        assert_eq!(browser.cookie("latchkey_language").as_deref(), Some("fr"));

        for fields in [[("language", "xx"), ("time_zone", "")], [("language", ""), ("time_zone", "Middle/Earth")]] {
            let refused = browser.post("/my-user/preferences", &fields).await.expect(422);
            assert!(refused.text().contains("Cette valeur ne fait pas partie des choix possibles."));
        }
        assert!(browser.get("/my-user").await.text().contains("Asia/Kolkata"));

        // No choice: this browser forgets it, too, and is asked again.
        browser.post("/my-user/preferences", &[("language", ""), ("time_zone", "")]).await.expect(303);
        let page = browser.request(Method::GET, "/my-user", &GERMAN, Body::empty()).await.expect(200);
        assert_eq!((language_of(page.text()), browser.cookie("latchkey_language")), ("de", None));
        let form = json!({ "form": { "language": "de", "time_zone": "" } });
        app.browser().rpc("people/preferences", &form).await.expect(401);
        app.browser().rpc("people/time-zones", &json!({})).await.expect(401);
    }

    async fn only_languages_there_are_can_be_chosen_and_only_by_our_own_pages(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        browser.post("/language", &[("language", "xx"), ("next", "/my-user")]).await.expect(400);
        browser.post("/language", &[]).await.expect(400);
        assert_eq!(browser.get("/language").await.expect(303).header("location"), "/");
        let away = browser.post("/language", &[("language", "en"), ("next", "https://evil.example")]).await.expect(303);
        assert_eq!(away.header("location"), "/");
        let headers = [(header::CONTENT_TYPE, FORM), (header::ORIGIN, "https://evil.example")];
        browser.request(Method::POST, "/language", &headers, Body::from("language=fr")).await.expect(403);
        assert_eq!(language_of(browser.get("/my-user").await.text()), "en");
        browser.rpc("session/language", &json!({ "language": "fr" })).await.expect(200);
        assert_eq!(browser.cookie("latchkey_language").as_deref(), Some("fr"));
        assert_eq!(language_of(browser.get("/my-user").await.text()), "fr");
    }

    async fn refusals_and_exports_are_in_it_too(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        browser.post("/language", &[("language", "de"), ("next", "/")]).await.expect(303);
        let refused = browser.post("/my-user/applications/new", &[("name", ""), ("active", "true")]).await.expect(422);
        assert!(refused.text().contains("Dieser Wert darf nicht leer sein."), "{}", refused.text());
        assert!(browser.get("/users").await.expect(403).text().contains("Das dürfen Sie nicht."));
        assert!(browser.get("/export/users.csv").await.expect(403).text().starts_with("Das dürfen Sie nicht. Fragen Sie"));
        let too_long = "x".repeat(600_000);
        let answer = browser.post("/my-user/applications/new", &[("name", &too_long)]).await.expect(413);
        assert!(answer.text().starts_with("Das sind mehr als 512 KiB"));
        let admin = app.signed_in(ADMIN).await;
        admin.set_cookie("latchkey_language", "de");
        let csv = admin.get("/export/users.csv").await.expect(200);
        assert!(csv.text().starts_with("Name,E-Mail,Rollen,Organisationen,"), "{}", csv.text());
        let headers = [(header::CONTENT_TYPE, FORM), (header::ORIGIN, "https://evil.example"), GERMAN[0].clone()];
        let stranger = app.browser().request(Method::POST, "/sign-in", &headers, Body::from("email=x")).await.expect(403);
        assert!(stranger.text().starts_with("Diese Anfrage kam nicht von"));
    }

    async fn no_page_mixes_languages(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.application(JOHN, "Robot").await;
        app.application_with(JOHN, |form| (form.name, form.active) = ("Helper".into(), false)).await;
        for (language, translated) in [("de", include_str!("../../../../app/locales/de.json")), ("fr", include_str!("../../../../app/locales/fr.json"))] {
            let english = only_english(translated);
            let browser = app.signed_in(ADMIN).await;
            let in_english = words_of(browser.get("/users").await.text());
            assert!(in_english.iter().filter(|words| english.contains(*words)).count() > 40, "{in_english:#?}");
            browser.set_cookie("latchkey_language", language);
            let mut found = BTreeSet::new();
            for path in PAGES {
                let page = browser.get(path).await;
                assert_eq!(language_of(page.text()), language, "{path}");
                let mixed = words_of(page.text()).into_iter().filter(|words| english.contains(words));
                found.extend(mixed.map(|words| (path, words)));
            }
            assert!(found.is_empty(), "{language}: {found:#?}");
        }
    }
}

/// The English texts that are none of this language's, and none of the names in the database that everybody gets.
fn only_english(translated: &str) -> BTreeSet<String> {
    let read = |value: &Value| {
        let mut texts = BTreeSet::new();
        collect(value, &mut texts);
        texts
    };
    let parse = |text| serde_json::from_str::<Value>(text).expect("JSON");
    let english = parse(include_str!("../../../../app/locales/en.json"));
    let theirs = read(&parse(translated));
    // Shipped templates and rules are called what they tell.
    let mut names = read(&english["mail_events"]);
    names.extend(["User", "Customer User", "Administrator", "Digest"].map(str::to_owned));
    read(&english).into_iter().filter(|text| !theirs.contains(text) && !names.contains(text)).collect()
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(texts.insert(text.clone())),
        Value::Object(members) => members.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// What is read or heard of a page: its text and the attributes that are words.
fn words_of(html: &str) -> BTreeSet<String> {
    let html = html.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let mut words = BTreeSet::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if !tag.starts_with("script") && !tag.starts_with("style") {
            words.insert(text.trim().to_owned());
        }
        for name in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            words
                .extend(tag.split_once(name).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned));
        }
    }
    words
}
