//! Who is told.

use super::*;

/// Changes the rule of an event in Acme.
async fn change(town: &Town, event: MailEvent, change: impl FnOnce(&mut RuleForm)) {
    let before = rule(&town.office, &town.admin, event).await;
    let mut typed = RuleForm::of(&before);
    change(&mut typed);
    town.office.change_notification_rule(&town.admin, before.id, &typed).await.unwrap();
}

store::on_both_engines! {
    async fn owners_addresses_users_and_roles_are_told_each_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let role = town.role("Customer User Manager").await.to_string();
        let event = MailEvent::ApplicationDeleted;
        change(&town, event, |form| {
            form.addresses = format!("ops@example.com\n{JOHN}\n{MARIA}");
            form.users = vec![MARIA.into(), JOHN.into(), ADMIN.into()];
            form.roles = vec![role];
        })
        .await;
        // Another rule with the same template says nothing new to those who were told, and is heard by others.
        let second = RuleForm { addresses: "second@example.com".into(), ..form(&town, "Second", event).await };
        town.office.create_notification_rule(&town.admin, &second).await.unwrap();
        let john = town.id(JOHN).await;
        let id = add(&town, john, "Billing").await;
        town.office.delete_application(&town.admin, id).await.unwrap();
        let mails = town.test.mails().await;
        assert_eq!(told(&mails, event), [ADMIN, JOHN, MARIA, "ops@example.com", "second@example.com"]);
        assert_eq!(mails.len(), 6);
        assert!(mails.iter().all(|mail| !mail.text_body.contains("lk_") && !mail.html_body.contains("lk_")));
    }

    async fn who_is_disabled_or_elsewhere_is_not_told(db: TestDatabase) {
        let town = Town::on(db).await;
        let role = town.role("User").await.to_string();
        let event = MailEvent::ApplicationDeleted;
        let acme = town.acme;
        let kim = town.test.user("kim", &["User"], &[acme]).await;
        town.test.user("lee", &["User"], &[acme]).await;
        change(&town, event, |form| {
            form.users = vec![MARIA.into(), "kim@example.com".into()];
            form.roles = vec![role];
        })
        .await;
        let john = town.id(JOHN).await;
        let id = add(&town, john, "Billing").await;
        for gone in [john, town.id(MARIA).await] {
            town.test.db.set_enabled("users", gone.0, false).await;
        }
        town.test.db.set_member(kim, acme, false).await;
        town.office.delete_application(&town.admin, id).await.unwrap();
        // Gary has the role, but works in Globex.
        assert_eq!(told(&town.test.mails().await, event), ["lee@example.com"]);
    }

    async fn the_manager_of_the_owner_is_told_where_a_rule_says_so(db: TestDatabase) {
        let town = Town::on(db).await;
        let event = MailEvent::ApplicationDeleted;
        let (john, maria, brian) = (town.id(JOHN).await, town.id(MARIA).await, town.id(BRIAN).await);
        change(&town, event, |form| (form.to_owner, form.to_manager) = (false, true)).await;
        let delete = async |owner, name: &str| {
            let id = add(&town, owner, name).await;
            town.office.delete_application(&town.admin, id).await.unwrap();
        };
        delete(john, "One").await;
        assert_eq!(told(&town.test.mails().await, event), [""; 0], "nobody is his manager");
        set_manager(&town, john, MARIA).await;
        set_manager(&town, brian, MARIA).await;
        delete(john, "Two").await;
        delete(brian, "Three").await;
        town.test.db.set_enabled("users", maria.0, false).await;
        delete(john, "Four").await;
        assert_eq!(told(&town.test.mails().await, event), [MARIA, MARIA]);
    }

    async fn a_disabled_rule_tells_nobody(db: TestDatabase) {
        let town = Town::on(db).await;
        for event in [MailEvent::ApplicationCreated, MailEvent::ApplicationDeleted] {
            change(&town, event, |form| form.enabled = false).await;
        }
        let mut here = rules(&town.office, &town.admin).await;
        here.retain(|rule| rule.event == MailEvent::ApplicationCreated && rule.organization.id == town.acme);
        for rule in here {
            town.office.disable_notification_rule(&town.admin, rule.id).await.unwrap();
        }
        let id = add(&town, town.id(JOHN).await, "Quiet").await;
        town.office.delete_application(&town.admin, id).await.unwrap();
        assert!(town.test.mails().await.is_empty());
    }
}
