//! Several calls as one: all of it or nothing, told once, at the end.

use crate::{
    Error,
    testing::PASSWORD,
    town::{AMANDA, JOHN, Town, assert_refused},
};
use model::{ApplicationForm, Side, UserForm};

fn named(name: &str) -> ApplicationForm {
    ApplicationForm { name: name.into(), ..ApplicationForm::new() }
}

store::on_both_engines! {
    async fn nothing_happened_when_one_call_is_refused(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let app = town.application(&john).await;
        let token = town.token(&app).await.unwrap();
        let (mails, revision) = (town.test.mails().await.len(), town.revision().await);

        let together = town.office.together().await.unwrap();
        let inactive = ApplicationForm { active: false, ..ApplicationForm::of(&app.application) };
        together.change_application(&john, app.application.id, &inactive).await.unwrap();
        together.create_application(&john, john.viewer.id, &named("Second")).await.unwrap();
        together.disable_user(&town.admin, town.id(AMANDA).await).await.unwrap();
        assert!(!together.find_user(&town.admin, town.id(AMANDA).await).await.unwrap().enabled, "inside it is so");
        assert_refused!(together.disable_user(&john, town.id(AMANDA).await).await, Error::NotFound);
        drop(together);

        assert!(town.lives(&token, Side::BackOffice).await);
        assert!(town.seen(AMANDA).await.enabled);
        assert!(town.office.find_application(&john, app.application.id).await.unwrap().active);
        assert_eq!(town.test.db.count("applications").await, 1);
        assert_eq!((town.test.mails().await.len(), town.revision().await), (mails, revision));
        // And others can write.
        town.office.create_application(&john, john.viewer.id, &named("Second")).await.unwrap();
    }

    async fn all_of_it_happens_and_is_followed_at_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let kept = town.application(&john).await;
        let stopped = town.office.create_application(&john, john.viewer.id, &named("Stopped")).await.unwrap();
        let (lives, dies) = (town.token(&kept).await.unwrap(), town.token(&stopped).await.unwrap());
        assert!(town.lives(&dies, Side::BackOffice).await);
        let (mails, revision) = (town.test.mails().await.len(), town.revision().await);

        let together = town.office.together().await.unwrap();
        let inactive = ApplicationForm { active: false, ..ApplicationForm::of(&stopped.application) };
        together.change_application(&john, stopped.application.id, &inactive).await.unwrap();
        together.create_application(&john, john.viewer.id, &named("Third")).await.unwrap();
        assert!(town.lives(&dies, Side::BackOffice).await, "it has not happened yet");
        together.commit().await.unwrap();

        assert!(!town.lives(&dies, Side::BackOffice).await && town.lives(&lives, Side::BackOffice).await);
        assert_eq!(town.revision().await, revision + 1, "moved once");
        assert_eq!(town.test.mails().await.len(), mails + 2);
    }

    async fn what_was_loaded_inside_is_not_believed_outside(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let app = town.application(&john).await;
        let together = town.office.together().await.unwrap();
        let rotated = together.rotate_secret(&john, app.application.id, model::Grace::None).await.unwrap();
        let inside = model::CreatedApplication { client_secret: rotated.client_secret, ..app.clone() };
        let client_id = &app.application.client_id;
        assert_eq!(together.live_application(client_id).await.unwrap().unwrap().secrets.len(), 1);
        drop(together);
        assert!(town.token(&inside).await.is_none() && town.token(&app).await.is_some());
    }

    async fn a_part_of_another_one_happens_with_that(db: TestDatabase) {
        let town = Town::on(db).await;
        let together = town.office.together().await.unwrap();
        let part = together.together().await.unwrap();
        part.disable_user(&town.admin, town.id(JOHN).await).await.unwrap();
        part.commit().await.unwrap();
        assert!(town.seen(JOHN).await.enabled);
        together.commit().await.unwrap();
        assert!(!town.seen(JOHN).await.enabled);
    }

    async fn whoever_goes_away_half_way_leaves_nothing(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (town.office.clone(), town.admin.clone());
        let new = town.form("zoe", &["User"], &[town.acme]).await;
        let (ready, waits) = tokio::sync::oneshot::channel();
        let task = tokio::spawn(async move {
            let together = office.together().await.unwrap();
            together.create_person(&admin, Side::BackOffice, &UserForm { invite: true, ..new }).await.unwrap();
            ready.send(()).unwrap();
            std::future::pending::<()>().await;
            together.commit().await.unwrap();
        });
        waits.await.unwrap();
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        let mails = town.test.mails().await.len();
        town.test.user("zoe", &["User"], &[town.acme]).await;
        assert_eq!(town.test.mails().await.len(), mails);
        town.test.signed_in("zoe@example.com", PASSWORD).await;
    }

    async fn two_at_once_wait_for_one_another(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let one = async |name: &str| {
            let together = town.office.together().await.unwrap();
            together.create_application(&john, john.viewer.id, &named(name)).await.unwrap();
            let amanda = town.id(AMANDA).await;
            together.disable_user(&town.admin, amanda).await.unwrap();
            together.enable_user(&town.admin, amanda).await.unwrap();
            together.commit().await.unwrap();
        };
        tokio::join!(one("One"), one("Two"), one("Three"), one("Four"), one("Five"), one("Six"));
        assert_eq!(town.test.db.count("applications").await, 6);
    }
}
