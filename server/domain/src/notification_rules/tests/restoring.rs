//! What is shipped: given once, changed, deleted and brought back.

use super::*;
use crate::notification_rules::SHIPPED_RULES;

async fn names(town: &Town) -> Vec<String> {
    let mut here = rules(&town.office, &town.admin).await;
    here.retain(|rule| rule.organization.id == town.acme);
    here.into_iter().map(|rule| rule.name).collect()
}

store::on_both_engines! {
    async fn every_organization_is_given_the_shipped_rules_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let given = SHIPPED_RULES.len();
        assert_eq!(names(&town).await.len(), given);
        assert!(rules(&town.office, &town.gwen).await.iter().all(|rule| rule.shipped && rule.to_owner));
        let doomed = rule(&town.office, &town.admin, MailEvent::ApplicationRestored).await;
        town.office.delete_notification_rule(&town.admin, doomed.id).await.unwrap();
        town.office.ship_mail_settings().await.unwrap();
        assert_eq!(names(&town).await.len(), given - 1, "deleted is deleted");
        // An organization from before there were rules, and two processes that start at once.
        town.test.db.execute("DELETE FROM notification_rules").await;
        town.test.db.execute("UPDATE organizations SET mail_settings = 0").await;
        let (one, other) = tokio::join!(town.office.ship_mail_settings(), town.office.ship_mail_settings());
        one.unwrap();
        other.unwrap();
        assert_eq!(names(&town).await.len(), given);
    }

    async fn what_was_changed_becomes_what_it_was(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let before = rule(office, admin, MailEvent::SecretRotated).await;
        let typed = RuleForm {
            name: "Mine".into(),
            event: "application_deleted".into(),
            side: "customer".into(),
            template: template(&town, town.acme, "application_created").await.to_string(),
            enabled: false,
            to_owner: false,
            addresses: "ops@example.com".into(),
            users: vec![MARIA.into()],
            ..RuleForm::of(&before)
        };
        office.change_notification_rule(admin, before.id, &typed).await.unwrap();
        // Somebody takes its name meanwhile.
        let other = form(&town, "Secret rotated", MailEvent::SecretRotated).await;
        office.create_notification_rule(admin, &other).await.unwrap();
        let after = office.restore_notification_rule(admin, before.id).await.unwrap();
        let expected = NotificationRule { name: "Secret rotated (2)".into(), version: 3, ..before };
        assert_eq!(after, NotificationRule { updated_at: after.updated_at, ..expected });
        let own = rule(office, admin, MailEvent::SecretRotated).await;
        assert!(!own.shipped);
        assert_refused!(office.restore_notification_rule(admin, own.id).await, crate::Error::Forbidden);
    }

    async fn what_was_deleted_comes_back(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        assert_eq!(office.missing_rules(admin).await.unwrap(), [""; 0]);
        for event in [MailEvent::NewPlace, MailEvent::ApplicationDeleted] {
            let doomed = rule(office, admin, event).await;
            office.delete_notification_rule(admin, doomed.id).await.unwrap();
        }
        assert_eq!(office.missing_rules(admin).await.unwrap(), ["Application deleted", "Sign-in from a new place"]);
        assert_eq!(office.restore_missing_rules(admin).await.unwrap(), 2);
        assert_eq!(office.restore_missing_rules(admin).await.unwrap(), 0);
        let back = rule(office, admin, MailEvent::NewPlace).await;
        assert!(back.shipped && back.enabled && back.template.name == "Sign-in from a new place");
    }
}
