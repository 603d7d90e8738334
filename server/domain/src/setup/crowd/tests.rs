//! The crowd, on a scale that suits tests.

use super::*;
use crate::testing::TestOffice;
use model::{ApplicationField, Filter, Part};
use store::testing::{Engine, TestDatabase};

const SMALL: CrowdSize = CrowdSize { customers: 12, users: 90, applications: 400 };

store::on_both_engines! {
    async fn a_crowd_comes_once_goes_on_and_grows(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let less = CrowdSize { customers: 5, users: 40, applications: 10 };
        let mut heard = Vec::new();
        let added = test.office.add_crowd(less, |step, there| heard.push((step, there))).await.unwrap();
        assert_eq!(added, less);
        assert_eq!(heard.last(), Some(&(CrowdStep::Sizes, 0)));
        assert!(heard.contains(&(CrowdStep::Users, 0)) && heard.contains(&(CrowdStep::Users, 40)));
        let rest = CrowdSize { customers: 7, users: 50, applications: 390 };
        assert_eq!(test.office.add_crowd(SMALL, |_, _| ()).await.unwrap(), rest);
        let nothing = CrowdSize { customers: 0, users: 0, applications: 0 };
        assert_eq!(test.office.add_crowd(SMALL, |_, _| ()).await.unwrap(), nothing);
        for (table, number) in [("customers", 13), ("users", 95), ("applications", 400), ("application_secrets", 400)] {
            assert_eq!(test.db.count(table).await, number, "{table}");
        }
        let report = test.office.verify_audit(None).await.unwrap();
        assert_eq!(report.broken, None, "the chain is whole");
    }

    async fn the_crowd_stands_in_lists_like_everybody_else(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        test.office.add_crowd(SMALL, |_, _| ()).await.unwrap();
        let admin = test.actor("admin@example.com", "Acme").await;
        let list = crate::ApplicationList {
            owner: None,
            side: None,
            filter: Filter::everything(),
            sort: Vec::new(),
            part: Part::Browsed { number: 1, size: 100 },
        };
        let page = test.office.list_applications(&admin, &list).await.unwrap();
        assert_eq!((page.total, page.more), (400, false));
        // Every one can be opened: what was made up is what the product itself would have written.
        for row in &page.rows {
            let found = test.office.find_application(&admin, row.id).await.unwrap();
            assert!(found.organization.name.starts_with("Crowd "), "{}", found.organization.name);
        }
        let owners = page.rows.iter().filter(|row| row.owner.is_some()).count();
        assert!((60..95).contains(&owners), "{owners} of 100 have an owner");
        assert!(page.rows.iter().any(|row| row.side == Side::Customer) && page.rows.iter().any(|row| !row.active));
        let by = [model::Sort { field: ApplicationField::Owner, direction: model::Direction::Descending }];
        let sorted = crate::ApplicationList { sort: by.to_vec(), ..list };
        let page = test.office.list_applications(&admin, &sorted).await.unwrap();
        let names: Vec<_> = page.rows.iter().map(|row| row.owner.as_ref().map(|owner| model::fold(&owner.name))).collect();
        assert!(names.is_sorted_by(|one, next| one >= next), "{names:?}");
    }
}

#[tokio::test]
async fn a_crowd_is_refused_where_others_could_reach_it() {
    let db = TestDatabase::new(Engine::Sqlite).await;
    let test = TestOffice::with(db, |settings| settings.public_url = "https://id.example.com".into()).await;
    let refused = test.office.add_crowd(SMALL, |_, _| ()).await;
    assert!(matches!(refused, Err(Error::DemoNotOnLoopback(_))));
    assert_eq!(test.db.count("organizations").await, 0);
}

#[test]
fn what_is_drawn_follows_from_the_number_alone() {
    let drawn = |number| {
        (0..5).map(|_| ()).scan(Draw::of(1, number), |draw, ()| Some(draw.below(1_000))).collect::<Vec<_>>()
    };
    assert_eq!(drawn(7), drawn(7));
    assert_ne!(drawn(7), drawn(8));
    let mut draw = Draw::of(2, 1);
    let often: Vec<_> = (0..1_000).map(|_| draw.often_first(&[0, 1, 2, 3])).collect();
    assert!(
        often.iter().filter(|one| **one == 0).count() > 2 * often.iter().filter(|one| **one == 3).count()
    );
}

#[test]
fn what_is_there_is_not_made_again() {
    assert_eq!(batches(0, 25_000).collect::<Vec<_>>(), [(0, 10_000), (10_000, 20_000), (20_000, 25_000)]);
    assert_eq!(batches(3, 5).collect::<Vec<_>>(), [(3, 5)]);
    assert_eq!(batches(5, 3).count(), 0);
}
