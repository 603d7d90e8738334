//! External ids, removing, and members seen from the role.

use super::MembersChange;
use crate::{
    Error,
    town::{ADMIN, AMANDA, DEMO_PASSWORD, GARY, GWEN, JOHN, MARIA, Town, assert_invalid, assert_refused},
};
use model::{Action, Level, Permissions, Problem, RoleForm, Side, Subject, UserForm, UserId};
use std::collections::HashSet;

fn give(users: &[UserId]) -> MembersChange {
    MembersChange { give: users.iter().copied().collect(), take: HashSet::new() }
}

fn take(users: &[UserId]) -> MembersChange {
    MembersChange { take: users.iter().copied().collect(), give: HashSet::new() }
}

store::on_both_engines! {
    async fn each_organization_calls_people_as_it_likes(db: TestDatabase) {
        let town = Town::on(db).await;
        let (john, maria) = (town.seen(JOHN).await, town.id(MARIA).await);
        let office = &town.office;
        let elsewhere = town.test.actor(ADMIN, "Globex").await;
        town.test.clock.advance(std::time::Duration::from_mins(1));
        office.set_external_id_of_user(&town.admin, john.id, Some("7 ")).await.unwrap();
        let called = town.seen(JOHN).await;
        assert_eq!((called.version, called.changed_at > john.changed_at), (john.version + 1, true));
        let again = office.set_external_id_of_user(&town.admin, maria, Some("7 ")).await;
        assert_invalid(again, "external_id", Problem::NameTaken);
        let gary = town.id(GARY).await;
        office.set_external_id_of_user(&elsewhere, gary, Some("7 ")).await.unwrap();
        let (here, there) = (
            office.external_ids_of_users(&town.admin, &[john.id, maria, gary]).await.unwrap(),
            office.external_ids_of_users(&elsewhere, &[john.id, maria, gary]).await.unwrap(),
        );
        assert_eq!((here.len(), here[&john.id].as_str(), there.len(), there[&gary].as_str()), (1, "7 ", 1, "7 "));
        office.set_external_id_of_user(&town.admin, john.id, None).await.unwrap();
        office.set_external_id_of_user(&town.admin, maria, Some("7 ")).await.unwrap();
        let long = "é".repeat(256);
        assert_invalid(office.set_external_id_of_user(&town.admin, maria, Some(&long)).await, "external_id", Problem::TooLong { limit: 255 });
        assert_invalid(office.set_external_id_of_user(&town.admin, maria, Some("a\0")).await, "external_id", Problem::ControlCharacters);
        // Whom one may not change one does not call anything either.
        assert_refused!(office.set_external_id_of_user(&town.gwen, john.id, Some("8")).await, Error::NotFound);
        assert_refused!(office.set_external_id_of_user(&town.gwen, town.admin.viewer.id, Some("8")).await, Error::Forbidden);
        let role = town.role("User").await;
        assert_refused!(office.set_external_id_of_role(&town.gwen, role, Some("8")).await, Error::Forbidden);
        office.set_external_id_of_role(&town.admin, role, Some("7 ")).await.unwrap();
        assert_eq!(office.external_ids_of_roles(&town.admin, &[role]).await.unwrap()[&role], "7 ");
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn whoever_is_removed_loses_everything_but_their_history(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let (session, john) = town.test.signed_in(JOHN, DEMO_PASSWORD).await;
        let token = town.token(&town.application(&john).await).await.unwrap();
        let id = john.viewer.id;
        office.set_external_id_of_user(&town.admin, id, Some("7")).await.unwrap();
        let (mails, revision) = (town.test.mails().await.len(), town.revision().await);
        assert_refused!(office.remove_user(&town.gwen, id).await, Error::NotFound);
        assert_refused!(office.remove_user(&john, town.admin.viewer.id).await, Error::NotFound);
        assert_refused!(office.remove_user(&town.admin, town.admin.viewer.id).await, Error::Forbidden);
        assert_refused!(office.remove_user(&town.admin, town.id(AMANDA).await).await, Error::NotFound);
        assert!(town.is_in(&session).await && town.lives(&token, Side::BackOffice).await);

        office.remove_user(&town.admin, id).await.unwrap();
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await);
        let removed = town.seen(JOHN).await;
        assert_eq!((removed.enabled, removed.roles.len(), removed.removed_at), (false, 0, Some(office.now())));
        assert_eq!(town.revision().await, revision + 1);
        assert!(office.external_ids_of_users(&town.admin, &[id]).await.unwrap().is_empty());
        assert_refused!(office.remove_user(&town.admin, id).await, Error::NotFound);
        // Only whoever could add people and change this one finds out.
        assert_eq!(office.find_removed_user(&town.admin, " John.Doe@example.com").await.unwrap().unwrap().id, id);
        for (actor, email) in [(&town.gwen, JOHN), (&town.admin, MARIA), (&town.admin, "nobody@example.com"), (&town.admin, "x")] {
            assert!(office.find_removed_user(actor, email).await.unwrap().is_none(), "{email}");
        }
        let back = office.enable_user(&town.admin, id).await.unwrap();
        assert_eq!((back.enabled, back.removed_at, back.roles.len()), (true, None, 0));
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await, "nothing comes back");
        assert_eq!(town.test.mails().await.len(), mails);
    }

    async fn people_without_a_role_sign_in_and_do_nothing(db: TestDatabase) {
        let town = Town::on(db).await;
        let form = UserForm { invite: true, ..town.form("eve", &[], &[town.acme]).await };
        assert_invalid(town.office.create_person(&town.admin, Side::BackOffice, &form).await, "roles", Problem::NoRole);
        let eve = town.office.provision_user(&town.admin, &form).await.unwrap();
        assert_eq!(eve.roles, []);
        let actor = town.test.actor("eve@example.com", "Acme").await;
        assert_eq!(actor.viewer.permissions, Permissions::none());
        let form = UserForm { first_name: "Eva".into(), ..UserForm::of(&eve) };
        assert_invalid(town.office.change_user(&town.admin, eve.id, &form).await, "roles", Problem::NoRole);
        assert_eq!(town.office.change_provisioned_user(&town.admin, eve.id, &form).await.unwrap().first_name, "Eva");
        assert_refused!(town.office.provision_user(&actor, &town.form("ivy", &[], &[town.acme]).await).await, Error::Forbidden);
        assert_refused!(town.office.change_provisioned_user(&town.gwen, eve.id, &form).await, Error::NotFound);
        assert_eq!(town.test.mails().await.len(), 1, "the invitation");
    }

    async fn members_are_given_and_taken_as_in_the_pages(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let [john, gary, gwen, amanda] = [town.id(JOHN).await, town.id(GARY).await, town.id(GWEN).await, town.id(AMANDA).await];
        let form = RoleForm { name: "Staff".into(), ..RoleForm::new(Side::BackOffice) };
        let staff = office.create_role(&town.admin, &form).await.unwrap();
        let before = (town.seen(JOHN).await.version, town.revision().await);
        let role = office.change_members(&town.admin, staff.id, &give(&[john, gary])).await.unwrap();
        assert_eq!((role.users, role.version, role.revision), (2, staff.version, staff.revision + 2));
        assert_eq!((town.seen(JOHN).await.version, town.revision().await), (before.0 + 1, before.1 + 1));
        // Once is enough.
        assert_eq!(office.change_members(&town.admin, staff.id, &give(&[john])).await.unwrap(), role);
        assert_eq!(town.revision().await, before.1 + 1);
        // Gwen sees her own organization, and of others nobody.
        let names = async |actor| {
            let members = office.members_of_roles(actor, &[staff.id]).await.unwrap().unwrap();
            members.into_values().flatten().map(|one| one.email).collect::<Vec<_>>()
        };
        assert_eq!(names(&town.gwen).await, [GARY]);
        assert_eq!(names(&town.admin).await, [GARY, JOHN]);
        assert_refused!(office.members_of_roles(&town.actor(JOHN).await, &[staff.id]).await, Error::Forbidden);
        for unknown in [john, amanda, UserId(uuid::Uuid::nil())] {
            assert_invalid(office.change_members(&town.gwen, staff.id, &give(&[unknown])).await, "members", Problem::UnknownPerson);
        }
        let taken = office.change_members(&town.gwen, staff.id, &take(&[gary, john])).await.unwrap();
        assert_eq!((taken.users, names(&town.admin).await), (1, vec![JOHN.to_owned()]), "whom she does not see stays");
        // Nobody gives what they do not have, and nobody takes it away.
        let administrator = town.role("Administrator").await;
        assert_refused!(office.change_members(&town.gwen, administrator, &give(&[gwen])).await, Error::Forbidden);
        let everything = town.admin.viewer.id;
        assert_refused!(office.change_members(&town.gwen, administrator, &take(&[everything])).await, Error::Forbidden);
        assert_refused!(office.change_members(&town.admin, administrator, &take(&[everything])).await, Error::LastAdministrator);
        let customer = town.role("Customer User").await;
        assert_refused!(office.change_members(&town.admin, customer, &give(&[john])).await, Error::NotFound);
        assert_refused!(office.change_members(&town.actor(JOHN).await, staff.id, &take(&[john])).await, Error::NotFound);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn whoever_only_sees_people_does_not_put_them_into_groups(db: TestDatabase) {
        let town = Town::on(db).await;
        let mut levels = std::collections::BTreeMap::new();
        for subject in [Subject::Users, Subject::Roles] {
            levels.insert(RoleForm::key(subject, Action::View), Level::Organization.as_str().to_owned());
        }
        let form = RoleForm { name: "Reader".into(), levels, ..RoleForm::new(Side::BackOffice) };
        let reader = town.office.create_role(&town.admin, &form).await.unwrap();
        let john = town.id(JOHN).await;
        town.office.change_members(&town.admin, reader.id, &give(&[john])).await.unwrap();
        let (actor, maria) = (town.actor(JOHN).await, town.id(MARIA).await);
        assert_refused!(town.office.change_members(&actor, reader.id, &give(&[maria])).await, Error::Forbidden);
        assert_eq!(town.office.find_role(&town.admin, reader.id).await.unwrap().users, 1);
    }
}
