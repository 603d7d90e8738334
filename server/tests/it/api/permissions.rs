//! The same permissions as everywhere: the actor is the owner of the application, in the application's organization.

use super::support::{
    APPLICATIONS, Caller, application_in, assert_refused, change, mails, new_application, path_of,
};
use crate::support::{ADMIN, JOHN, TestApp};
use model::CreatedApplication;
use serde_json::{Value, json};

fn id(created: &CreatedApplication) -> String {
    created.application.id.to_string()
}

fn owned_by(name: &str, kind: &str, owner: impl std::fmt::Display) -> Value {
    let mut document = new_application(&json!({ "name": name }));
    document["data"]["relationships"] =
        json!({ "owner": { "data": { "type": kind, "id": owner.to_string() } } });
    document
}

/// Robot, which may use this API and no other.
async fn narrow(app: &TestApp) -> CreatedApplication {
    app.application_with(JOHN, |form| {
        form.name = "Robot".into();
        form.all_apis = false;
        form.apis = vec!["json_api".into()];
    })
    .await
}

store::on_both_engines! {
    async fn a_user_sees_and_touches_only_their_own(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let others = app.application(ADMIN, "Of the administrator").await;
        app.clear_mails().await;
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        let (path, id) = (path_of(&id(&others)), id(&others));
        for answer in [
            john.get(&path).await,
            john.patch(&path, &change(&id, &json!({ "name": "Mine" }))).await,
            john.delete(&path).await,
            john.post(&format!("{path}/secrets"), &json!({ "meta": {} })).await,
        ] {
            assert_refused(&answer, 404, "not_found", "-");
        }
        // Nothing is said about people either.
        let answer = john.post(APPLICATIONS, &owned_by("Robot", "users", app.user(ADMIN).await)).await;
        assert_refused(&answer, 404, "not_found", "-");
        let answer = john.post(APPLICATIONS, &owned_by("Robot", "users", uuid::Uuid::nil())).await;
        assert_refused(&answer, 404, "not_found", "-");
        assert_eq!(mails(&app).await, []);
    }

    async fn the_administrator_sees_everything_from_the_global_organization(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.application(JOHN, "Of John").await;
        application_in(&app, ADMIN, "Globex", "In Globex").await;
        app.clear_mails().await;
        assert_eq!(admin.get("/api/oauthapplications?sort=name").await.names(), ["Caller", "In Globex", "Of John"]);
        let created = admin.post(APPLICATIONS, &owned_by("For John", "users", app.user(JOHN).await)).await;
        assert_eq!(created.status, 201);
        assert_eq!(created.data()["relationships"]["owner"]["data"]["id"], app.user(JOHN).await.to_string());
        assert_eq!(mails(&app).await, [(JOHN.into(), "OAuth application added to your account".into())]);
    }

    async fn a_token_acts_in_the_organization_of_its_application(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (here, there) = (app.application(ADMIN, "Here").await, application_in(&app, ADMIN, "Globex", "There").await);
        let globex = app.organization("Globex").await.to_string();
        let caller = Caller::of(&app, &there).await;
        let me = caller.get("/api/me").await;
        assert_eq!(me.data()["relationships"]["organization"]["data"]["id"], globex);
        assert_eq!(caller.get(APPLICATIONS).await.names(), ["There"]);
        assert_refused(&caller.get(&path_of(&id(&here))).await, 404, "not_found", "-");
        let created = caller.post(APPLICATIONS, &new_application(&json!({ "name": "New" }))).await;
        assert_eq!(created.data()["relationships"]["organization"]["data"]["id"], globex);
        assert_eq!(mails(&app).await.len(), 1);
        // John may not enter Globex, so nothing of his can act there.
        let answer = caller.post(APPLICATIONS, &owned_by("For John", "users", app.user(JOHN).await)).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{}", answer.document);
        assert_eq!(mails(&app).await, []);
    }

    async fn a_program_hands_on_no_more_than_its_token_opens(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let wide = app.application(JOHN, "Wide").await;
        let robot = narrow(&app).await;
        let caller = Caller::of(&app, &robot).await;
        for apis in [json!({ "name": "New" }), json!({ "name": "New", "apis": ["json_api", "scim"] })] {
            assert_refused(&caller.post(APPLICATIONS, &new_application(&apis)).await, 403, "forbidden", "-");
        }
        let own = path_of(&id(&robot));
        for apis in [json!({ "allApis": true }), json!({ "apis": ["json_api", "scim"] })] {
            let answer = caller.patch(&own, &change(&id(&robot), &apis)).await;
            assert_refused(&answer, 403, "forbidden", "-");
        }
        // The secret of an application that may do more would be worth more than this token.
        let answer = caller.post(&format!("{}/secrets", path_of(&id(&wide))), &json!({ "meta": {} })).await;
        assert_refused(&answer, 403, "forbidden", "-");
        assert_eq!(mails(&app).await, []);
        let same = caller.post(APPLICATIONS, &new_application(&json!({ "name": "New", "apis": ["json_api"] }))).await;
        assert_eq!(same.status, 201);
        assert_eq!(mails(&app).await.len(), 1);
    }
}
