//! The same permissions as in the grids: what a person does not see there, their programs do not see here.

use super::{
    super::support::{Caller, application_in, assert_refused},
    TYPES, add, first,
};
use crate::support::{ADMIN, JOHN, TestApp};

/// Administrator, organization administrator, customer-user manager, user.
const PEOPLE: [&str; 4] = [ADMIN, "chief@example.com", "maria.lopez@example.com", JOHN];

/// The statuses of the list and of one record, for each of them.
const EXPECTED: [&str; 9] = [
    "users 200/200 200/200 403/404 403/404",
    "customerusers 200/200 200/200 200/200 403/404",
    "customers 200/200 200/200 200/200 403/404",
    "organizations 200/200 200/200 403/404 403/404",
    "roles 200/200 200/200 403/404 403/404",
    "loginattempts 200/200 200/200 403/404 403/404",
    "outboxmails 200/200 200/200 403/404 403/404",
    "emailtemplates 200/200 200/200 403/404 403/404",
    "notificationrules 200/200 200/200 403/404 403/404",
];

store::on_both_engines! {
    async fn each_reads_what_the_grids_show_them(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add(&app, PEOPLE[1], "Organization Administrator").await;
        let mut callers = Vec::new();
        for email in PEOPLE {
            callers.push(Caller::of(&app, &app.application(email, "Caller").await).await);
        }
        // One mail for the outbox.
        app.application(JOHN, "Told").await;
        app.signed_in(JOHN).await;
        let mut table = Vec::new();
        for kind in TYPES {
            let list = format!("/api/{kind}");
            // What Globex has, only the administrator sees.
            let acme = match kind {
                "emailtemplates" | "notificationrules" => format!("?filter[organization]={}", app.acme().await),
                _ => String::new(),
            };
            let one = format!("{list}/{}", first(&callers[0], &format!("{list}{acme}")).await);
            let mut line = vec![kind.to_owned()];
            for caller in &callers {
                let (list, one) = (caller.get(&list).await, caller.get(&one).await);
                line.push(format!("{}/{}", list.status.as_u16(), one.status.as_u16()));
            }
            table.push(line.join(" "));
        }
        assert_eq!(table, EXPECTED);
    }

    async fn nobody_sees_into_another_organization(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add(&app, PEOPLE[1], "Organization Administrator").await;
        let admin = Caller::new(&app, ADMIN).await;
        let chief = Caller::of(&app, &application_in(&app, ADMIN, "Globex", "There").await).await;
        // The administrator, but working in Globex, which has no global access.
        let john = app.user(JOHN).await;
        assert_eq!(admin.get(&format!("/api/users/{john}")).await.status, 200);
        assert_refused(&chief.get(&format!("/api/users/{john}")).await, 404, "not_found", "-");
        for kind in ["customers", "emailtemplates", "notificationrules"] {
            let acme = app.acme().await;
            let one = first(&admin, &format!("/api/{kind}?filter[organization]={acme}")).await;
            assert_refused(&chief.get(&format!("/api/{kind}/{one}")).await, 404, "not_found", "-");
        }
        assert_eq!(chief.get("/api/organizations").await.names(), ["Globex"]);
    }

    async fn a_person_is_found_on_their_side_only(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let (john, amanda) = (app.user(JOHN).await, app.user("amanda.cole@example.com").await);
        assert_eq!(admin.get(&format!("/api/users/{john}")).await.status, 200);
        assert_eq!(admin.get(&format!("/api/customerusers/{amanda}")).await.status, 200);
        assert_refused(&admin.get(&format!("/api/users/{amanda}")).await, 404, "not_found", "-");
        assert_refused(&admin.get(&format!("/api/customerusers/{john}")).await, 404, "not_found", "-");
    }

    async fn no_type_is_open_without_a_token_or_to_other_methods(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (nobody, admin) = (Caller::nobody(&app), Caller::new(&app, ADMIN).await);
        for kind in TYPES {
            let list = format!("/api/{kind}");
            assert_refused(&nobody.get(&list).await, 401, "unauthorized", "Authorization");
            assert_refused(&nobody.get(&format!("{list}/x")).await, 401, "unauthorized", "Authorization");
            assert_refused(&admin.get(&format!("{list}/x")).await, 404, "not_found", "-");
            let unknown = format!("{list}/01890a5d-ac96-774b-bcce-b302099a8057");
            assert_refused(&admin.get(&unknown).await, 404, "not_found", "-");
            assert_refused(&admin.delete(&list).await, 405, "method_not_allowed", "-");
        }
    }
}
