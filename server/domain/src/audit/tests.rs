//! Every change leaves a record, in the transaction of the change, and none holds a secret.

mod each;
mod everywhere;

use crate::{
    CameFrom, Error, Office,
    testing::PASSWORD,
    town::{JOHN, Town},
};
use model::{ApplicationForm, AuditDoor, Grace, UserForm};
use store::ChainRow;

fn named(name: &str) -> ApplicationForm {
    ApplicationForm { name: name.into(), ..ApplicationForm::new() }
}

/// The whole chain, which hangs together.
async fn chain(office: &Office) -> Vec<ChainRow> {
    let ends = office.database().audit_ends().await.unwrap();
    let rows = office.database().audit_chain(0, ends.sequence, i64::MAX).await.unwrap();
    let mut previous = vec![0; 32];
    for (row, sequence) in rows.iter().zip(1..) {
        assert!(row.is_whole(), "{row:?}");
        assert_eq!((row.sequence, &row.previous), (sequence, &previous));
        previous.clone_from(&row.hash);
    }
    assert_eq!((ends.hash, usize::try_from(ends.sequence).unwrap()), (previous, rows.len()));
    rows
}

/// What was recorded since.
async fn since(office: &Office, before: usize) -> Vec<String> {
    let rows = chain(office).await;
    rows[before..].iter().map(|row| format!("{} {}", row.subject_kind, row.action)).collect()
}

store::on_both_engines! {
    async fn a_change_tells_what_who_and_from_where(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let app = town.application(&john).await.application;
        let form = ApplicationForm { name: "Renamed".into(), ..ApplicationForm::of(&app) };
        let from = CameFrom { door: AuditDoor::Api, address: "192.0.2.9".into(), request_id: "r-1".into() };
        from.scope(town.office.change_application(&john, app.id, &form)).await.unwrap();
        let rows = chain(&town.office).await;
        let last = rows.last().unwrap();
        assert_eq!((last.action.as_str(), last.subject_kind.as_str()), ("changed", "application"));
        assert_eq!((last.subject_id, last.subject_name.as_str()), (Some(app.id.0), "Renamed"));
        assert_eq!((last.actor_id, last.actor_name.as_str()), (Some(john.viewer.id), john.viewer.name.as_str()));
        assert_eq!((last.owner_id, last.organizations.as_slice()), (Some(john.viewer.id), &[app.organization.id][..]));
        assert_eq!((last.door.as_str(), last.address.as_str(), last.request_id.as_str()), ("api", "192.0.2.9", "r-1"));
        let changes = format!(r#"[{{"field":"name","before":"{}","after":"Renamed"}}]"#, app.name);
        assert_eq!(last.changes, changes, "and nothing that stayed as it was");
    }

    async fn what_did_not_happen_leaves_nothing(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let app = town.application(&john).await.application;
        let before = chain(&town.office).await.len();
        // Nothing is other than before.
        town.office.change_application(&john, app.id, &ApplicationForm::of(&app)).await.unwrap();
        let taken = town.office.create_application(&john, john.viewer.id, &named(&app.name)).await;
        assert!(matches!(taken, Err(Error::Invalid(_))));
        let together = town.office.together().await.unwrap();
        together.create_application(&john, john.viewer.id, &named("Second")).await.unwrap();
        drop(together);
        assert_eq!(since(&town.office, before).await, [""; 0]);
    }

    async fn several_things_together_stand_in_their_order(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let before = chain(&town.office).await.len();
        let together = town.office.together().await.unwrap();
        let app = together.create_application(&john, john.viewer.id, &named("One")).await.unwrap().application;
        together.rotate_secret(&john, app.id, Grace::None).await.unwrap();
        together.disable_user(&town.admin, town.id(crate::town::AMANDA).await).await.unwrap();
        assert_eq!(since(&town.office, before).await, [""; 0], "not before the end");
        together.commit().await.unwrap();
        let expected = ["application created", "application secret_rotated", "customer_user disabled"];
        assert_eq!(since(&town.office, before).await, expected);
    }

    async fn many_at_once_make_one_chain(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let before = chain(&town.office).await.len();
        let one = async |number: usize| {
            let name = format!("Number {number}");
            if number.is_multiple_of(3) {
                let together = town.office.together().await.unwrap();
                together.create_application(&john, john.viewer.id, &named(&name)).await.unwrap();
                together.commit().await.unwrap();
            } else {
                town.office.create_application(&john, john.viewer.id, &named(&name)).await.unwrap();
            }
        };
        tokio::join!(one(0), one(1), one(2), one(3), one(4), one(5), one(6), one(7), one(8));
        assert_eq!(since(&town.office, before).await, ["application created"; 9]);
    }

    async fn no_secret_is_ever_in_a_record(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let created = town.application(&john).await;
        let rotated = town.office.rotate_secret(&john, created.application.id, Grace::None).await.unwrap();
        let new = UserForm { invite: true, ..town.form("zoe", &["User"], &[town.acme]).await };
        town.office.create_person(&town.admin, model::Side::BackOffice, &new).await.unwrap();
        let text: String = chain(&town.office).await.iter().map(ChainRow::exported).collect();
        let secrets = [created.client_secret.as_str(), rotated.client_secret.as_str(), PASSWORD, "$argon2", "token="];
        for secret in secrets {
            assert!(!secret.is_empty() && !text.contains(secret), "{secret}");
        }
        for mail in town.test.mails().await {
            let link = mail.link.unwrap_or_default();
            let token = link.rsplit('=').next().unwrap();
            assert!(token.is_empty() || !text.contains(token));
        }
    }
}
