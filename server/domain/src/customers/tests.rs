//! Customers as those see them who call the office, on both engines.

use crate::{
    Error,
    town::{AMANDA, BRIAN, DEMO_PASSWORD, JOHN, MARIA, Town, assert_invalid, assert_refused},
};
use model::{
    Action, Asked, CustomerField, CustomerForm, GridQuery, Level, May, Permissions, Problem, Side, Sort,
    Subject,
};

fn form(name: &str, organization: &str) -> CustomerForm {
    CustomerForm { name: name.into(), organization: organization.into(), version: String::new() }
}

store::on_both_engines! {
    async fn a_customer_is_made_and_changed(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, maria) = (&town.office, town.actor(MARIA).await);
        let made = office.create_customer(&maria, &form(" Contoso ", "")).await.unwrap();
        assert_eq!((made.name.as_str(), made.organization.id, made.enabled, made.users, made.version), ("Contoso", town.acme, true, 0, 1));
        assert_eq!(made.may, May { edit: true, switch: true, delete: false });
        assert_eq!(office.find_customer(&maria, made.id).await.unwrap(), made);
        let typed = CustomerForm { version: "1".into(), ..form("Fabrikam", "") };
        let changed = office.change_customer(&maria, made.id, &typed).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.version), ("Fabrikam", 2));
        assert_refused!(office.change_customer(&maria, made.id, &typed).await, Error::Conflict);
        assert_invalid(office.create_customer(&maria, &form("NORTHWIND", "")).await, "name", Problem::NameTaken);
        assert_invalid(office.change_customer(&maria, made.id, &form("NORTHWIND", "")).await, "name", Problem::NameTaken);
        // In another organization the name is free.
        office.create_customer(&town.gwen, &form("Northwind", "")).await.unwrap();
        assert_eq!(town.test.db.count("customers").await, 3);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn its_organization_stays_once_it_has_users(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let globex = town.globex.to_string();
        let northwind = town.customer("Northwind").await;
        let moved = office.change_customer(admin, northwind, &form("Northwind", &globex)).await;
        assert_invalid(moved, "organization", Problem::CustomerHasUsers);
        let empty = town.add_customer("Empty", town.acme).await;
        let maria = town.actor(MARIA).await;
        let moved = office.change_customer(&maria, empty, &form("Empty", &globex)).await;
        assert_invalid(moved, "organization", Problem::UnknownOrganization);
        let moved = office.change_customer(admin, empty, &form("Empty", &globex)).await.unwrap();
        assert_eq!(moved.organization.name, "Globex");
        assert_refused!(office.find_customer(&maria, empty).await, Error::NotFound);
        assert!(office.find_customer(&town.gwen, empty).await.unwrap().may.edit);
    }

    async fn customers_are_reached_from_their_organization(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, northwind) = (&town.office, town.customer("Northwind").await);
        assert_refused!(office.find_customer(&town.gwen, northwind).await, Error::NotFound);
        assert_refused!(office.change_customer(&town.gwen, northwind, &form("Mine", "")).await, Error::NotFound);
        assert_refused!(office.disable_customer(&town.gwen, northwind).await, Error::NotFound);
        let there = office.create_customer(&town.gwen, &form("Mine", &town.acme.to_string())).await;
        assert_invalid(there, "organization", Problem::UnknownOrganization);
        for email in [JOHN, AMANDA] {
            let actor = town.actor(email).await;
            assert_refused!(office.list_customers(&actor, &GridQuery::default()).await, Error::Forbidden);
            assert_refused!(office.find_customer(&actor, northwind).await, Error::NotFound);
            assert_refused!(office.create_customer(&actor, &form("Mine", "")).await, Error::Forbidden);
            assert!(!actor.may_create_customer());
        }
        let mut amanda = town.actor(AMANDA).await;
        town.add_customer("Contoso", town.acme).await;
        amanda.viewer.permissions = Permissions::none().with(Subject::Customers, &[Action::View], Level::Customer);
        let seen = office.list_customers(&amanda, &GridQuery::default()).await.unwrap();
        assert_eq!((seen.total, seen.rows[0].id, seen.rows[0].may), (1, northwind, May::default()));
        assert_refused!(office.change_customer(&amanda, northwind, &form("Mine", "")).await, Error::Forbidden);
        let offered = async |actor| {
            let options = office.customer_form_options(actor).await.unwrap();
            options.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(offered(&town.admin).await, ["Acme", "Globex"]);
        assert_eq!((offered(&town.gwen).await, offered(&amanda).await), (vec![], vec![]));
    }

    async fn disabling_one_shuts_all_its_users_out(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, northwind) = (&town.office, town.customer("Northwind").await);
        let maria = town.actor(MARIA).await;
        let (session, brian) = town.test.signed_in(BRIAN, DEMO_PASSWORD).await;
        let (johns, _) = town.test.signed_in(JOHN, DEMO_PASSWORD).await;
        let application = town.application(&brian).await;
        let token = town.token(&application).await.unwrap();
        assert!(town.lives(&token, Side::Customer).await);
        let disabled = office.disable_customer(&maria, northwind).await.unwrap();
        assert_eq!((disabled.enabled, disabled.users, disabled.version), (false, 2, 2));
        assert_eq!((town.sessions(BRIAN).await, town.sessions(AMANDA).await, town.sessions(JOHN).await), (0, 0, 1));
        assert!(!town.is_in(&session).await && town.is_in(&johns).await);
        assert!(!town.lives(&token, Side::Customer).await);
        let seen = town.seen(BRIAN).await;
        assert_eq!((seen.enabled, seen.active), (true, false));
        assert_eq!(office.disable_customer(&maria, northwind).await.unwrap().version, 2);
        assert!(office.enable_customer(&maria, northwind).await.unwrap().enabled);
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::Customer).await, "nothing comes back");
        let token = town.token(&application).await.unwrap();
        assert!(town.lives(&token, Side::Customer).await);
        assert_eq!(town.test.mails().await.len(), 1, "that of the application");
    }

    async fn every_column_sorts_and_filters(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        town.test.clock.advance(std::time::Duration::from_secs(1));
        let other = town.add_customer("Contoso", town.globex).await;
        office.disable_customer(admin, other).await.unwrap();
        let names = async |query: GridQuery<CustomerField>| {
            let page = office.list_customers(admin, &query).await.unwrap();
            page.rows.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        for (sort, first) in [
            ("name", "Contoso"), ("users", "Contoso"), ("organization", "Northwind"), ("enabled", "Contoso"), ("created_at", "Northwind"),
        ] {
            assert_eq!(names(GridQuery { sort: Sort::parse(sort), ..GridQuery::default() }).await[0], first, "{sort}");
        }
        let asked = |field, asked| GridQuery { asked: vec![(field, asked)], ..GridQuery::default() };
        let text = Asked::Text(model::TextOperator::EndsWith, "WIND".into());
        assert_eq!(names(asked(CustomerField::Name, text)).await, ["Northwind"]);
        assert_eq!(names(asked(CustomerField::Enabled, Asked::Is(false))).await, ["Contoso"]);
        assert_eq!(names(asked(CustomerField::Organization, Asked::AnyOf(vec![town.globex.0]))).await, ["Contoso"]);
    }
}
