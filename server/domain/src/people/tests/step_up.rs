//! Acting for somebody else a while after one gave one's password.

use super::*;
use crate::{Actor, Via};
use model::{ApplicationForm, Grace, StepUp, UserId};

const FIELD: &str = "own_password";

async fn create(test: &TestOffice, actor: &Actor, owner: UserId, name: &str) -> Result<model::ApplicationId> {
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    Ok(test.office.create_application(actor, owner, &form).await?.application.id)
}

store::on_both_engines! {
    async fn after_fifteen_minutes_the_password_is_asked_for(db: TestDatabase) {
        let test = demo(db).await;
        let (_, admin) = test.signed_in(ADMIN, PASSWORD).await;
        let john = test.find_user(JOHN).await;
        test.clock.advance(Duration::from_mins(15));
        assert_eq!(test.office.step_up(&admin, Some(john)).await.unwrap(), StepUp::Nothing);
        let id = create(&test, &admin, john, "In time").await.unwrap();
        test.clock.advance(Duration::from_secs(1));
        assert_eq!(test.office.step_up(&admin, Some(john)).await.unwrap(), StepUp::Password);
        assert_eq!(test.office.step_up(&admin, None).await.unwrap(), StepUp::Password, "what has no owner is somebody else's");
        assert_invalid(create(&test, &admin, john, "Too late").await, FIELD, Problem::PasswordNeeded);
        assert_invalid(test.office.rotate_secret(&admin, id, Grace::None).await, FIELD, Problem::PasswordNeeded);
        assert_invalid(test.office.confirm(&admin, &typed("")).await, FIELD, Problem::PasswordNeeded);
        assert_invalid(test.office.confirm(&admin, &typed("a wrong guess")).await, FIELD, Problem::WrongPassword);
        assert_invalid(create(&test, &admin, john, "Still not").await, FIELD, Problem::PasswordNeeded);
        assert_eq!((test.db.count("applications").await, test.db.count("application_secrets").await), (1, 1));
        assert_eq!(events(&test).await.len(), 1);

        test.office.confirm(&admin, &typed(PASSWORD)).await.unwrap();
        assert_eq!(test.office.step_up(&admin, Some(john)).await.unwrap(), StepUp::Nothing);
        create(&test, &admin, john, "Confirmed").await.unwrap();
        // Mails of one second are in no order.
        test.clock.advance(Duration::from_secs(1));
        test.office.rotate_secret(&admin, id, Grace::None).await.unwrap();
        let told: Vec<_> = events(&test).await.into_iter().map(|(event, _)| event).collect();
        assert_eq!(told, ["application_created", "application_created", "secret_rotated"]);
    }

    async fn it_counts_for_the_session_it_was_given_in(db: TestDatabase) {
        let test = demo(db).await;
        let john = test.find_user(JOHN).await;
        let (_, left_alone) = test.signed_in(ADMIN, PASSWORD).await;
        test.clock.advance(Duration::from_mins(20));
        let (token, fresh) = test.signed_in(ADMIN, PASSWORD).await;
        create(&test, &fresh, john, "Just signed in").await.unwrap();
        assert_invalid(create(&test, &left_alone, john, "Left alone").await, FIELD, Problem::PasswordNeeded);
        test.office.sign_out(token.reveal()).await.unwrap();
        assert_invalid(create(&test, &fresh, john, "Ended").await, FIELD, Problem::PasswordNeeded);
        let ended = test.office.confirm(&fresh, &typed(PASSWORD)).await;
        assert!(matches!(ended, Err(Error::NotFound)), "{ended:?}");
    }

    async fn nobody_is_asked_for_their_own_and_no_program_is_asked_at_all(db: TestDatabase) {
        let test = demo(db).await;
        let (_, admin) = test.signed_in(ADMIN, PASSWORD).await;
        let john = test.find_user(JOHN).await;
        test.clock.advance(Duration::from_hours(2));
        let own = create(&test, &admin, admin.viewer.id, "Mine").await.unwrap();
        test.office.rotate_secret(&admin, own, Grace::None).await.unwrap();
        let program = Actor { via: Via::Application { id: own, apis: model::Side::BackOffice.api_types().to_vec() }, ..admin.clone() };
        let id = create(&test, &program, john, "By a program").await.unwrap();
        test.office.rotate_secret(&program, id, Grace::None).await.unwrap();
        let operator = test.office.operator(Some("Acme")).await.unwrap();
        create(&test, &operator, john, "By the operator").await.unwrap();
        for actor in [&program, &operator] {
            assert_eq!(test.office.step_up(actor, Some(john)).await.unwrap(), StepUp::Nothing);
            assert!(matches!(test.office.confirm(actor, &typed(PASSWORD)).await, Err(Error::Forbidden)));
        }
    }

    async fn who_may_not_is_told_that_and_not_asked_for_a_password(db: TestDatabase) {
        let test = demo(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let admin = test.find_user(ADMIN).await;
        test.clock.advance(Duration::from_hours(2));
        assert!(matches!(create(&test, &john, admin, "Not his").await, Err(Error::NotFound)));
        assert_eq!(events(&test).await, []);
    }
}
