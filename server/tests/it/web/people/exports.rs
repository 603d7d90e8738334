//! Exports as CSV: the same rows as the grid, for the same people.

use super::{Line, World, walk};
use crate::support::ADMIN;

#[rustfmt::skip]
const EXPORTS: &[Line] = &[
    ("/export/users.csv", "",                       "200 200 403 403 403 403 403"),
    ("/export/customer-users.csv", "",              "200 200 200 403 200 403 403"),
    ("/export/customers.csv", "",                   "200 200 200 403 403 403 403"),
    ("/export/organizations.csv", "",               "200 200 403 403 403 403 403"),
    ("/export/roles.csv", "",                       "200 200 403 403 403 403 403"),
    ("/export/notification-rules.csv", "",          "200 200 403 403 403 403 403"),
    ("/export/outbox.csv", "",                      "200 200 403 403 403 403 403"),
    ("/export/login-attempts.csv", "",              "200 200 403 403 403 403 403"),
    ("/export/customer-user-login-attempts.csv", "", "200 200 403 403 403 403 403"),
    ("/export/audit.csv", "",                       "200 200 403 403 403 403 403"),
    ("/export/oauth-applications.csv", "",          "200 200 403 403 403 403 403"),
    ("/export/customer-oauth-applications.csv", "", "200 200 200 403 200 403 403"),
    ("/export/secrets.csv", "",                     "404 404 404 404 404 404 404"),
    ("/export/users", "",                           "404 404 404 404 404 404 404"),
];

store::on_both_engines! {
    async fn each_is_given_to_whom_it_should(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, EXPORTS, async |session, path, _| session.get(path).await.status.as_u16()).await;
        let nobody = world.app.get("/export/users.csv").await.expect(303);
        assert_eq!(nobody.header("location"), "/sign-in");
    }

    /// A customer administrator has the customer's people and applications in theirs, a manager all customers'.
    async fn the_rows_are_those_one_may_see(db: TestDatabase) {
        let world = World::on(db).await;
        for (email, people, applications) in [
            ("amanda.cole@example.com", vec!["amanda.cole", "brian.fox", "buyer"], vec!["buyer"]),
            ("maria.lopez@example.com", vec!["amanda.cole", "brian.fox", "buyer", "stranger"], vec!["buyer", "stranger"]),
            (ADMIN, vec!["amanda.cole", "brian.fox", "buyer", "stranger"], vec!["buyer", "stranger"]),
        ] {
            let session = world.app.signed_in(email).await;
            for (path, expected) in [
                ("/export/customer-users.csv?sort=email", people),
                ("/export/customer-oauth-applications.csv?sort=owner", applications),
            ] {
                let answer = session.get(path).await.expect(200);
                assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
                let addresses: Vec<_> = answer
                    .text()
                    .split(|c: char| c == ',' || c.is_whitespace())
                    .filter_map(|cell| cell.strip_suffix("@example.com"))
                    .collect();
                assert_eq!(addresses, expected, "{path} of {email}: {}", answer.text());
                assert!(!answer.text().contains("lk_"), "{path}");
            }
        }
    }
}
