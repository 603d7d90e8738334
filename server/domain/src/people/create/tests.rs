//! Who can be created by whom, and what is refused.

use super::*;
use crate::testing::{PASSWORD, TestOffice};
use store::testing::TestDatabase;

async fn office(db: TestDatabase) -> (TestOffice, OrganizationId, OrganizationId) {
    let test = TestOffice::on(db).await;
    let acme = test.organization("Acme", true).await;
    let globex = test.organization("Globex", false).await;
    (test, acme, globex)
}

fn jane() -> NewUser {
    NewUser {
        email: " Jane@Example.com".into(),
        first_name: " Jane ".into(),
        last_name: "Roe".into(),
        password: Some(Sensitive::new("jane's own password")),
        roles: vec!["User".into()],
        organizations: Vec::new(),
        customer: None,
    }
}

fn problems(outcome: Result<UserId>) -> Vec<(String, Problem)> {
    match outcome {
        Err(Error::Invalid(invalid)) => invalid.0,
        other => panic!("{other:?}"),
    }
}

store::on_both_engines! {
    async fn a_new_user_can_sign_in(db: TestDatabase) {
        let (test, acme, globex) = office(db).await;
        test.user("root", &["Administrator"], &[acme]).await;
        let root = test.actor("root@example.com", "Acme").await;
        let twice = vec![acme, globex, acme];
        let id = test.office.create_user(&root, NewUser { organizations: twice, ..jane() }).await.unwrap();
        let (_, actor) = test.signed_in("jane@example.com", "jane's own password").await;
        assert_eq!((actor.viewer.id, actor.viewer.name.as_str()), (id, "Jane Roe"));
        assert_eq!(actor.viewer.organizations.len(), 2);
        assert_eq!(test.office.find_user_by_email("JANE@example.com").await.unwrap(), Some(id));
        assert_eq!(test.office.find_user_by_email("no\0body").await.unwrap(), None);
    }

    async fn every_refusal_names_its_field_and_adds_nobody(db: TestDatabase) {
        let (test, acme, _) = office(db).await;
        test.user("root", &["Administrator"], &[acme]).await;
        let root = test.actor("root@example.com", "Acme").await;
        let office = &test.office;
        let blank = NewUser { email: " ".into(), first_name: "\u{a0}".into(), last_name: "a\0b".into(),
            password: Some(Sensitive::new("too short")), ..jane() };
        assert_eq!(problems(office.create_user(&root, blank).await), [
            ("email".into(), Problem::Blank),
            ("first_name".into(), Problem::Blank),
            ("last_name".into(), Problem::ControlCharacters),
            ("password".into(), Problem::TooShort { limit: 12 }),
        ]);
        for (role, problem) in [("Emperor", Problem::UnknownChoice), ("a\0b", Problem::UnknownChoice),
            ("Customer User", Problem::UnknownChoice)] {
            let new = NewUser { roles: vec!["User".into(), role.into()], ..jane() };
            assert_eq!(problems(office.create_user(&root, new).await), [("roles".into(), problem)]);
        }
        let elsewhere = NewUser { organizations: vec![OrganizationId(uuid::Uuid::nil())], ..jane() };
        assert_eq!(problems(office.create_user(&root, elsewhere).await),
            [("organizations".into(), Problem::UnknownOrganization)]);
        let taken = NewUser { email: "ROOT@example.com".into(), ..jane() };
        assert_eq!(problems(office.create_user(&root, taken).await), [("email".into(), Problem::DuplicateEmail)]);
        assert_eq!(test.db.count("users").await, 1);
        assert_eq!(test.db.count("user_roles").await, 1);
    }

    async fn of_many_at_the_same_instant_one_gets_the_address(db: TestDatabase) {
        let (test, _, _) = office(db).await;
        let operator = test.office.operator(None).await.unwrap();
        let all: Vec<_> = (0..8).map(|_| {
            let (office, operator) = (test.office.clone(), operator.clone());
            tokio::spawn(async move { office.create_user(&operator, jane()).await })
        }).collect();
        let mut added = 0;
        for one in all {
            match one.await.unwrap() {
                Ok(_) => added += 1,
                refused => assert_eq!(problems(refused), [("email".into(), Problem::DuplicateEmail)]),
            }
        }
        assert_eq!((added, test.db.count("users").await), (1, 1));
    }

    async fn levels_decide_where_users_are_added_and_what_they_get(db: TestDatabase) {
        let (test, acme, globex) = office(db).await;
        test.user("root", &["Administrator"], &[acme, globex]).await;
        test.user("chief", &["Organization Administrator"], &[acme, globex]).await;
        test.user("plain", &["User"], &[acme]).await;
        let chief = test.actor("chief@example.com", "Globex").await;
        let office = &test.office;

        let plain = test.actor("plain@example.com", "Acme").await;
        assert!(matches!(office.create_user(&plain, jane()).await, Err(Error::Forbidden)));
        let elsewhere = NewUser { organizations: vec![acme], ..jane() };
        assert!(matches!(office.create_user(&chief, elsewhere.clone()).await, Err(Error::Forbidden)));
        let too_much = NewUser { roles: vec!["User".into(), "Administrator".into()], ..jane() };
        assert!(matches!(office.create_user(&chief, too_much.clone()).await, Err(Error::Forbidden)));
        let outside = test.actor("root@example.com", "Globex").await;
        assert!(matches!(office.create_user(&outside, elsewhere.clone()).await, Err(Error::Forbidden)),
            "Global reaches across organizations from one with global access only");
        assert_eq!(test.db.count("users").await, 3);

        assert!(office.create_user(&chief, NewUser { email: "a@example.com".into(), ..jane() }).await.is_ok());
        assert_eq!(test.actor("a@example.com", "Globex").await.viewer.organizations.len(), 1);
        let root = test.actor("root@example.com", "Acme").await;
        let there = NewUser { organizations: vec![globex], email: "b@example.com".into(), ..too_much.clone() };
        assert!(office.create_user(&root, there).await.is_ok());
        let operator = office.operator(Some("globex")).await.unwrap();
        let anywhere = NewUser { organizations: vec![acme], email: "c@example.com".into(), ..too_much };
        assert!(office.create_user(&operator, anywhere).await.is_ok(), "the operator holds the database anyway");
    }

    async fn without_a_password_nobody_signs_in(db: TestDatabase) {
        let (test, _, _) = office(db).await;
        let operator = test.office.operator(None).await.unwrap();
        test.office.create_user(&operator, NewUser { password: None, ..jane() }).await.unwrap();
        let outcome = test.office.sign_in("jane@example.com", &Sensitive::new(PASSWORD), &crate::Origin::default()).await;
        assert!(matches!(outcome, Err(Error::BadCredentials)));
    }
}
