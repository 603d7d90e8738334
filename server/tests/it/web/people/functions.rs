//! Server functions: who gets an answer, and who is refused.

use super::{Line, World, walk};
use serde_json::Value;

/// What is asked with an empty form changes nothing where it is allowed, either: it is refused for what is in it.
#[rustfmt::skip]
const PEOPLE_AND_ROLES: &[Line] = &[
    ("users/facts", r#"{"side":"back_office"}"#,                          "200 200 403 403 403 403 403"),
    ("users/facts", r#"{"side":"customer"}"#,                             "200 200 200 403 200 403 403"),
    ("users/list", r#"{"side":"back_office","customer":null,"query":[]}"#, "200 200 403 403 403 403 403"),
    ("users/list", r#"{"side":"customer","customer":null,"query":[]}"#,   "200 200 200 403 200 403 403"),
    ("users/find", r#"{"id":"$target"}"#,                                 "200 200 404 404 404 404 404"),
    ("users/find", r#"{"id":"$buyer"}"#,                                  "200 200 200 404 200 404 404"),
    ("users/find", r#"{"id":"$stranger"}"#,                               "200 200 200 404 404 404 404"),
    ("users/find", r#"{"id":"$nobody"}"#,                                 "404 404 404 404 404 404 404"),
    ("users/options", r#"{"side":"back_office","customer":null}"#,        "200 200 403 403 403 403 403"),
    ("users/options", r#"{"side":"customer","customer":null}"#,           "200 200 200 403 200 403 403"),
    ("users/options-of", r#"{"id":"$target"}"#,                           "200 200 404 404 404 404 404"),
    ("users/managers", r#"{"text":"maria"}"#,                              "200 200 403 403 403 403 403"),
    ("users/options-of", r#"{"id":"$boss"}"#,                             "200 403 404 404 404 404 404"),
    ("users/options-of", r#"{"id":"$stranger"}"#,                         "200 200 200 404 404 404 404"),
    ("users/create", r#"{"side":"back_office","form":{}}"#,               "422 422 403 403 403 403 403"),
    ("users/create", r#"{"side":"customer","form":{}}"#,                  "422 422 422 403 422 403 403"),
    ("users/change", r#"{"id":"$target","form":{}}"#,                     "422 422 404 404 404 404 404"),
    ("users/change", r#"{"id":"$boss","form":{}}"#,                       "422 403 404 404 404 404 404"),
    ("users/change", r#"{"id":"$buyer","form":{}}"#,                      "422 422 422 404 422 404 404"),
    ("users/change", r#"{"id":"$stranger","form":{}}"#,                   "422 422 422 404 404 404 404"),
    ("users/disable", r#"{"id":"$target"}"#,                              "200 200 404 404 404 404 404"),
    ("users/disable", r#"{"id":"$stranger"}"#,                            "200 200 200 404 404 404 404"),
    ("users/disable", r#"{"id":"$boss"}"#,                                "403 403 404 404 404 404 404"),
    ("users/enable", r#"{"id":"$target"}"#,                               "200 200 404 404 404 404 404"),
    ("users/enable", r#"{"id":"$stranger"}"#,                             "200 200 200 404 404 404 404"),
    ("users/invite", r#"{"id":"$target"}"#,                               "200 200 404 404 404 404 404"),
    ("users/invite", r#"{"id":"$stranger"}"#,                             "200 200 200 404 404 404 404"),
    ("users/invite", r#"{"id":"$boss"}"#,                                 "- 403 404 404 404 404 404"),
    ("users/unlock", r#"{"id":"$target"}"#,                               "200 200 404 404 404 404 404"),
    ("users/unlock", r#"{"id":"$stranger"}"#,                             "200 200 200 404 404 404 404"),
    ("users/unlock", r#"{"id":"$boss"}"#,                                 "- 403 404 404 404 404 404"),
    ("login-attempts/list", r#"{"side":"back_office","query":[]}"#,       "200 200 403 403 403 403 403"),
    ("login-attempts/list", r#"{"side":"customer","query":[]}"#,          "200 200 403 403 403 403 403"),
    ("login-attempts/find", r#"{"id":"$nobody"}"#,                        "404 404 404 404 404 404 404"),
    ("login-attempts/latest", r#"{"person":"$target"}"#,                  "200 200 403 403 403 403 403"),
    ("login-attempts/own", "{}",                                          "200 200 200 200 200 200 200"),
    ("people/own-roles", "{}",                                            "200 200 200 200 200 200 200"),
    ("conformance/check", "{}",                                           "200 403 403 403 403 403 403"),
    ("messages/list", r#"{"person":"$target","after":null}"#,             "200 200 404 404 404 404 404"),
    ("messages/list", r#"{"person":"$buyer","after":null}"#,              "200 200 200 404 200 404 404"),
    ("messages/list", r#"{"person":"$stranger","after":null}"#,           "200 200 200 404 404 404 404"),
    ("messages/find", r#"{"person":"$buyer","id":"$nobody"}"#,            "404 404 404 404 404 404 404"),
    ("messages/remove", r#"{"person":"$buyer","id":"$nobody"}"#,          "404 404 404 404 404 404 404"),
    ("audit/list", r#"{"query":[]}"#,                                     "200 200 403 403 403 403 403"),
    ("audit/find", r#"{"id":"$nobody"}"#,                                 "404 404 404 404 404 404 404"),
    ("audit/history", r#"{"kind":"user","id":"$target"}"#,                "200 200 404 404 404 404 404"),
    ("audit/history", r#"{"kind":"customer_user","id":"$buyer"}"#,        "200 200 200 404 200 404 404"),
    ("audit/history", r#"{"kind":"customer","id":"$northwind"}"#,         "200 200 200 404 404 404 404"),
    ("audit/history", r#"{"kind":"organization","id":"$globex"}"#,        "200 404 404 404 404 404 404"),
    ("audit/history", r#"{"kind":"role","id":"$spare"}"#,                 "200 200 404 404 404 404 404"),
    ("audit/history", r#"{"kind":"application","id":"$strangers_app"}"#,  "200 200 200 404 404 404 404"),
    ("audit/history", r#"{"kind":"saved_view","id":"$spare"}"#,           "404 404 404 404 404 404 404"),
    ("customers/list", r#"{"query":[]}"#,                                 "200 200 200 403 403 403 403"),
    ("customers/find", r#"{"id":"$northwind"}"#,                          "200 200 200 404 404 404 404"),
    ("customers/options", r#"{"of":null}"#,                               "200 200 200 403 403 403 403"),
    ("customers/options", r#"{"of":"$northwind"}"#,                       "200 200 200 404 404 404 404"),
    ("customers/create", r#"{"form":{}}"#,                                "422 422 422 403 403 403 403"),
    ("customers/change", r#"{"id":"$northwind","form":{}}"#,              "422 422 422 404 404 404 404"),
    ("customers/disable", r#"{"id":"$contoso"}"#,                         "200 200 200 404 404 404 404"),
    ("customers/enable", r#"{"id":"$contoso"}"#,                          "200 200 200 404 404 404 404"),
    ("organizations/list", r#"{"query":[]}"#,                             "200 200 403 403 403 403 403"),
    ("organizations/find", r#"{"id":"$acme"}"#,                           "200 200 404 404 404 404 404"),
    ("organizations/find", r#"{"id":"$globex"}"#,                         "200 404 404 404 404 404 404"),
    ("organizations/options", r#"{"of":null}"#,                           "200 403 403 403 403 403 403"),
    ("organizations/options", r#"{"of":"$acme"}"#,                        "200 200 404 404 404 404 404"),
    ("organizations/options", r#"{"of":"$globex"}"#,                      "200 404 404 404 404 404 404"),
    ("organizations/create", r#"{"form":{}}"#,                            "422 403 403 403 403 403 403"),
    ("organizations/change", r#"{"id":"$acme","form":{}}"#,               "422 422 404 404 404 404 404"),
    ("organizations/change", r#"{"id":"$globex","form":{}}"#,             "422 404 404 404 404 404 404"),
    ("organizations/disable", r#"{"id":"$acme"}"#,                        "403 403 404 404 404 404 404"),
    ("organizations/disable", r#"{"id":"$globex"}"#,                      "200 404 404 404 404 404 404"),
    ("organizations/enable", r#"{"id":"$globex"}"#,                       "200 404 404 404 404 404 404"),
    ("session/organization", r#"{"organization":"$globex"}"#,             "- 404 404 404 404 404 404"),
    ("roles/list", r#"{"query":[]}"#,                                     "200 200 403 403 403 403 403"),
    ("roles/find", r#"{"id":"$spare"}"#,                                  "200 200 404 404 404 404 404"),
    ("roles/options", r#"{"of":null,"side":"back_office"}"#,              "200 403 403 403 403 403 403"),
    ("roles/options", r#"{"of":"$spare","side":"back_office"}"#,          "200 403 404 404 404 404 404"),
    ("roles/create", r#"{"form":{}}"#,                                    "422 403 403 403 403 403 403"),
    ("roles/change", r#"{"id":"$spare","form":{}}"#,                      "422 403 404 404 404 404 404"),
    ("roles/delete", r#"{"id":"$spare"}"#,                                "200 403 404 404 404 404 404"),
    ("configuration/show", "{}",                                          "200 403 403 403 403 403 403"),
    ("configuration/rotate-keys", r#"{"form":{}}"#,                       "200 403 403 403 403 403 403"),
];

#[rustfmt::skip]
const APPLICATIONS: &[Line] = &[
    ("applications/index", r#"{"side":"back_office"}"#,                   "200 200 403 403 403 403 403"),
    ("applications/index", r#"{"side":"customer"}"#,                      "200 200 200 403 200 403 403"),
    ("applications/all", r#"{"side":"back_office","query":[]}"#,          "200 200 403 403 403 403 403"),
    ("applications/all", r#"{"side":"customer","query":[]}"#,             "200 200 200 403 200 403 403"),
    ("applications/index-options", r#"{"side":"back_office"}"#,           "200 200 403 403 403 403 403"),
    ("applications/index-options", r#"{"side":"customer"}"#,              "200 200 200 403 200 403 403"),
    ("applications/create-of-side", r#"{"side":"back_office","form":{},"own_password":""}"#, "422 422 403 403 403 403 403"),
    ("applications/create-of-side", r#"{"side":"customer","form":{},"own_password":""}"#, "422 422 422 403 422 403 403"),
    ("registration/list", r#"{"side":"back_office"}"#,                    "200 200 403 403 403 403 403"),
    ("registration/list", r#"{"side":"customer"}"#,                       "200 200 200 403 403 403 403"),
    ("registration/options", r#"{"side":"back_office"}"#,                 "200 200 403 403 403 403 403"),
    ("registration/options", r#"{"side":"customer"}"#,                    "200 200 200 403 403 403 403"),
    ("registration/create", r#"{"side":"back_office","form":{},"own_password":""}"#, "422 422 403 403 403 403 403"),
    ("registration/create", r#"{"side":"customer","form":{},"own_password":""}"#, "422 422 422 403 403 403 403"),
    ("registration/revoke", r#"{"form":{"token":"$nobody"}}"#,            "404 404 404 404 404 404 404"),
    ("applications/section", r#"{"owner":"$target"}"#,                    "200 200 404 404 404 404 404"),
    ("applications/section", r#"{"owner":"$buyer"}"#,                     "200 200 200 404 200 404 404"),
    ("applications/section", r#"{"owner":"$stranger"}"#,                  "200 200 200 404 404 404 404"),
    ("applications/list", r#"{"owner":"$target","query":[]}"#,            "200 200 404 404 404 404 403"),
    ("applications/list", r#"{"owner":"$buyer","query":[]}"#,             "200 200 200 404 200 404 403"),
    ("applications/options", r#"{"owner":"$target"}"#,                    "200 200 404 404 404 404 404"),
    ("applications/options", r#"{"owner":"$stranger"}"#,                  "200 200 200 404 404 404 404"),
    ("applications/find", r#"{"id":"$targets_app"}"#,                     "200 200 404 404 404 404 404"),
    ("applications/find", r#"{"id":"$buyers_app"}"#,                      "200 200 200 404 200 404 404"),
    ("applications/find", r#"{"id":"$strangers_app"}"#,                   "200 200 200 404 404 404 404"),
    ("applications/activity", r#"{"id":"$targets_app","span":"day","secret":null}"#, "200 200 404 404 404 404 404"),
    ("applications/activity", r#"{"id":"$strangers_app","span":"month","secret":null}"#, "200 200 200 404 404 404 404"),
    ("applications/activity", r#"{"id":"$targets_app","span":"day","secret":"$nobody"}"#, "404 404 404 404 404 404 404"),
    ("applications/details", r#"{"id":"$targets_app","person":""}"#,      "200 200 404 404 404 404 404"),
    ("applications/details", r#"{"id":"$strangers_app","person":""}"#,    "200 200 200 404 404 404 404"),
    ("applications/settings", r#"{"id":"$targets_app"}"#,                 "200 200 404 404 404 404 404"),
    ("applications/settings", r#"{"id":"$strangers_app"}"#,               "200 200 200 404 404 404 404"),
    ("applications/change-settings", r#"{"id":"$targets_app","form":{"jwks":"x"},"own_password":""}"#, "422 422 404 404 404 404 404"),
    ("applications/change-settings", r#"{"id":"$strangers_app","form":{"jwks":"x"},"own_password":""}"#, "422 422 422 404 404 404 404"),
    ("applications/shut-out", r#"{"id":"$strangers_app","form":{"person":"$nobody"}}"#, "404 404 404 404 404 404 404"),
    ("sign-in-with/list", "{}",                                           "200 200 200 200 200 200 200"),
    ("sign-in-with/link", r#"{"provider":"none","own_password":""}"#,     "200 200 200 200 403 403 200"),
    ("sign-in-with/unlink", r#"{"form":{"identity":"$nobody"}}"#,         "404 404 404 404 404 404 404"),
    ("sign-in-with/of-user", r#"{"user":"$target"}"#,                     "200 200 404 404 404 404 404"),
    ("sign-in-with/of-user", r#"{"user":"$buyer"}"#,                      "200 200 200 404 200 404 404"),
    ("sign-in-with/unlink-of-user", r#"{"form":{"user":"$target","identity":"$nobody"}}"#, "404 404 404 404 404 404 404"),
    ("sign-in-with/unlink-of-user", r#"{"form":{"user":"$boss","identity":"$nobody"}}"#, "404 403 404 404 404 404 404"),
    ("let-in/list", "{}",                                                 "200 200 200 200 200 200 200"),
    ("let-in/shut-out", r#"{"form":{"application":"$strangers_app"}}"#,   "404 404 404 404 404 404 404"),
    ("device/question", r#"{"user_code":"BCDF-GHJK"}"#,                   "404 404 404 404 404 404 404"),
    ("applications/create", r#"{"owner":"$target","form":{},"own_password":""}"#, "422 422 404 404 404 404 404"),
    ("applications/create", r#"{"owner":"$stranger","form":{},"own_password":""}"#, "422 422 422 404 404 404 404"),
    ("applications/create", r#"{"owner":"$boss","form":{"name":"Mine","all_apis":true},"own_password":""}"#, "200 403 404 404 404 404 404"),
    ("applications/change", r#"{"id":"$targets_app","form":{}}"#,         "422 422 404 404 404 404 404"),
    ("applications/change", r#"{"id":"$strangers_app","form":{}}"#,       "422 422 422 404 404 404 404"),
    ("applications/deactivate", r#"{"id":"$targets_app"}"#,               "200 200 404 404 404 404 404"),
    ("applications/deactivate", r#"{"id":"$strangers_app"}"#,             "200 200 200 404 404 404 404"),
    ("applications/activate", r#"{"id":"$targets_app"}"#,                 "200 200 404 404 404 404 404"),
    ("applications/activate", r#"{"id":"$strangers_app"}"#,               "200 200 200 404 404 404 404"),
    ("applications/rotate", r#"{"id":"$boss_app","grace":"none","own_password":""}"#, "200 403 404 404 404 404 404"),
    ("applications/rotate", r#"{"id":"$strangers_app","grace":"none","own_password":""}"#, "200 200 200 404 404 404 404"),
    ("applications/rotate", r#"{"id":"$strangers_app","grace":"none","life":"year","own_password":""}"#, "200 200 200 404 404 404 404"),
    ("applications/delete", r#"{"id":"$targets_app"}"#,                   "200 - 404 404 404 404 404"),
    ("applications/delete", r#"{"id":"$strangers_app"}"#,                 "- - 200 404 404 404 404"),
    ("applications/deleted", r#"{"side":"back_office","owner":null,"number":1}"#, "200 200 200 200 403 403 403"),
    ("applications/deleted", r#"{"side":"customer","owner":null,"number":1}"#, "200 200 200 403 200 200 403"),
    ("applications/deleted", r#"{"side":"back_office","owner":"$target","number":1}"#, "200 200 404 404 403 403 403"),
    ("applications/restore", r#"{"id":"$targets_app","name":""}"#,        "200 200 404 404 404 404 404"),
    ("applications/restore", r#"{"id":"$strangers_app","name":""}"#,      "200 200 200 404 404 404 404"),
    ("applications/restore-chosen", r#"{"ids":["$nobody"]}"#,             "200 200 200 200 200 200 200"),
    ("search", r#"{"text":"zz","limit":5}"#,                              "200 200 200 200 200 200 200"),
];

/// One's own second factors are everybody's own business; those of others are seen by who sees the person.
#[rustfmt::skip]
const SECOND_FACTORS: &[Line] = &[
    ("passwords/needed", r#"{"owner":null}"#,                             "200 200 200 200 200 200 200"),
    ("factors/list", "{}",                                                "200 200 200 200 200 200 200"),
    ("factors/app/begin", r#"{"shown":""}"#,                              "200 200 200 200 200 200 200"),
    ("factors/app/add", r#"{"shown":"","code":"123456","own_password":""}"#, "422 422 422 422 422 422 422"),
    ("factors/app/remove", r#"{"own_password":""}"#,                      "404 404 404 404 404 404 404"),
    ("factors/passkey/question", r#"{"own_password":""}"#,                "422 422 422 422 422 422 422"),
    ("factors/passkey/add", r#"{"name":"Mine","answer":"{}"}"#,           "422 422 422 422 422 422 422"),
    ("factors/passkey/remove", r#"{"id":"$nobody","own_password":""}"#,   "404 404 404 404 404 404 404"),
    ("factors/codes/renew", r#"{"own_password":""}"#,                     "404 404 404 404 404 404 404"),
    ("factors/confirm/question", "{}",                                    "422 422 422 422 422 422 422"),
    ("factors/confirm", r#"{"answer":"{}"}"#,                             "422 422 422 422 422 422 422"),
    ("factors/of-person", r#"{"id":"$target"}"#,                          "200 200 404 404 404 404 404"),
    ("factors/of-person", r#"{"id":"$buyer"}"#,                           "200 200 200 404 200 404 404"),
    ("factors/of-person", r#"{"id":"$stranger"}"#,                        "200 200 200 404 404 404 404"),
    ("factors/reset", r#"{"id":"$target","own_password":""}"#,            "200 200 404 404 404 404 404"),
    ("factors/reset", r#"{"id":"$stranger","own_password":""}"#,          "200 200 200 404 404 404 404"),
    ("factors/reset", r#"{"id":"$boss","own_password":""}"#,              "403 403 404 404 404 404 404"),
];

store::on_both_engines! {
    async fn of_people_customers_organizations_and_roles(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, PEOPLE_AND_ROLES, async |session, function, arguments| {
            let arguments: Value = serde_json::from_str(arguments).unwrap();
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn of_applications(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, APPLICATIONS, async |session, function, arguments| {
            let arguments: Value = serde_json::from_str(arguments).unwrap();
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn of_second_factors(db: TestDatabase) {
        let world = World::on(db).await;
        walk(&world, SECOND_FACTORS, async |session, function, arguments| {
            let arguments: Value = serde_json::from_str(arguments).unwrap();
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn who_is_signed_out_is_told_so_by_all_of_them(db: TestDatabase) {
        let world = World::on(db).await;
        let nobody = world.app.browser();
        for (function, arguments, _) in PEOPLE_AND_ROLES.iter().chain(APPLICATIONS).chain(SECOND_FACTORS) {
            let arguments: Value = serde_json::from_str(&world.fill(arguments)).unwrap();
            let answer = nobody.rpc(function, &arguments).await.expect(401);
            assert_eq!(answer.json(), "signed_out", "{function}");
        }
    }

    /// Several at once and people to choose from: what is not permitted is left out, not refused.
    async fn what_one_may_not_see_is_left_out(db: TestDatabase) {
        let world = World::on(db).await;
        let ids = r#"["$targets_app", "$buyers_app", "$strangers_app", "$boss_app", "$nobody"]"#;
        let ids: Value = serde_json::from_str(&world.fill(ids)).unwrap();
        let sessions = world.sessions().await;
        let before = world.seen_by_the_administrator().await;
        for (session, (chosen, customers_people)) in
            sessions.iter().zip([(4, 4), (4, 4), (2, 4), (0, 0), (1, 3), (0, 1), (0, 0)])
        {
            let found = session.rpc("applications/chosen", &serde_json::json!({ "ids": ids })).await.expect(200);
            assert_eq!(found.json().as_array().map(Vec::len), Some(chosen));
            let asked = serde_json::json!({ "side": "customer", "text": "example.com" });
            let found = session.rpc("applications/owners", &asked).await.expect(200);
            assert_eq!(found.json().as_array().map(Vec::len), Some(customers_people), "{}", found.text());
        }
        for session in [&sessions[3], &sessions[5], &sessions[6]] {
            for verb in ["activate", "deactivate", "delete"] {
                let asked = serde_json::json!({ "verb": verb, "ids": ids });
                let outcome = session.rpc("applications/change-chosen", &asked).await.expect(200).json();
                assert_eq!(outcome, serde_json::json!({ "done": 0, "refused": ids }));
            }
        }
        assert_eq!(world.seen_by_the_administrator().await, before);
    }
}
