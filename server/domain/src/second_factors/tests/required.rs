//! Organizations that require a second factor.

use super::*;
use model::{Action, Level, OrganizationForm, Subject};

store::on_both_engines! {
    async fn whoever_has_none_can_do_nothing_but_set_one_up(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, ada) = test.signed_in("ada@example.com", PASSWORD).await;
        let (token, john) = test.signed_in(JOHN, PASSWORD).await;
        let acme = test.office.find_organization(&ada, ada.viewer.organization.id).await.unwrap();
        let form = OrganizationForm { second_factor: true, ..OrganizationForm::of(&acme) };
        assert!(test.office.change_organization(&ada, acme.id, &form).await.unwrap().second_factor);

        let now = test.office.actor_of_session(token.reveal()).await.unwrap().unwrap();
        assert!(now.has_to_enrol && !john.has_to_enrol);
        assert_eq!(now.level(Subject::Applications, Action::View), Level::None);
        assert!(test.office.list_second_factors(&now).await.unwrap().required);
        enrol(&test, &now).await;
        let then = test.office.actor_of_session(token.reveal()).await.unwrap().unwrap();
        assert!(!then.has_to_enrol);
        assert!(then.level(Subject::Applications, Action::View) > Level::None);
        assert!(!test.office.list_second_factors(&then).await.unwrap().required);
    }

    async fn it_is_not_required_of_programs(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, ada) = test.signed_in("ada@example.com", PASSWORD).await;
        let acme = test.office.find_organization(&ada, ada.viewer.organization.id).await.unwrap();
        let form = OrganizationForm { second_factor: true, ..OrganizationForm::of(&acme) };
        test.office.change_organization(&ada, acme.id, &form).await.unwrap();
        let via = crate::Via::Application { id: model::ApplicationId(acme.id.0), apis: Vec::new() };
        let program = test.office.actor_for_user(ada.viewer.id, acme.id, via).await.unwrap().unwrap();
        assert!(!program.has_to_enrol);
        assert!(matches!(test.office.list_second_factors(&program).await, Err(Error::Forbidden)));
    }
}
