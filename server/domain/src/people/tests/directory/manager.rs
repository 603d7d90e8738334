//! Managers: who can be one, who may say so, and who sees it.

use super::*;
use model::{GridQuery, UserOptions};

/// The form of somebody with this manager.
async fn with_manager(town: &Town, email: &str, manager: &str) -> UserForm {
    UserForm { manager: manager.into(), ..UserForm::of(&town.seen(email).await) }
}

fn address(user: &model::User) -> Option<&str> {
    user.manager.as_ref().map(|manager| manager.email.as_str())
}

store::on_both_engines! {
    async fn a_user_is_made_the_manager_of_users_and_customer_users(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        for email in [JOHN, BRIAN] {
            let id = town.id(email).await;
            let changed = office.change_user(admin, id, &with_manager(&town, email, "Maria LOPEZ").await).await.unwrap();
            assert_eq!((address(&changed), changed.manager.as_ref().unwrap().name.as_str()), (Some(MARIA), "Maria Lopez"));
            // What the form shows again is the same.
            let again = office.change_user(admin, id, &UserForm::of(&changed)).await.unwrap();
            assert_eq!(address(&again), Some(MARIA));
        }
        let form = UserForm { manager: MARIA.into(), ..town.form("new", &["User"], &[town.acme]).await };
        let new = office.create_person(admin, Side::BackOffice, &form).await.unwrap();
        assert_eq!(address(&new), Some(MARIA));
        let none = office.change_user(admin, new.id, &UserForm { manager: " ".into(), ..UserForm::of(&new) }).await.unwrap();
        assert_eq!(address(&none), None);
        let listed = office.list_users(admin, Side::BackOffice, &GridQuery::default(), None).await.unwrap();
        assert_eq!(listed.rows.iter().find(|user| user.email == JOHN).and_then(address), Some(MARIA));
    }

    async fn who_cannot_be_one_is_refused(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let john = town.id(JOHN).await;
        town.test.db.set_enabled("users", town.id(GARY).await.0, false).await;
        for nobody in ["nobody", AMANDA, GARY] {
            let form = with_manager(&town, JOHN, nobody).await;
            assert_invalid(office.change_user(admin, john, &form).await, "manager", Problem::UnknownPerson);
        }
        let own = with_manager(&town, JOHN, JOHN).await;
        assert_invalid(office.change_user(admin, john, &own).await, "manager", Problem::OwnManager);
        assert_eq!(address(&town.seen(JOHN).await), None);
        let found = office.find_managers(admin, "lopez").await.unwrap();
        assert_eq!(found.iter().map(|person| person.email.as_str()).collect::<Vec<_>>(), [MARIA]);
    }

    /// Of customers' people it is nobody's business there who their managers are in the back office.
    async fn who_sees_no_users_sees_and_changes_no_managers(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let brian = town.id(BRIAN).await;
        office.change_user(&town.admin, brian, &with_manager(&town, BRIAN, MARIA).await).await.unwrap();
        let amanda = town.actor(AMANDA).await;
        let seen = office.find_user(&amanda, brian).await.unwrap();
        assert_eq!(address(&seen), None);
        let UserOptions { may_name_manager, .. } = office.user_form_options_of(&amanda, brian).await.unwrap();
        assert!(!may_name_manager);
        let form = UserForm { first_name: "Bryan".into(), manager: ADMIN.into(), ..UserForm::of(&seen) };
        office.change_user(&amanda, brian, &form).await.unwrap();
        let after = town.seen(BRIAN).await;
        assert_eq!((after.first_name.as_str(), address(&after)), ("Bryan", Some(MARIA)));
        assert_refused!(office.find_managers(&amanda, "lopez").await, Error::Forbidden);
    }
}
