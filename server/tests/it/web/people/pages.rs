//! Pages: who may open them, and what those get who may not.

use super::{Line, PEOPLE, World, is_refusal, walk};
use crate::support::Browser;

#[rustfmt::skip]
const PAGES: &[Line] = &[
    ("/my-user", "",                                     "200 200 200 200 200 200 200"),
    ("/my-sessions", "",                                 "200 200 200 200 200 200 200"),
    ("/users", "",                                       "200 200 403 403 403 403 403"),
    ("/users/new", "",                                   "200 200 403 403 403 403 403"),
    ("/users/$target", "",                               "200 200 404 404 404 404 404"),
    ("/users/$target/edit", "",                          "200 200 404 404 404 404 404"),
    ("/users/$boss/edit", "",                            "200 403 404 404 404 404 404"),
    ("/users/$target/disable", "",                       "200 200 404 404 404 404 404"),
    ("/users/$target/applications/new", "",              "200 200 404 404 404 404 404"),
    ("/customer-users", "",                              "200 200 200 403 200 403 403"),
    ("/customer-users/new", "",                          "200 200 200 403 200 403 403"),
    ("/customer-users/$buyer", "",                       "200 200 200 404 200 404 404"),
    ("/customer-users/$stranger", "",                    "200 200 200 404 404 404 404"),
    ("/customer-users/$stranger/edit", "",               "200 200 200 404 404 404 404"),
    ("/customer-users/$stranger/disable", "",            "200 200 200 404 404 404 404"),
    ("/customer-users/$stranger/applications/new", "",   "200 200 200 404 404 404 404"),
    ("/customers", "",                                   "200 200 200 403 403 403 403"),
    ("/customers/new", "",                               "200 200 200 403 403 403 403"),
    ("/customers/$northwind", "",                        "200 200 200 404 404 404 404"),
    ("/customers/$northwind/edit", "",                   "200 200 200 404 404 404 404"),
    ("/customers/$contoso/disable", "",                  "200 200 200 404 404 404 404"),
    ("/organizations", "",                               "200 200 403 403 403 403 403"),
    ("/organizations/new", "",                           "200 403 403 403 403 403 403"),
    ("/organizations/$acme", "",                         "200 200 404 404 404 404 404"),
    ("/organizations/$globex", "",                       "200 404 404 404 404 404 404"),
    ("/organizations/$globex/edit", "",                  "200 404 404 404 404 404 404"),
    ("/users/$target/unlock", "",                        "200 200 404 404 404 404 404"),
    ("/login-attempts", "",                              "200 200 403 403 403 403 403"),
    ("/login-attempts/$nobody", "",                      "- 404 404 404 404 404 404"),
    ("/customer-user-login-attempts", "",                "200 200 403 403 403 403 403"),
    ("/configuration/conformance", "",                   "200 403 403 403 403 403 403"),
    ("/roles", "",                                       "200 200 403 403 403 403 403"),
    ("/roles/new", "",                                   "200 403 403 403 403 403 403"),
    ("/roles/$spare", "",                                "200 200 404 404 404 404 404"),
    ("/roles/$spare/edit", "",                           "200 403 404 404 404 404 404"),
    ("/roles/$spare/delete", "",                         "200 - 404 404 404 404 404"),
    ("/oauth-applications", "",                          "200 200 403 403 403 403 403"),
    ("/oauth-applications/new", "",                      "200 200 403 403 403 403 403"),
    ("/oauth-applications/registration", "",             "200 200 403 403 403 403 403"),
    ("/oauth-applications/registration/new", "",         "200 200 403 403 403 403 403"),
    ("/customer-oauth-applications/registration", "",    "200 200 200 403 403 403 403"),
    ("/customer-oauth-applications/registration/new", "", "200 200 200 403 403 403 403"),
    ("/oauth-applications/$targets_app", "",             "200 200 404 404 404 404 404"),
    ("/oauth-applications/$targets_app/edit", "",        "200 200 404 404 404 404 404"),
    ("/oauth-applications/$targets_app/rotate", "",      "200 200 404 404 404 404 404"),
    ("/customer-oauth-applications", "",                 "200 200 200 403 200 403 403"),
    ("/customer-oauth-applications/new", "",             "200 200 200 403 200 403 403"),
    ("/customer-oauth-applications/$buyers_app", "",     "200 200 200 404 200 404 404"),
    ("/customer-oauth-applications/$strangers_app", "",  "200 200 200 404 404 404 404"),
    ("/oauth-applications/applications/deleted", "",     "200 200 403 403 403 403 403"),
    ("/my-user/applications/deleted", "",                "200 200 200 200 200 200 403"),
    ("/users/$target/applications/deleted", "",          "200 200 404 404 404 404 404"),
    ("/search", "",                                      "200 200 200 200 200 200 200"),
    ("/search?q=example", "",                            "200 200 200 200 200 200 200"),
    ("/configuration", "",                               "200 403 403 403 403 403 403"),
    ("/configuration/rotate", "",                        "200 403 403 403 403 403 403"),
    ("/my-user/applications/$boss_app/edit", "",         "200 - 404 404 404 404 404"),
];

/// Opens a page. One that is refused has its frame around, and nothing of what it would show.
async fn open(session: &Browser<'_>, path: &str) -> u16 {
    let answer = session.get(path).await;
    let html = answer.text();
    assert!(
        html.contains("</html>") && html.contains("href=\"/my-user\""),
        "{path}: {} without the frame: {html}",
        answer.status
    );
    if is_refusal(answer.status.as_str()) {
        assert!(html.contains("role=\"alert\"") || html.contains("class=\"missing"), "{path}: {html}");
        for secret in ["Globex", "Contoso", "Spare", "target", "stranger", "buyer@"] {
            assert!(!html.contains(&format!(">{secret}")), "{path} shows {secret}");
        }
    }
    answer.status.as_u16()
}

store::on_both_engines! {
    async fn each_is_open_to_whom_it_should(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, PAGES, async |session, path, _| open(session, path).await).await;
    }

    /// The navigation leads to all of the grids that are open, and to no other.
    async fn the_navigation_is_what_one_may_open(db: TestDatabase) {
        let world = World::on(db).await;
        let grids = [
            "/customers",
            "/customer-users",
            "/customer-oauth-applications",
            "/users",
            "/roles",
            "/organizations",
            "/oauth-applications",
            "/outbox",
            "/login-attempts",
            "/customer-user-login-attempts",
        ];
        for email in PEOPLE {
            let session = world.app.signed_in(email).await;
            let page = session.get("/my-sessions").await.expect(200);
            for grid in grids {
                let shown = page.text().contains(&format!("href=\"{grid}\""));
                let open = session.get(grid).await.status == 200;
                assert_eq!(shown, open, "{grid} for {email}");
            }
        }
    }
}
