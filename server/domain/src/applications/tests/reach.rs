//! What a list shows is exactly what may be viewed one by one, whatever the level and wherever the actor works.

use super::*;
use crate::{ApplicationList, applications};
use model::{Action, Filter, Level, Part, Permissions, Subject};
use std::collections::BTreeSet;

const EVERYTHING: ApplicationList = ApplicationList {
    owner: None,
    side: None,
    filter: Filter::everything(),
    sort: Vec::new(),
    part: Part::Numbered { number: 1, size: 100 },
};

store::on_both_engines! {
    async fn a_list_shows_what_may_be_viewed(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let globex = demo.organization("Globex").await;
        let remote = demo.test.user("remote", &["User"], &[globex]).await;
        let maria = demo.actor(MARIA).await;
        let amanda = demo.actor(AMANDA).await;
        let brian = demo.test.find_user(BRIAN).await;
        let local = demo.test.actor(ADMIN, "Globex").await;
        let mut ids = vec![
            demo.create(&demo.admin, "a").await,
            demo.create(&local, "b").await,
            demo.create_for(&local, remote, "c").await,
            demo.create(&demo.john, "d").await,
            demo.create(&maria, "e").await,
            demo.create(&amanda, "f").await,
            demo.create_for(&amanda, brian, "g").await,
        ];
        let mut rows = Vec::new();
        for created in ids.drain(..) {
            rows.push(demo.row(created.application.id).await);
        }
        let actors = [&demo.admin, &local, &demo.john, &maria, &amanda];
        let levels = [Level::None, Level::Own, Level::Customer, Level::Organization, Level::Global];
        for actor in actors {
            for (mine, customers) in levels.iter().flat_map(|one| levels.iter().map(move |other| (*one, *other))) {
                let mut actor = actor.clone();
                actor.viewer.permissions = Permissions::none()
                    .with(Subject::Applications, &[Action::View], mine)
                    .with(Subject::CustomerApplications, &[Action::View], customers);
                let may = |row: &&ApplicationRow| {
                    actor.may(applications::subject(row.side), Action::View, &applications::record(row))
                };
                let expected: BTreeSet<_> = rows.iter().filter(may).map(|row| row.name.clone()).collect();
                let listed = demo.office.list_applications(&actor, &EVERYTHING).await;
                if (mine, customers) == (Level::None, Level::None) {
                    assert_refused!(listed, Error::Forbidden);
                    continue;
                }
                let listed: BTreeSet<_> = listed.unwrap().rows.into_iter().map(|row| row.name).collect();
                assert_eq!(listed, expected, "{} in {}: {mine:?}, {customers:?}", actor.viewer.name, actor.viewer.organization.name);
            }
        }
        assert_eq!(demo.test.mails().await.len(), 7);
    }

    async fn the_list_of_an_owner_holds_theirs_only(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let local = demo.test.actor(ADMIN, "Globex").await;
        demo.create(&demo.admin, "here").await;
        demo.create(&local, "there").await;
        demo.create(&demo.john, "johns").await;
        let list = async |actor, owner| {
            let list = ApplicationList { owner: Some(owner), ..EVERYTHING };
            let page = demo.office.list_applications(actor, &list).await.unwrap();
            page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        assert_eq!(list(&demo.admin, demo.admin.viewer.id).await, ["here", "there"]);
        assert_eq!(list(&demo.admin, demo.john.viewer.id).await, ["johns"]);
        assert_eq!(list(&local, demo.admin.viewer.id).await, ["there"]);
        assert_eq!(list(&local, demo.john.viewer.id).await, [""; 0]);
        // An organization the owner may enter no more, because it was disabled, is not looked into.
        demo.test.db.set_enabled("organizations", demo.organization("Globex").await.0, false).await;
        assert_eq!(list(&demo.admin, demo.admin.viewer.id).await, ["here"]);
    }
}
