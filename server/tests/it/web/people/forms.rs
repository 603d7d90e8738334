//! Forms posted without scripts: whoever may not, changes nothing with one.

use super::{Line, World, walk};
use crate::support::ADMIN;

/// Where it is allowed, an empty form is refused for what is missing in it; a button does what it says.
#[rustfmt::skip]
const FORMS: &[Line] = &[
    ("/users/new", "first_name=",                          "422 422 403 403 403 403 403"),
    ("/users/$target/edit", "first_name=",                 "422 422 404 404 404 404 404"),
    ("/users/$boss/edit", "first_name=",                   "422 403 404 404 404 404 404"),
    ("/users/$target/disable", "",                         "303 303 404 404 404 404 404"),
    ("/users/$target/enable", "",                          "303 303 404 404 404 404 404"),
    ("/users/$target/invite", "",                          "303 303 404 404 404 404 404"),
    ("/users/$boss/disable", "",                           "403 403 404 404 404 404 404"),
    ("/users/$target/applications/new", "name=",           "422 422 404 404 404 404 404"),
    ("/customer-users/new", "first_name=",                 "422 422 422 403 422 403 403"),
    ("/customer-users/$stranger/edit", "first_name=",      "422 422 422 404 404 404 404"),
    ("/customer-users/$stranger/disable", "",              "303 303 303 404 404 404 404"),
    ("/customer-users/$stranger/enable", "",               "303 303 303 404 404 404 404"),
    ("/customers/new", "name=",                            "422 422 422 403 403 403 403"),
    ("/customers/$northwind/edit", "name=",                "422 422 422 404 404 404 404"),
    ("/customers/$contoso/disable", "",                    "303 303 303 404 404 404 404"),
    ("/customers/$contoso/enable", "",                     "303 303 303 404 404 404 404"),
    ("/organizations/new", "name=",                        "422 403 403 403 403 403 403"),
    ("/organizations/$globex/edit", "name=",               "422 404 404 404 404 404 404"),
    ("/organizations/$globex/disable", "",                 "303 404 404 404 404 404 404"),
    ("/organizations/$globex/enable", "",                  "303 404 404 404 404 404 404"),
    ("/organization", "organization=$globex",              "- 404 404 404 404 404 404"),
    ("/roles/new", "name=",                                "422 403 403 403 403 403 403"),
    ("/roles/$spare/edit", "name=",                        "422 403 404 404 404 404 404"),
    ("/roles/$spare/delete", "",                           "303 403 404 404 404 404 404"),
    ("/oauth-applications/new", "name=",                   "422 422 403 403 403 403 403"),
    ("/oauth-applications/registration/new", "name=",      "422 422 403 403 403 403 403"),
    ("/customer-oauth-applications/registration/new", "name=", "422 422 422 403 403 403 403"),
    ("/oauth-applications/registration", "token=$nobody",  "404 404 403 403 403 403 403"),
    ("/oauth-applications/$targets_app/edit", "name=",     "422 422 404 404 404 404 404"),
    ("/oauth-applications/$targets_app/deactivate", "",    "303 303 404 404 404 404 404"),
    ("/oauth-applications/$targets_app/activate", "",      "303 303 404 404 404 404 404"),
    ("/oauth-applications/$boss_app/rotate", "grace=none", "200 403 404 404 404 404 404"),
    ("/customer-oauth-applications/new", "name=",          "422 422 422 403 422 403 403"),
    ("/customer-oauth-applications/$strangers_app/edit", "name=", "422 422 422 404 404 404 404"),
    ("/customer-oauth-applications/$strangers_app/delete", "", "- - 303 404 404 404 404"),
];

store::on_both_engines! {
    async fn each_is_taken_from_whom_it_should(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, FORMS, async |session, path, body| {
            let headers = [(http::header::CONTENT_TYPE, crate::support::FORM)];
            let answer = session.request(http::Method::POST, path, &headers, body.to_owned().into()).await;
            let there = answer.status == 303 || answer.text().contains("</html>");
            assert!(there, "{path} is answered with a page or leads to one, not {}: {}", answer.status, answer.text());
            answer.status.as_u16()
        })
        .await;
    }

    /// The page around the dialog is loaded at the same time, and may find that what it shows is gone.
    async fn what_was_deleted_leads_on_every_time(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(ADMIN).await;
        for number in 0..12 {
            let made = world.app.application(ADMIN, &format!("Number {number}")).await;
            let path = format!("/oauth-applications/{}/delete", made.application.id);
            let answer = session.post(&path, &[]).await.expect(303);
            assert_eq!(answer.header("location"), "/oauth-applications");
        }
    }
}
