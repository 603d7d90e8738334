//! Taking away the second factors of somebody who lost them.

use super::*;

store::on_both_engines! {
    async fn whoever_may_edit_a_person_resets_their_factors_and_they_are_told(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (_, ada) = test.signed_in("ada@example.com", PASSWORD).await;
        enrol(&test, &john).await;
        let token = half_in(&test).await;
        let (found, may) = test.office.second_factors_of_person(&ada, john.viewer.id).await.unwrap();
        assert!(found.app.is_some() && may);
        let of_ada = test.office.reset_second_factors(&john, ada.viewer.id).await;
        assert!(matches!(of_ada, Err(Error::NotFound | Error::Forbidden)), "{of_ada:?}");
        let own = test.office.reset_second_factors(&ada, ada.viewer.id).await;
        assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
        test.clock.advance(Duration::from_mins(16));
        let late = test.office.reset_second_factors(&ada, john.viewer.id).await;
        assert_problem(late, "own_password", Problem::PasswordNeeded);
        test.office.confirm(&ada, &typed(PASSWORD)).await.unwrap();
        test.office.reset_second_factors(&ada, john.viewer.id).await.unwrap();
        assert!(matches!(finish(&test, &token, "123456").await, Err(Error::NotFound)));
        assert!(test.office.sign_in(JOHN, &typed(PASSWORD), &here()).await.unwrap().session().is_some());
        assert_eq!(test.db.count("recovery_codes").await, 0);
        assert_eq!(events(&test).await, ["second_factor_added", "second_factor_removed"]);
        // What is not there is not told.
        test.office.reset_second_factors(&ada, john.viewer.id).await.unwrap();
        assert_eq!(events(&test).await.len(), 2);
    }
}
