//! Making, changing and deleting rules, and who may.

use super::*;
use crate::Error;
use model::{Action, Level, Permissions, Problem, Side, Subject};

store::on_both_engines! {
    async fn a_rule_is_made_found_changed_switched_and_deleted(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let role = town.role("User").await;
        let typed = RuleForm {
            side: "back_office".into(),
            addresses: "ops@example.com\nOPS@example.com".into(),
            users: vec!["maria lopez".into(), MARIA.into()],
            roles: vec![role.to_string()],
            ..form(&town, " Auditors ", MailEvent::ApplicationDeleted).await
        };
        let made = office.create_notification_rule(admin, &typed).await.unwrap();
        assert_eq!((made.name.as_str(), made.event, made.side), ("Auditors", MailEvent::ApplicationDeleted, Some(Side::BackOffice)));
        assert_eq!((made.organization.id, made.template.name.as_str()), (town.acme, "Application deleted"));
        assert_eq!((made.enabled, made.to_owner, made.to_manager, made.shipped), (true, true, false, false));
        assert_eq!(made.addresses, ["ops@example.com"]);
        assert_eq!(made.users.iter().map(|user| user.email.as_str()).collect::<Vec<_>>(), [MARIA]);
        assert_eq!(made.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["User"]);
        assert!(made.may.edit && made.may.switch && made.may.delete);
        assert_eq!(office.find_notification_rule(admin, made.id).await.unwrap(), made);
        assert!(rules(office, admin).await.contains(&made));

        let other = RuleForm { name: "Others".into(), users: Vec::new(), roles: Vec::new(), ..RuleForm::of(&made) };
        let changed = office.change_notification_rule(admin, made.id, &other).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.users.len(), changed.roles.len(), changed.version), ("Others", 0, 0, 2));
        assert_refused!(office.change_notification_rule(admin, made.id, &other).await, Error::Conflict);
        assert!(!office.disable_notification_rule(admin, made.id).await.unwrap().enabled);
        assert_eq!(office.disable_notification_rule(admin, made.id).await.unwrap().version, 3);
        assert!(office.enable_notification_rule(admin, made.id).await.unwrap().enabled);
        office.delete_notification_rule(admin, made.id).await.unwrap();
        assert_refused!(office.find_notification_rule(admin, made.id).await, Error::NotFound);
        assert!(town.test.mails().await.is_empty());
    }

    async fn what_cannot_be_is_refused_at_its_field(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let good = form(&town, "Auditors", MailEvent::ApplicationCreated).await;
        let create = async |change: &dyn Fn(&mut RuleForm)| {
            let mut typed = good.clone();
            change(&mut typed);
            office.create_notification_rule(admin, &typed).await
        };
        let customers = town.role("Customer User").await.to_string();
        let (rotated, elsewhere) = (
            template(&town, town.acme, "secret_rotated").await.to_string(),
            template(&town, town.globex, "application_created").await.to_string(),
        );
        assert_invalid(create(&|form| form.name = "secret ROTATED".into()).await, "name", Problem::NameTaken);
        assert_invalid(create(&|form| form.to_owner = false).await, "recipients", Problem::NoRecipient);
        // It needs to know of a secret, and there is none when an application is created.
        assert_invalid(create(&|form| form.template.clone_from(&rotated)).await, "template", Problem::OtherTemplate);
        assert_invalid(create(&|form| form.template.clone_from(&elsewhere)).await, "template", Problem::UnknownChoice);
        assert_invalid(create(&|form| form.roles = vec![customers.clone()]).await, "roles", Problem::UnknownChoice);
        for nobody in ["nobody@example.com", AMANDA, GARY] {
            assert_invalid(create(&|form| form.users = vec![nobody.into()]).await, "users", Problem::UnknownPerson);
        }
        // One that knows less will do.
        let plain = create(&|form| form.event = "secret_rotated".into()).await.unwrap();
        assert_eq!(plain.template.name, "Application created");
    }

    async fn people_of_ones_own_organization_are_offered(db: TestDatabase) {
        let town = Town::on(db).await;
        let found = async |actor: &Actor, text: &str| {
            let people = town.office.find_rule_users(actor, text).await.unwrap();
            people.into_iter().map(|person| person.email).collect::<Vec<_>>()
        };
        assert_eq!(found(&town.admin, "lopez").await, [MARIA]);
        assert_eq!(found(&town.admin, "gary").await, [""; 0], "he may not enter Acme");
        assert_eq!(found(&town.gwen, "example.com").await, [ADMIN, GARY, GWEN].map(ToOwned::to_owned));
        let john = town.actor(JOHN).await;
        assert_refused!(town.office.find_rule_users(&john, "lopez").await, Error::Forbidden);
    }

    async fn who_may_not_see_mail_settings_sees_no_rules(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let here = rule(office, &town.admin, MailEvent::SecretRotated).await;
        let typed = RuleForm::of(&here);
        for email in [JOHN, MARIA, AMANDA] {
            let actor = town.actor(email).await;
            assert_refused!(office.list_notification_rules(&actor, &GridQuery::default()).await, Error::Forbidden);
            assert_refused!(office.find_notification_rule(&actor, here.id).await, Error::NotFound);
            assert_refused!(office.create_notification_rule(&actor, &typed).await, Error::Forbidden);
            assert_refused!(office.change_notification_rule(&actor, here.id, &typed).await, Error::NotFound);
            assert_refused!(office.enable_notification_rule(&actor, here.id).await, Error::NotFound);
            assert_refused!(office.disable_notification_rule(&actor, here.id).await, Error::NotFound);
            assert_refused!(office.restore_notification_rule(&actor, here.id).await, Error::NotFound);
            assert_refused!(office.restore_missing_rules(&actor).await, Error::Forbidden);
            assert_refused!(office.delete_notification_rule(&actor, here.id).await, Error::NotFound);
            assert_refused!(office.rule_form_options(&actor, None).await, Error::Forbidden);
        }
        // Who works in Globex reaches its rules and no others.
        assert!(rules(office, &town.gwen).await.iter().all(|rule| rule.organization.id == town.globex));
        assert_refused!(office.find_notification_rule(&town.gwen, here.id).await, Error::NotFound);
        assert_refused!(office.change_notification_rule(&town.gwen, here.id, &typed).await, Error::NotFound);
        // And who may only look is told so.
        let mut reader = town.gwen.clone();
        reader.viewer.permissions =
            Permissions::none().with(Subject::MailSettings, &[Action::View], Level::Organization);
        let theirs = rule(office, &reader, MailEvent::SecretRotated).await;
        assert!(!theirs.may.edit && !theirs.may.switch && !theirs.may.delete);
        assert_refused!(office.change_notification_rule(&reader, theirs.id, &RuleForm::of(&theirs)).await, Error::Forbidden);
        assert_refused!(office.disable_notification_rule(&reader, theirs.id).await, Error::Forbidden);
        assert_refused!(office.restore_notification_rule(&reader, theirs.id).await, Error::Forbidden);
        assert_refused!(office.delete_notification_rule(&reader, theirs.id).await, Error::Forbidden);
    }
}
