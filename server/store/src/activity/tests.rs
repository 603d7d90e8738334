//! Counting in buckets, on both engines.

use super::*;
use crate::{NewApplicationRow, OrganizationRow, testing::TestDatabase};
use model::{ApiAccess, Grant, OrganizationId, Side};
use uuid::Uuid;

const ROBOT: ApplicationId = ApplicationId(Uuid::from_u128(7));
const NONE: SecretId = SecretId(Uuid::nil());
const FIRST: SecretId = SecretId(Uuid::from_u128(8));

fn count(
    span: &'static str,
    starts_at: i64,
    secret: SecretId,
    what: &str,
    times: i64,
) -> ActivityCount<'static> {
    ActivityCount {
        application: ROBOT,
        span,
        starts_at: Timestamp(starts_at),
        secret,
        what: what.into(),
        times,
    }
}

/// An application with nothing to it.
async fn add_application(db: &TestDatabase) {
    let organization = OrganizationId(Uuid::from_u128(1));
    let mut tx = db.database.begin().await.unwrap();
    tx.create_organization(&OrganizationRow {
        id: organization,
        name: "Acme".into(),
        global: false,
        enabled: true,
        second_factor: false,
        created_at: Timestamp(0),
    })
    .await
    .unwrap();
    tx.insert_application(&NewApplicationRow {
        id: ROBOT,
        client_id: "robot".into(),
        organization,
        owner: None,
        side: Side::BackOffice,
        grant: Grant::AuthorizationCode,
        name: "Robot".into(),
        active: true,
        apis: ApiAccess::All,
        redirect_uris: String::new(),
        confidential: true,
        skip_consent: false,
        created_at: Timestamp(0),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn add(db: &Database, counts: &[ActivityCount<'_>]) {
    let mut tx = db.begin().await.unwrap();
    tx.add_activity(counts).await.unwrap();
    tx.commit().await.unwrap();
}

fn told(totals: &[ActivityTotal]) -> Vec<(i64, &str, i64)> {
    totals.iter().map(|total| (total.starts_at.0, total.what.as_str(), total.times)).collect()
}

crate::on_both_engines! {
    async fn counts_of_several_processes_add_up(db: TestDatabase) {
        add_application(&db).await;
        let other = db.another().await;
        let counts = [
            count("hour", 3_600, NONE, "refused.wrong_secret", 2),
            count("hour", 3_600, FIRST, "issued", 5),
            count("hour", 7_200, FIRST, "issued", 1),
        ];
        add(&db.database, &counts).await;
        add(&other.database, &counts[1..]).await;
        add(&db.database, &[count("hour", 3_600, NONE, "issued", 1), count("day", 0, FIRST, "issued", 9)]).await;
        let all = db.database.activity(ROBOT, "hour", Timestamp(0), None).await.unwrap();
        assert_eq!(told(&all), [(3_600, "issued", 11), (3_600, "refused.wrong_secret", 2), (7_200, "issued", 2)]);
        let first = db.database.activity(ROBOT, "hour", Timestamp(3_601), Some(FIRST)).await.unwrap();
        assert_eq!(told(&first), [(7_200, "issued", 2)]);
        let days = db.database.activity(ROBOT, "day", Timestamp(0), None).await.unwrap();
        assert_eq!(told(&days), [(0, "issued", 9)]);
    }

    async fn many_rows_fit_into_one_call_and_those_of_nobody_are_left_out(db: TestDatabase) {
        add_application(&db).await;
        let mut counts: Vec<_> = (0..=i64::try_from(ROWS).unwrap() * 2)
            .map(|hour| count("hour", hour * 3_600, NONE, "issued", 1))
            .collect();
        counts[0].application = ApplicationId(Uuid::from_u128(404));
        add(&db.database, &counts).await;
        assert_eq!(db.count("application_activity").await, i64::try_from(ROWS).unwrap() * 2);
    }

    async fn old_buckets_go_and_so_do_those_of_an_application_that_goes(db: TestDatabase) {
        add_application(&db).await;
        add(&db.database, &[
            count("day", 0, NONE, "issued", 1),
            count("day", 86_400, NONE, "issued", 1),
            count("hour", 86_400, NONE, "issued", 1),
            count("hour", 90_000, NONE, "issued", 1),
        ])
        .await;
        let mut tx = db.database.begin().await.unwrap();
        assert_eq!(tx.remove_activity(Timestamp(90_000), Timestamp(86_400)).await.unwrap(), 2);
        tx.commit().await.unwrap();
        assert_eq!(told(&db.database.activity(ROBOT, "hour", Timestamp(0), None).await.unwrap()), [(90_000, "issued", 1)]);
        assert_eq!(told(&db.database.activity(ROBOT, "day", Timestamp(0), None).await.unwrap()), [(86_400, "issued", 1)]);
        db.execute("DELETE FROM applications").await;
        assert_eq!(db.count("application_activity").await, 0);
    }
}
