//! Organizations as those see them who call the office, on both engines.

use crate::{
    Error,
    town::{ADMIN, DEMO_PASSWORD, GARY, JOHN, Town, assert_invalid, assert_refused},
};
use model::{Asked, GridQuery, May, OrganizationField, OrganizationForm, Problem, Side, Sort};

fn form(name: &str, global: bool) -> OrganizationForm {
    OrganizationForm { name: name.into(), global, ..OrganizationForm::default() }
}

store::on_both_engines! {
    async fn an_organization_is_made_and_changed(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let made = office.create_organization(admin, &form(" Initech ", true)).await.unwrap();
        assert_eq!((made.name.as_str(), made.global, made.enabled, made.users, made.version), ("Initech", true, true, 0, 1));
        assert_eq!(made.may, May { edit: true, switch: true, delete: false });
        let typed = OrganizationForm { version: "1".into(), ..form("Umbrella", false) };
        let changed = office.change_organization(admin, made.id, &typed).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.global, changed.version), ("Umbrella", false, 2));
        assert_eq!(office.find_organization(admin, made.id).await.unwrap(), changed);
        assert_refused!(office.change_organization(admin, made.id, &typed).await, Error::Conflict);
        assert_invalid(office.create_organization(admin, &form("acME", false)).await, "name", Problem::NameTaken);
        assert_invalid(office.change_organization(admin, made.id, &form("ACME", false)).await, "name", Problem::NameTaken);
        assert_invalid(office.create_organization(admin, &form(" ", false)).await, "name", Problem::Blank);
        assert_eq!(town.test.db.count("organizations").await, 3);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn whoever_works_in_one_may_rename_it_and_nothing_more(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, gwen) = (&town.office, &town.gwen);
        let seen = office.find_organization(gwen, town.globex).await.unwrap();
        assert_eq!((seen.may, seen.users), (May { edit: true, switch: false, delete: false }, 3));
        let changed = office.change_organization(gwen, town.globex, &form("Globe", true)).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.global), ("Globe", false), "global access is not hers to give");
        assert!(!gwen.may_give_global_access() && !gwen.may_create_organization());
        assert_refused!(office.disable_organization(gwen, town.globex).await, Error::Forbidden);
        assert_refused!(office.create_organization(gwen, &form("Mine", false)).await, Error::Forbidden);
        assert_refused!(office.find_organization(gwen, town.acme).await, Error::NotFound);
        assert_refused!(office.change_organization(gwen, town.acme, &form("Mine", false)).await, Error::NotFound);
        assert_refused!(office.disable_organization(gwen, town.acme).await, Error::NotFound);
        // The administrator, too, reaches the others only from where there is global access.
        let local = town.test.actor(ADMIN, "Globe").await;
        assert_refused!(office.find_organization(&local, town.acme).await, Error::NotFound);
        assert_refused!(office.create_organization(&local, &form("Mine", false)).await, Error::Forbidden);
        let john = town.actor(JOHN).await;
        assert_refused!(office.list_organizations(&john, &GridQuery::default()).await, Error::Forbidden);
        assert_refused!(office.find_organization(&john, town.acme).await, Error::NotFound);
        let names = async |actor| {
            let page = office.list_organizations(actor, &GridQuery::default()).await.unwrap();
            page.rows.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!((names(gwen).await, names(&town.admin).await), (vec!["Globe".to_owned()], vec!["Acme".into(), "Globe".into()]));
    }

    async fn disabling_one_ends_what_goes_on_there_and_only_there(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let (garys, gary) = town.test.signed_in(GARY, crate::testing::PASSWORD).await;
        let (johns, john) = town.test.signed_in(JOHN, DEMO_PASSWORD).await;
        let there = town.test.actor(ADMIN, "Globex").await;
        let [application, mine, here] = [town.application(&gary).await, town.application(&there).await, town.application(&john).await];
        let tokens = [town.token(&application).await.unwrap(), town.token(&mine).await.unwrap()];
        let kept = town.token(&here).await.unwrap();
        assert_refused!(office.disable_organization(admin, town.acme).await, Error::Forbidden);
        assert!(!office.find_organization(admin, town.acme).await.unwrap().may.switch, "the branch they sit on");

        let disabled = office.disable_organization(admin, town.globex).await.unwrap();
        assert_eq!((disabled.enabled, disabled.version), (false, 2));
        assert_eq!((town.sessions(GARY).await, town.sessions(JOHN).await), (0, 1));
        assert!(!town.is_in(&garys).await && town.is_in(&johns).await);
        for token in &tokens {
            assert!(!town.lives(token, Side::BackOffice).await);
        }
        assert!(town.lives(&kept, Side::BackOffice).await);
        assert_eq!(office.disable_organization(admin, town.globex).await.unwrap().version, 2);
        assert!(office.enable_organization(admin, town.globex).await.unwrap().enabled);
        assert!(!town.is_in(&garys).await);
        for token in &tokens {
            assert!(!town.lives(token, Side::BackOffice).await, "nothing comes back");
        }
        let token = town.token(&application).await.unwrap();
        assert!(town.lives(&token, Side::BackOffice).await);
        assert_eq!(town.test.mails().await.len(), 3, "those of the applications");
    }

    async fn every_column_sorts_and_filters(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        town.test.clock.advance(std::time::Duration::from_secs(1));
        let other = office.create_organization(admin, &form("Äther", false)).await.unwrap();
        office.disable_organization(admin, other.id).await.unwrap();
        let names = async |query: GridQuery<OrganizationField>| {
            let page = office.list_organizations(admin, &query).await.unwrap();
            page.rows.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        for (sort, first, last) in [
            ("name", "Acme", "Äther"), ("users", "Äther", ""), ("created_at", "", "Äther"), ("enabled", "Äther", ""), ("global", "", "Acme"),
        ] {
            let sorted = names(GridQuery { sort: Sort::parse(sort), ..GridQuery::default() }).await;
            assert!(first.is_empty() || sorted[0] == first, "{sort}: {sorted:?}");
            assert!(last.is_empty() || sorted[2] == last, "{sort}: {sorted:?}");
        }
        let asked = |field, asked| GridQuery { asked: vec![(field, asked)], ..GridQuery::default() };
        assert_eq!(names(asked(OrganizationField::Global, Asked::Is(true))).await, ["Acme"]);
        assert_eq!(names(asked(OrganizationField::Enabled, Asked::Is(false))).await, ["Äther"]);
        let text = Asked::Text(model::TextOperator::Contains, "ÄTH".into());
        assert_eq!(names(asked(OrganizationField::Name, text)).await, ["Äther"]);
    }
}
