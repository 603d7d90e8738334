//! Nobody gets, makes or sees more than is theirs.

use super::*;
use crate::Via;
use model::{Action, ApiType, Grace, Level, Permissions, Subject};

/// The actor as a program whose token opens the JSON:API only.
fn program(actor: &Actor, application: ApplicationId) -> Actor {
    Actor { via: Via::Application { id: application, apis: vec![ApiType::JsonApi] }, ..actor.clone() }
}

fn with_apis(name: &str, apis: &[&str]) -> ApplicationForm {
    let apis = apis.iter().map(ToString::to_string).collect();
    ApplicationForm { all_apis: false, apis, ..form(name) }
}

store::on_both_engines! {
    async fn a_program_hands_on_only_what_its_token_opens(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let wide = demo.create(&demo.john, "Wide").await.application;
        let program = program(&demo.john, wide.id);
        let owner = demo.john.viewer.id;
        for form in [form("More"), with_apis("More", &["json_api", "scim"])] {
            assert_refused!(demo.office.create_application(&program, owner, &form).await, Error::Forbidden);
        }
        let narrow = demo.office.create_application(&program, owner, &with_apis("Narrow", &["json_api"])).await;
        let narrow = narrow.unwrap().application;
        demo.assert_counts(2, 2, 2).await;

        let wider = ApplicationForm { version: String::new(), ..with_apis("Narrow", &["json_api", "scim"]) };
        assert_refused!(demo.office.change_application(&program, narrow.id, &wider).await, Error::Forbidden);
        // Renaming what is wide already does not make it wider; its secret would.
        demo.office.change_application(&program, wide.id, &renamed(&wide, "Wide too")).await.unwrap();
        assert_refused!(demo.office.rotate_secret(&program, wide.id, Grace::None).await, Error::Forbidden);
        demo.office.rotate_secret(&program, narrow.id, Grace::None).await.unwrap();
        assert_eq!(demo.row(narrow.id).await.apis, narrow.apis);
        demo.assert_told(&["application_created", "application_created", "secret_rotated"]).await;
    }

    async fn nobody_acts_through_an_owner_who_may_more(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let acme = demo.organization("Acme").await;
        demo.test.user("head", &["Organization Administrator"], &[acme]).await;
        let head = demo.actor("head@example.com").await;
        let admin = demo.admin.viewer.id;
        let narrow = with_apis("Narrow", &["scim"]);
        let theirs = demo.office.create_application(&demo.admin, admin, &narrow).await.unwrap().application;
        assert_refused!(demo.office.create_application(&head, admin, &form("Mine now")).await, Error::Forbidden);
        assert_refused!(demo.office.rotate_secret(&head, theirs.id, Grace::Day).await, Error::Forbidden);
        let wider = ApplicationForm { all_apis: true, ..ApplicationForm::of(&theirs) };
        assert_refused!(demo.office.change_application(&head, theirs.id, &wider).await, Error::Forbidden);
        demo.assert_counts(1, 1, 1).await;
        // What gives nothing away is theirs to do.
        demo.office.change_application(&head, theirs.id, &renamed(&theirs, "Renamed")).await.unwrap();
        demo.office.deactivate_application(&head, theirs.id).await.unwrap();
        demo.create_for(&head, demo.john.viewer.id, "For John").await;
        demo.assert_counts(2, 2, 3).await;
        demo.assert_told(&["application_created", "application_deactivated", "application_created"]).await;
    }

    async fn somebody_elses_application_does_not_exist(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let theirs = demo.create(&demo.admin, "Secret project").await.application;
        let nothing = ApplicationId(uuid::Uuid::from_u128(9));
        let (office, john) = (&demo.office, &demo.john);
        for id in [theirs.id, nothing] {
            assert_refused!(office.find_application(john, id).await, Error::NotFound);
            // Also with a form that is wrong: nothing is said before it is known who asks.
            assert_refused!(office.change_application(john, id, &form("")).await, Error::NotFound);
            assert_refused!(office.activate_application(john, id).await, Error::NotFound);
            assert_refused!(office.deactivate_application(john, id).await, Error::NotFound);
            assert_refused!(office.delete_application(john, id).await, Error::NotFound);
            assert_refused!(office.restore_application(john, id).await, Error::NotFound);
            assert_refused!(office.rotate_secret(john, id, Grace::None).await, Error::NotFound);
        }
        for owner in [demo.admin.viewer.id, UserId(uuid::Uuid::from_u128(9))] {
            assert_refused!(office.create_application(john, owner, &form("")).await, Error::NotFound);
            assert_refused!(office.application_organizations(john, owner).await, Error::NotFound);
            assert_refused!(office.application_form_options(john, owner).await, Error::NotFound);
            let list = crate::ApplicationList::of(owner, &model::GridQuery::default(), office.now());
            assert_refused!(office.list_applications(john, &list).await, Error::NotFound);
        }
        assert_eq!(demo.row(theirs.id).await.version, 1);
        demo.assert_counts(1, 1, 1).await;
    }

    async fn who_may_only_look_is_told_so(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let theirs = demo.create(&demo.john, "Look").await.application;
        let mut viewer = demo.admin.clone();
        viewer.viewer.permissions = Permissions::none().with(Subject::Applications, &[Action::View], Level::Global);
        let office = &demo.office;
        assert_eq!(office.find_application(&viewer, theirs.id).await.unwrap(), theirs);
        assert_refused!(office.create_application(&viewer, demo.john.viewer.id, &form("")).await, Error::Forbidden);
        assert_refused!(office.change_application(&viewer, theirs.id, &form("")).await, Error::Forbidden);
        assert_refused!(office.deactivate_application(&viewer, theirs.id).await, Error::Forbidden);
        assert_refused!(office.delete_application(&viewer, theirs.id).await, Error::Forbidden);
        assert_refused!(office.rotate_secret(&viewer, theirs.id, Grace::None).await, Error::Forbidden);
        assert_eq!(office.application_form_options(&viewer, demo.john.viewer.id).await.unwrap().organizations, []);
        assert_eq!(demo.row(theirs.id).await.version, 1);
        demo.assert_counts(1, 1, 1).await;
    }

    async fn a_customer_administrator_reaches_their_customer_and_no_further(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let amanda = demo.actor(AMANDA).await;
        let brian = demo.actor(BRIAN).await;
        let his = demo.create_for(&amanda, brian.viewer.id, "Orders").await.application;
        demo.office.deactivate_application(&amanda, his.id).await.unwrap();
        let hers = demo.create(&amanda, "Reports").await.application;
        assert_refused!(demo.office.find_application(&brian, hers.id).await, Error::NotFound);
        assert_refused!(demo.office.create_application(&brian, amanda.viewer.id, &form("Up")).await, Error::NotFound);
        assert_refused!(demo.office.create_application(&amanda, demo.john.viewer.id, &form("Across")).await, Error::NotFound);
        demo.assert_counts(2, 2, 3).await;
        demo.assert_told(&["application_created", "application_deactivated", "application_created"]).await;
    }
}
