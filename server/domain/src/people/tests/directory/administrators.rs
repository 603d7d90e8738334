//! Whatever changes, an administrator remains.

use super::*;
use model::{Action, Level, OrganizationForm, Permissions, RoleForm, Subject};

/// Levels for a form.
fn levels(subjects: &[Subject], level: &str) -> std::collections::BTreeMap<String, String> {
    let keys = subjects.iter().map(|subject| RoleForm::key(*subject, Action::Edit));
    keys.map(|key| (key, level.to_owned())).collect()
}

store::on_both_engines! {
    async fn no_way_leads_past_the_last_administrator(db: TestDatabase) {
        let town = Town::on(db).await;
        // Somebody who may do as much, but works where there is no global access: no administrator in that sense.
        town.test.user("local", &["Administrator"], &[town.globex]).await;
        let (office, admin) = (&town.office, &town.admin);
        let operator = office.operator(None).await.unwrap();
        let me = town.seen(ADMIN).await;
        let user = town.role("User").await.to_string();
        let refused = |outcome: crate::Result<_>| assert_refused!(outcome, Error::LastAdministrator);
        refused(office.disable_user(&operator, me.id).await);
        let less = UserForm { roles: vec![user], ..UserForm::of(&me) };
        refused(office.change_user(admin, me.id, &less).await);
        let away = UserForm { organizations: vec![town.globex.to_string()], ..UserForm::of(&me) };
        refused(office.change_user(admin, me.id, &away).await);

        let role = office.find_role(admin, town.role("Administrator").await).await.unwrap();
        for subject in [Subject::Users, Subject::Roles, Subject::Organizations] {
            let mut form = RoleForm::of(&role);
            form.levels.insert(RoleForm::key(subject, Action::Edit), "organization".into());
            assert_refused!(office.change_role(admin, role.id, &form).await, Error::LastAdministrator);
        }
        let closed = OrganizationForm { name: "Acme".into(), ..OrganizationForm::default() };
        assert_refused!(office.change_organization(admin, town.acme, &closed).await, Error::LastAdministrator);
        let elsewhere = town.test.organization("Other", true).await;
        let mut there = admin.clone();
        there.viewer.organization = model::OrganizationRef { id: elsewhere, name: "Other".into(), global: true };
        assert_refused!(office.disable_organization(&there, town.acme).await, Error::LastAdministrator);
        // Nothing of all that was written.
        assert_eq!(town.seen(ADMIN).await, me);
        assert_eq!(office.find_role(admin, role.id).await.unwrap(), role);
        assert_eq!(Error::LastAdministrator.to_string(), "at least one administrator must remain");
        // What leaves an administrator is fine.
        let mut form = RoleForm::of(&role);
        form.levels.insert(RoleForm::key(Subject::Audit, Action::View), "none".into());
        office.change_role(admin, role.id, &form).await.unwrap();
        let both = UserForm { organizations: vec![town.globex.to_string(), elsewhere.to_string()], ..UserForm::of(&me) };
        office.change_user(admin, me.id, &both).await.unwrap();
        office.disable_organization(&there, town.acme).await.unwrap();
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn a_second_administrator_lets_the_first_go(db: TestDatabase) {
        let town = Town::on(db).await;
        let greta = town.test.user("greta", &["Administrator"], &[town.acme]).await;
        let gretas = town.actor("greta@example.com").await;
        town.office.disable_user(&gretas, town.admin.viewer.id).await.unwrap();
        assert_refused!(town.office.disable_user(&town.office.operator(None).await.unwrap(), greta).await, Error::LastAdministrator);
        town.office.enable_user(&gretas, town.admin.viewer.id).await.unwrap();
        town.office.disable_user(&town.admin, greta).await.unwrap();
    }

    async fn two_roles_together_make_an_administrator(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let half = async |name: &str, subjects: &[Subject]| {
            let form = RoleForm { name: name.into(), levels: levels(subjects, "global"), ..RoleForm::new(Side::BackOffice) };
            office.create_role(admin, &form).await.unwrap()
        };
        half("Half", &[Subject::Users, Subject::Roles]).await;
        let other = half("Other half", &[Subject::Organizations]).await;
        let greta = town.test.user("greta", &["Half", "Other half"], &[town.acme]).await;
        town.test.user("hal", &["Half"], &[town.acme]).await;
        let operator = office.operator(None).await.unwrap();
        office.disable_user(&operator, admin.viewer.id).await.unwrap();
        assert_refused!(office.disable_user(&operator, greta).await, Error::LastAdministrator);
        let nothing = RoleForm { levels: levels(&[], ""), ..RoleForm::of(&other) };
        assert_refused!(office.change_role(&operator, other.id, &nothing).await, Error::LastAdministrator);
        office.disable_user(&operator, town.id("hal@example.com").await).await.unwrap();
    }

    async fn of_two_administrators_who_disable_each_other_at_once_one_succeeds(db: TestDatabase) {
        let town = Town::on(db).await;
        let mut people = vec![town.admin.clone()];
        for name in ["greta", "hugo"] {
            town.test.user(name, &["Administrator"], &[town.acme]).await;
            people.push(town.actor(&format!("{name}@example.com")).await);
        }
        for round in 0..4 {
            // Three, each disabling the next: whoever is last to come is refused.
            let tries: Vec<_> = (0..3).map(|index| {
                let (office, actor) = (town.office.clone(), people[index].clone());
                let next = people[(index + 1 + round % 2) % 3].viewer.id;
                tokio::spawn(async move { office.disable_user(&actor, next).await })
            }).collect();
            let mut refused = 0;
            for one in tries {
                match one.await.unwrap() {
                    Ok(user) => assert!(!user.enabled),
                    Err(Error::LastAdministrator) => refused += 1,
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(refused, 1);
            assert_eq!(town.test.db.execute("UPDATE users SET enabled = TRUE WHERE NOT enabled").await, 2);
        }
    }

    async fn where_there_was_no_administrator_nobody_is_locked_out(db: TestDatabase) {
        let town = Town::on(db).await;
        town.test.db.execute("UPDATE users SET enabled = FALSE WHERE email = 'admin@example.com'").await;
        let gary = town.id(GARY).await;
        assert!(!town.office.disable_user(&town.gwen, gary).await.unwrap().enabled);
        let operator = town.office.operator(None).await.unwrap();
        assert!(town.office.enable_user(&operator, town.admin.viewer.id).await.unwrap().enabled);
    }
}

#[test]
fn what_makes_an_administrator_is_within_the_shipped_role() {
    let needed = [Subject::Users, Subject::Roles, Subject::Organizations];
    let needed = needed
        .into_iter()
        .fold(Permissions::none(), |all, one| all.with(one, &[Action::Edit], Level::Global));
    assert!(needed.within(&Permissions::everything()));
}
