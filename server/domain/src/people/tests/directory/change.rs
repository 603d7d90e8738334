//! Changing people: what changes, what stays, and who may not.

use super::*;
use model::{OrganizationId, User};

fn organizations(user: &User) -> Vec<&str> {
    user.organizations.iter().map(|one| one.name.as_str()).collect()
}

impl Town {
    /// Moves a user of both organizations in beside Gwen and Gary.
    async fn add_zoe(&self) -> User {
        let form = self.form("zoe", &["User"], &[self.acme, self.globex]).await;
        self.office.create_person(&self.admin, Side::BackOffice, &form).await.unwrap()
    }
}

store::on_both_engines! {
    async fn everything_typed_changes_and_counts_the_version_up(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.seen(JOHN).await;
        let revision = town.revision().await;
        let form = UserForm {
            email: "Jack@example.com".into(), first_name: "Jack".into(), last_name: "Öz".into(), version: john.version.to_string(),
            ..town.form("x", &["Customer User Manager", "User"], &[town.globex]).await
        };
        let jack = town.office.change_user(&town.admin, john.id, &form).await.unwrap();
        assert_eq!((jack.email.as_str(), jack.name().as_str(), jack.version), ("jack@example.com", "Jack Öz", john.version + 1));
        assert_eq!(jack.roles.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Customer User Manager", "User"]);
        assert_eq!(organizations(&jack), ["Globex"]);
        assert_eq!((jack.id, jack.created_at, jack.has_password), (john.id, john.created_at, true));
        assert_eq!(town.office.find_user(&town.admin, john.id).await.unwrap(), jack);
        assert_eq!(town.revision().await, revision + 1);
        // The folded name follows, which lists are searched by.
        assert_eq!(town.test.db.execute("UPDATE users SET email = email WHERE name_folded = 'jack öz'").await, 1);
        assert_refused!(town.office.change_user(&town.admin, john.id, &form).await, Error::Conflict);
        assert_eq!(town.office.find_user(&town.admin, john.id).await.unwrap(), jack);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn leaving_an_organization_ends_what_was_going_on_there(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.seen(JOHN).await;
        let (session, actor) = town.test.signed_in(JOHN, DEMO_PASSWORD).await;
        let application = town.application(&actor).await;
        let token = town.token(&application).await.unwrap();
        let form = UserForm { organizations: vec![town.globex.to_string()], ..UserForm::of(&john) };
        town.office.change_user(&town.admin, john.id, &form).await.unwrap();
        assert_eq!(town.sessions(JOHN).await, 0);
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await);
        let back = UserForm { organizations: vec![town.acme.to_string()], version: String::new(), ..form };
        town.office.change_user(&town.admin, john.id, &back).await.unwrap();
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await, "nothing comes back");
        let token = town.token(&application).await.unwrap();
        assert!(town.lives(&token, Side::BackOffice).await);
    }

    async fn memberships_the_actor_has_no_say_in_stay(db: TestDatabase) {
        let town = Town::on(db).await;
        let zoe = town.add_zoe().await;
        town.test.user("greta", &["Organization Administrator"], &[town.acme, town.globex]).await;
        let greta = town.test.actor("greta@example.com", "Globex").await;
        // From Globex there is nothing to choose, and Acme is not even seen.
        let seen = town.office.find_user(&greta, zoe.id).await.unwrap();
        assert_eq!((organizations(&seen), seen.may.edit), (vec!["Globex"], true));
        for chosen in [vec![], vec![town.globex]] {
            let chosen = chosen.iter().map(OrganizationId::to_string).collect();
            let form = UserForm { first_name: "Zoe".into(), organizations: chosen, version: String::new(), ..UserForm::of(&seen) };
            town.office.change_user(&greta, zoe.id, &form).await.unwrap();
            assert_eq!(organizations(&town.seen("zoe@example.com").await), ["Acme", "Globex"]);
        }
        // The administrator chooses in Acme; a disabled organization cannot be chosen and stays.
        let closed = town.test.organization("Closed", false).await;
        let both = UserForm { organizations: vec![town.globex.to_string(), closed.to_string()], version: String::new(), ..UserForm::of(&zoe) };
        town.office.change_user(&town.admin, zoe.id, &both).await.unwrap();
        town.office.disable_organization(&town.admin, closed).await.unwrap();
        let only = UserForm { organizations: vec![town.acme.to_string()], ..both };
        let zoe = town.office.change_user(&town.admin, zoe.id, &only).await.unwrap();
        assert_eq!(organizations(&zoe), ["Acme", "Closed"]);
        let gary = UserForm { organizations: vec![], ..UserForm::of(&town.seen(GARY).await) };
        let none = town.office.change_user(&town.admin, town.id(GARY).await, &gary).await;
        assert_invalid(none, "organizations", Problem::NoOrganization);
        let elsewhere = UserForm { organizations: vec![closed.to_string()], ..gary };
        let none = town.office.change_user(&town.admin, town.id(GARY).await, &elsewhere).await;
        assert_invalid(none, "organizations", Problem::UnknownOrganization);
    }

    async fn nobody_changes_a_person_who_may_do_more_or_works_where_they_do_not(db: TestDatabase) {
        let town = Town::on(db).await;
        let zoe = town.add_zoe().await;
        town.test.user("gail", &["Organization Administrator", "Customer User Manager"], &[town.globex]).await;
        for (email, may) in [(GARY, true), ("gail@example.com", true), (ADMIN, false), ("zoe@example.com", false)] {
            let id = town.id(email).await;
            let seen = town.office.find_user(&town.gwen, id).await.unwrap();
            assert_eq!((seen.may.edit, seen.may.switch), (may, may), "{email}");
            let form = UserForm { last_name: "Changed".into(), ..UserForm::of(&seen) };
            let changed = town.office.change_user(&town.gwen, id, &form).await;
            if may {
                assert_eq!(changed.unwrap().last_name, "Changed");
            } else {
                assert_refused!(changed, Error::Forbidden);
                assert_refused!(town.office.disable_user(&town.gwen, id).await, Error::Forbidden);
                assert_ne!(town.seen(email).await.last_name, "Changed");
            }
        }
        // Once Zoe works in Globex only, there is nothing she has that Gwen has not.
        let form = UserForm { organizations: vec![town.globex.to_string()], ..UserForm::of(&zoe) };
        town.office.change_user(&town.admin, zoe.id, &form).await.unwrap();
        assert!(town.office.find_user(&town.gwen, zoe.id).await.unwrap().may.edit);
        // Whom one does not see is not there.
        let john = town.id(JOHN).await;
        assert_refused!(town.office.find_user(&town.gwen, john).await, Error::NotFound);
        assert_refused!(town.office.change_user(&town.gwen, john, &form).await, Error::NotFound);
        assert_refused!(town.office.change_user(&town.gwen, model::UserId(uuid::Uuid::nil()), &form).await, Error::NotFound);
    }

    async fn nobody_gives_a_role_that_allows_more_than_they_may_not_even_to_themselves(db: TestDatabase) {
        let town = Town::on(db).await;
        let administrator = town.role("Administrator").await.to_string();
        for email in [GARY, GWEN] {
            let seen = town.office.find_user(&town.gwen, town.id(email).await).await.unwrap();
            let mut form = UserForm::of(&seen);
            form.roles.push(administrator.clone());
            assert_refused!(town.office.change_user(&town.gwen, seen.id, &form).await, Error::Forbidden);
            form.roles = vec![town.role("Customer User").await.to_string()];
            assert_invalid(town.office.change_user(&town.gwen, seen.id, &form).await, "roles", Problem::UnknownChoice);
        }
        let gwen = town.office.find_user(&town.gwen, town.gwen.viewer.id).await.unwrap();
        assert!(gwen.may.edit && !gwen.may.switch);
        let less = UserForm { roles: vec![town.role("User").await.to_string()], ..UserForm::of(&gwen) };
        assert!(!town.office.change_user(&town.gwen, gwen.id, &less).await.unwrap().roles.is_empty());
        assert_refused!(town.office.change_user(&town.test.actor(GWEN, "Globex").await, gwen.id, &less).await, Error::NotFound);
    }

    async fn an_address_that_is_taken_is_refused(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.seen(JOHN).await;
        let form = UserForm { email: MARIA.to_uppercase(), ..UserForm::of(&john) };
        assert_invalid(town.office.change_user(&town.admin, john.id, &form).await, "email", Problem::DuplicateEmail);
        assert_eq!(town.seen(JOHN).await, john);
    }

    async fn a_customer_user_goes_where_their_customer_is(db: TestDatabase) {
        let town = Town::on(db).await;
        let contoso = town.add_customer("Contoso", town.globex).await;
        let brian = town.seen(BRIAN).await;
        let (session, actor) = town.test.signed_in(BRIAN, DEMO_PASSWORD).await;
        let token = town.token(&town.application(&actor).await).await.unwrap();
        let form = UserForm { customer: contoso.to_string(), ..UserForm::of(&brian) };
        let maria = town.actor(MARIA).await;
        assert_invalid(town.office.change_user(&maria, brian.id, &form).await, "customer", Problem::UnknownChoice);
        let amanda = town.actor(AMANDA).await;
        assert_invalid(town.office.change_user(&amanda, brian.id, &form).await, "customer", Problem::UnknownChoice);
        let moved = town.office.change_user(&town.admin, brian.id, &form).await.unwrap();
        assert_eq!((organizations(&moved), moved.customer.as_ref().unwrap().name.as_str()), (vec!["Globex"], "Contoso"));
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::Customer).await);
        assert_eq!(town.test.actor(BRIAN, "Globex").await.customer, Some(contoso));
        assert_refused!(town.office.find_user(&amanda, brian.id).await, Error::NotFound);
    }

    async fn a_customer_administrator_changes_their_customers_users_only(db: TestDatabase) {
        let town = Town::on(db).await;
        let fabrikam = town.add_customer("Fabrikam", town.acme).await;
        let form = town.customer_form("felix", &["Customer User"], fabrikam).await;
        let felix = town.office.create_person(&town.admin, Side::Customer, &form).await.unwrap();
        let amanda = town.actor(AMANDA).await;
        let brian = town.office.find_user(&amanda, town.id(BRIAN).await).await.unwrap();
        let mut form = UserForm { last_name: "Wolf".into(), ..UserForm::of(&brian) };
        form.roles.push(town.role("Customer Administrator").await.to_string());
        assert_eq!(town.office.change_user(&amanda, brian.id, &form).await.unwrap().roles.len(), 2);
        for stranger in [felix.id, town.id(JOHN).await] {
            assert_refused!(town.office.find_user(&amanda, stranger).await, Error::NotFound);
            assert_refused!(town.office.change_user(&amanda, stranger, &form).await, Error::NotFound);
        }
    }
}
