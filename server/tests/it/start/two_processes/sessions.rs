//! A session that began at one process is one at the other, and ends at both.

use crate::support::{ADMIN, JOHN, PASSWORD, Pair};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_goes_on_at_the_other_and_ends_at_both() {
    let pair = Pair::start().await;
    for (here, there) in pair.both_ways() {
        let browser = here.signed_in(JOHN).await;
        let at_the_other = browser.also_at(there);
        at_the_other.get("/my-user").await.expect(200);
        at_the_other.rpc("session/sign-out", &json!({})).await.expect(200);
        browser.get("/my-user").await.expect(303);

        // Another browser of the same person ends it from afar.
        let browser = here.signed_in(JOHN).await;
        let other = there.signed_in(JOHN).await;
        let sessions = other.rpc("sessions/list", &json!({})).await.expect(200).json();
        let sessions = sessions.as_array().unwrap();
        assert!(sessions.len() >= 2, "{sessions:?}");
        for session in sessions.iter().filter(|session| session["current"] == false) {
            other.rpc("sessions/end", &json!({ "form": { "session": session["id"] } })).await.expect(200);
        }
        browser.get("/my-user").await.expect(303);
        other.get("/my-user").await.expect(200);
    }
}

/// Another password ends every other session, wherever it is used.
#[tokio::test(flavor = "multi_thread")]
async fn another_password_counts_at_both_at_once() {
    let pair = Pair::start().await;
    let (a, b) = (&pair.a.app, &pair.b.app);
    let (browser, elsewhere) = (a.signed_in(JOHN).await, b.signed_in(JOHN).await);
    let new = "quite another password";
    let change = json!({ "current": PASSWORD, "password": new });
    browser.rpc("passwords/change", &change).await.expect(200);
    elsewhere.get("/my-user").await.expect(303);
    let refused = b.browser().sign_in(JOHN, PASSWORD).await;
    assert_ne!(refused.status, 303, "the old one");
    b.browser().sign_in(JOHN, new).await.expect(303);
}

/// Roles and organizations are looked up each time, too.
#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_may_do_changes_at_both() {
    let pair = Pair::start().await;
    let (a, b) = (&pair.a.app, &pair.b.app);
    let admin = a.signed_in(ADMIN).await;
    let made = json!({ "form": { "name": "Two Processes" } });
    admin.rpc("organizations/create", &made).await.expect(200);
    let listed = admin.also_at(b).rpc("organizations/list", &json!({ "query": [] })).await.expect(200);
    assert!(listed.text().contains("Two Processes"), "{}", listed.text());
}
