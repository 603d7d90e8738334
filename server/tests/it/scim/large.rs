//! Groups of more than ten thousand: nothing tells a part of them as if it were all, and who is in them still changes.

use super::support::{GROUPS, Scim, path_of_group, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use http::Method;
use serde_json::json;
use store::Database;

async fn crowd(app: &TestApp) {
    let id = match app.db.database {
        Database::Sqlite(_) => "randomblob(16)",
        Database::Postgres(_) => "gen_random_uuid()",
    };
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)";
    for sql in [
        format!(
            "INSERT INTO users (id, side, email, first_name, last_name, enabled, created_at) {numbers} \
             SELECT {id}, 'back_office', 'u' || i || '@example.com', 'U', 'Crowd', TRUE, 0 FROM n"
        ),
        "INSERT INTO user_organizations (user_id, organization_id) \
         SELECT u.id, o.id FROM users u, organizations o WHERE u.last_name = 'Crowd' AND o.name = 'Acme'"
            .into(),
        "INSERT INTO user_roles (user_id, role_id) \
         SELECT u.id, r.id FROM users u, roles r WHERE u.last_name = 'Crowd' AND r.name = 'User'"
            .into(),
    ] {
        assert_eq!(app.db.execute(&sql).await, 10_000);
    }
}

store::on_both_engines! {
    async fn a_large_group_is_told_and_changed_without_its_members(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of_group(&scim, "User").await;
        crowd(&app).await;
        for asked in [path.clone(), GROUPS.into(), format!("{GROUPS}?attributes=members.value")] {
            assert_eq!(refused(&scim.get(&asked).await), (400, "tooMany".into()), "{asked}");
        }
        for asked in [&path, GROUPS] {
            scim.get(&format!("{asked}?excludedAttributes=members")).await.expect(200);
        }
        let john = app.user(JOHN).await.to_string();
        let is_in = async || {
            let asked = format!("{GROUPS}?attributes=id&filter=displayName eq \"User\" and members[value eq \"{john}\"]");
            scim.get(&asked).await.expect(200).json()["totalResults"] == 1
        };
        assert!(is_in().await);
        scim.patch(&path, &json!([{ "op": "remove", "path": format!("members[value eq \"{john}\"]") }])).await.expect(204);
        assert!(!is_in().await);
        scim.patch(&path, &json!([{ "op": "add", "path": "members", "value": [{ "value": john }] }])).await.expect(204);
        assert!(is_in().await);
        // What would have to know them all is refused, and changes nothing.
        let whole = json!({ "displayName": "Other", "members": [] });
        assert_eq!(refused(&scim.document(Method::PUT, &path, &whole).await), (400, "tooMany".into()));
        let some = json!([{ "op": "remove", "path": "members[display eq \"John Doe\"]" }]);
        assert_eq!(refused(&scim.patch(&path, &some).await), (400, "tooMany".into()));
        assert!(is_in().await);
    }
}
