//! Adding people with a form.

use super::*;
use model::May;

store::on_both_engines! {
    async fn an_administrator_adds_a_user_who_may_work_where_they_say(db: TestDatabase) {
        let town = Town::on(db).await;
        let form = UserForm { email: " Zoe@Example.com".into(), ..town.form("Zoé", &["User", "Organization Administrator"], &[town.globex, town.acme]).await };
        let zoe = town.office.create_person(&town.admin, Side::BackOffice, &form).await.unwrap();
        assert_eq!((zoe.email.as_str(), zoe.name().as_str(), zoe.version), ("zoe@example.com", "Zoé New", 1));
        assert_eq!((zoe.side, zoe.enabled, zoe.active, zoe.has_password), (Side::BackOffice, true, true, false));
        assert_eq!(zoe.organizations.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Acme", "Globex"]);
        assert_eq!(zoe.roles.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Organization Administrator", "User"]);
        assert_eq!((zoe.customer.clone(), zoe.last_login_at, zoe.created_at), (None, None, town.office.now()));
        assert_eq!(zoe.may, May { edit: true, switch: true, delete: false });
        assert_eq!(town.office.find_user(&town.admin, zoe.id).await.unwrap(), zoe);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn whoever_is_invited_gets_a_mail_with_the_person(db: TestDatabase) {
        let town = Town::on(db).await;
        let form = UserForm { invite: true, ..town.form("new", &["User"], &[town.acme]).await };
        let new = town.office.create_person(&town.admin, Side::BackOffice, &form).await.unwrap();
        let mails = town.test.mails().await;
        assert_eq!(mails.iter().map(|mail| (mail.event.as_str(), mail.to_address.as_str())).collect::<Vec<_>>(), [("invitation", "new@example.com")]);
        let refused = UserForm { email: "other@example.com".into(), roles: vec![], ..form };
        assert!(town.office.create_person(&town.admin, Side::BackOffice, &refused).await.is_err());
        assert_eq!(town.test.mails().await.len(), 1);
        // The link is of the address it was sent to, and of somebody who may come in.
        assert_eq!(town.test.db.count("password_links").await, 1);
        let moved = UserForm { email: "elsewhere@example.com".into(), ..UserForm::of(&new) };
        town.office.change_user(&town.admin, new.id, &moved).await.unwrap();
        assert_eq!(town.test.db.count("password_links").await, 0);
        town.office.invite_user(&town.admin, new.id).await.unwrap();
        town.office.disable_user(&town.admin, new.id).await.unwrap();
        assert_eq!(town.test.db.count("password_links").await, 0);
        assert_refused!(town.office.invite_user(&town.admin, new.id).await, Error::Forbidden);
        assert_refused!(town.office.invite_user(&town.gwen, town.admin.viewer.id).await, Error::Forbidden);
    }

    async fn where_there_is_one_organization_it_need_not_be_chosen(db: TestDatabase) {
        let town = Town::on(db).await;
        let new = town.form("new", &["User"], &[]).await;
        assert_invalid(town.office.create_person(&town.admin, Side::BackOffice, &new).await, "organizations", Problem::NoOrganization);
        let added = town.office.create_person(&town.gwen, Side::BackOffice, &new).await.unwrap();
        assert_eq!(added.organizations.iter().map(|one| one.id).collect::<Vec<_>>(), [town.globex]);
    }

    async fn nobody_adds_somebody_elsewhere_or_with_more_than_they_have(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let before = town.test.db.count("users").await;
        let create = async |actor, form| town.office.create_person(actor, Side::BackOffice, &form).await;
        let form = async |roles: &[&str], organizations: &[_]| town.form("new", roles, organizations).await;
        assert_refused!(create(&john, form(&["User"], &[town.acme]).await).await, Error::Forbidden);
        assert_refused!(create(&town.gwen, form(&["User"], &[town.acme]).await).await, Error::Forbidden);
        assert_refused!(create(&town.gwen, form(&["User", "Administrator"], &[town.globex]).await).await, Error::Forbidden);
        assert_invalid(create(&town.gwen, form(&["Customer User"], &[town.globex]).await).await, "roles", Problem::UnknownChoice);
        let nowhere = model::OrganizationId(uuid::Uuid::from_u128(1));
        assert_invalid(create(&town.admin, form(&["User"], &[nowhere]).await).await, "organizations", Problem::UnknownOrganization);
        let taken = UserForm { email: "GARY@example.com".into(), ..form(&["User"], &[town.globex]).await };
        assert_invalid(create(&town.gwen, taken).await, "email", Problem::DuplicateEmail);
        let local = town.test.actor(ADMIN, "Globex").await;
        assert_refused!(create(&local, form(&["User"], &[town.acme]).await).await, Error::Forbidden);
        assert_eq!(town.test.db.count("users").await, before);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn a_customer_user_is_in_the_organization_of_their_customer(db: TestDatabase) {
        let town = Town::on(db).await;
        let northwind = town.customer("Northwind").await;
        let maria = town.actor(MARIA).await;
        let form = UserForm { organizations: vec![town.globex.to_string()], ..town.customer_form("cleo", &["Customer User"], northwind).await };
        let cleo = town.office.create_person(&maria, Side::Customer, &form).await.unwrap();
        assert_eq!((cleo.side, cleo.customer.as_ref().map(|one| one.id)), (Side::Customer, Some(northwind)));
        assert_eq!(cleo.organizations.iter().map(|one| one.id).collect::<Vec<_>>(), [town.acme]);
        assert_eq!(town.actor("cleo@example.com").await.customer, Some(northwind));
    }

    async fn customer_users_are_added_only_to_customers_within_reach(db: TestDatabase) {
        let town = Town::on(db).await;
        let northwind = town.customer("Northwind").await;
        let (there, here) = (town.add_customer("Contoso", town.globex).await, town.add_customer("Fabrikam", town.acme).await);
        let [maria, amanda, brian] = [town.actor(MARIA).await, town.actor(AMANDA).await, town.actor(BRIAN).await];
        let create = async |actor, name: &str, role: &str, customer| {
            let form = town.customer_form(name, &[role], customer).await;
            town.office.create_person(actor, Side::Customer, &form).await
        };
        for name in ["a", "b"] {
            create(if name == "a" { &amanda } else { &maria }, name, "Customer Administrator", northwind).await.unwrap();
        }
        create(&maria, "c", "Customer User", here).await.unwrap();
        assert_invalid(create(&maria, "d", "Customer User", there).await, "customer", Problem::UnknownChoice);
        for elsewhere in [here, there] {
            assert_invalid(create(&amanda, "d", "Customer User", elsewhere).await, "customer", Problem::UnknownChoice);
        }
        assert_refused!(create(&brian, "d", "Customer User", northwind).await, Error::Forbidden);
        assert_invalid(create(&maria, "d", "User", northwind).await, "roles", Problem::UnknownChoice);
        let nobody = town.office.create_person(&amanda, Side::BackOffice, &town.form("d", &["User"], &[]).await).await;
        assert_refused!(nobody, Error::Forbidden);
        assert_eq!(town.test.mails().await.len(), 0);
    }
}
