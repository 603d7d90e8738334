//! What is told, in which words: the cases 54 to 59 of the product that this one replaces, and each event.

use super::*;
use crate::{Origin, Sensitive, Via, town::DEMO_PASSWORD};
use model::{Grace, Language, TemplateKind, Timestamp};
use store::{TemplateRow, TemplateTextRow};

/// A template of Acme's own that speaks of an application.
async fn own_template(town: &Town, subject: &str, text: &str) -> TemplateId {
    let id: TemplateId = uuid::Uuid::from_u128(77).into();
    let mut tx = town.office.database().begin().await.unwrap();
    let row = TemplateRow {
        id,
        organization_id: town.acme,
        name: "Own".into(),
        kind: TemplateKind::Application,
        shipped: None,
        version: 1,
        created_at: Timestamp(7),
        updated_at: Timestamp(7),
    };
    tx.insert_template(&row).await.unwrap();
    let text = TemplateTextRow {
        language: Language::En,
        subject: subject.into(),
        text_body: text.into(),
        html_body: String::new(),
        updated_at: Timestamp(7),
    };
    tx.put_template_text(id, &text).await.unwrap();
    tx.commit().await.unwrap();
    id
}

store::on_both_engines! {
    /// Case 54, and 59: no chosen API is *all*, else they are listed.
    async fn a_rename_is_told_to_the_owners_manager_in_ones_own_words(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = own_template(
            &town,
            "{{ application.name }} of {{ owner.first_name }} {{ owner.last_name }}",
            "{{ owner.full_name }}: {{ application.grant }}, {{ application.apis | join(', ') or 'all' }}",
        )
        .await;
        let typed = RuleForm {
            template: template.to_string(),
            to_owner: false,
            to_manager: true,
            ..form(&town, "Renamed", MailEvent::ApplicationChanged).await
        };
        town.office.create_notification_rule(&town.admin, &typed).await.unwrap();
        let john = town.id(JOHN).await;
        set_manager(&town, john, MARIA).await;
        let id = add(&town, john, "Old Name").await;
        let change = async |name: &str, apis: &[&str]| {
            let apis: Vec<_> = apis.iter().map(ToString::to_string).collect();
            let typed = ApplicationForm { name: name.into(), all_apis: apis.is_empty(), apis, ..ApplicationForm::new() };
            later(&town);
            town.office.change_application(&town.admin, id, &typed).await.unwrap();
        };
        change("New Name", &[]).await;
        // Nothing is different, so nothing is told.
        change("New Name", &[]).await;
        change("New Name", &["json_api", "scim"]).await;
        let mails = town.test.mails().await;
        assert_eq!(told(&mails, MailEvent::ApplicationChanged), [MARIA, MARIA]);
        assert_eq!(mails[1].subject, "New Name of John Doe");
        assert!(mails[1].text_body.contains("John Doe: Client Credentials, all"), "{}", mails[1].text_body);
        assert!(mails[2].text_body.contains("Client Credentials, JSON:API, SCIM"), "{}", mails[2].text_body);
    }

    /// Case 55, and 57.
    async fn of_an_application_without_an_owner_only_others_are_told(db: TestDatabase) {
        let town = Town::on(db).await;
        let typed = ApplicationForm {
            name: "Nobody's".into(),
            grant: "authorization_code".into(),
            redirect_uris: vec!["https://example.com/back".into()],
            confidential: true,
            ..ApplicationForm::new()
        };
        let side = model::Side::BackOffice;
        let first = town.office.create_application_of_side(&town.admin, side, &typed).await.unwrap();
        assert!(town.test.mails().await.is_empty());
        let rule = RuleForm {
            to_manager: true,
            addresses: "ops@example.com".into(),
            ..form(&town, "Ops", MailEvent::ApplicationDeleted).await
        };
        town.office.create_notification_rule(&town.admin, &rule).await.unwrap();
        town.office.delete_application(&town.admin, first.application.id).await.unwrap();
        let mails = town.test.mails().await;
        assert_eq!(told(&mails, MailEvent::ApplicationDeleted), ["ops@example.com"]);
        assert!(mails[0].text_body.contains("Nobody's"));
    }

    /// Case 56.
    async fn a_customer_user_is_told_with_the_template_for_customer_users(db: TestDatabase) {
        let town = Town::on(db).await;
        let marked = async |key: &str, subject: &str| {
            let id = template(&town, town.acme, key).await;
            let text = TemplateTextRow {
                language: Language::En,
                subject: subject.into(),
                text_body: "{{ application.name }}".into(),
                html_body: String::new(),
                updated_at: Timestamp(7),
            };
            let mut tx = town.office.database().begin().await.unwrap();
            tx.put_template_text(id, &text).await.unwrap();
            tx.commit().await.unwrap();
        };
        marked("application_created", "For users").await;
        marked("application_created_for_customer_user", "For {{ customer.name }}").await;
        add(&town, town.id(BRIAN).await, "Orders").await;
        later(&town);
        add(&town, town.id(JOHN).await, "Billing").await;
        let mails = town.test.mails().await;
        let said: Vec<_> = mails.iter().map(|mail| (mail.to_address.as_str(), mail.subject.as_str())).collect();
        assert_eq!(said, [(BRIAN, "For Northwind"), (JOHN, "For users")]);
    }

    /// Case 58: whatever a template asks for, there is no secret to be had; and a template that fails holds up nothing.
    async fn a_template_that_fails_is_replaced_by_the_shipped_words(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = own_template(&town, "{{ application.name }}", "{{ application.secret }}").await;
        let typed = RuleForm {
            template: template.to_string(),
            ..form(&town, "Broken", MailEvent::ApplicationDeactivated).await
        };
        town.office.create_notification_rule(&town.admin, &typed).await.unwrap();
        let id = add(&town, town.id(JOHN).await, "Billing").await;
        later(&town);
        assert!(!town.office.deactivate_application(&town.admin, id).await.unwrap().active);
        let mails = town.test.mails().await;
        assert_eq!(told(&mails, MailEvent::ApplicationDeactivated), [JOHN, JOHN], "two templates, two mails");
        assert_eq!(mails[1].subject, mails[2].subject);
        assert!(mails[2].text_body.contains("Billing"));
    }

    async fn everything_that_happens_with_an_application_is_told(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        for rule in rules(office, admin).await {
            office.enable_notification_rule(admin, rule.id).await.unwrap();
        }
        let john = town.id(JOHN).await;
        let id = add(&town, john, "Billing").await;
        let typed = ApplicationForm { name: "Invoices".into(), ..ApplicationForm::new() };
        later(&town);
        office.change_application(admin, id, &typed).await.unwrap();
        later(&town);
        office.rotate_secret(admin, id, Grace::Day).await.unwrap();
        later(&town);
        office.deactivate_application(admin, id).await.unwrap();
        later(&town);
        office.deactivate_application(admin, id).await.unwrap();
        later(&town);
        office.activate_application(admin, id).await.unwrap();
        later(&town);
        office.delete_application(admin, id).await.unwrap();
        later(&town);
        office.restore_application(admin, id).await.unwrap();
        later(&town);
        office.change_application(admin, id, &ApplicationForm { active: false, ..typed.clone() }).await.unwrap();
        later(&town);
        office.change_applications(admin, model::BulkVerb::Activate, &[id]).await.unwrap();
        later(&town);
        office.change_applications(admin, model::BulkVerb::Delete, &[id]).await.unwrap();
        let mails = town.test.mails().await;
        let events: Vec<_> = mails.iter().map(|mail| mail.event.as_str()).collect();
        let expected = [
            "application_created",
            "application_changed",
            "secret_rotated",
            "application_deactivated",
            "application_activated",
            "application_deleted",
            "application_restored",
            "application_deactivated",
            "application_activated",
            "application_deleted",
        ];
        assert_eq!(events, expected);
        assert!(mails.iter().all(|mail| mail.to_address == JOHN));
        let secret = office.database().secrets_of_application(id).await.unwrap().pop().unwrap();
        assert!(mails[2].text_body.contains(&secret.hint), "{}", mails[2].text_body);
        assert!(mails[1].text_body.contains(&format!("/oauth-applications/{id}")), "{}", mails[1].text_body);
    }

    async fn who_did_it_is_named_only_if_it_was_a_person_in_the_app(db: TestDatabase) {
        let town = Town::on(db).await;
        let id = add(&town, town.id(JOHN).await, "Billing").await;
        let operator = town.office.operator(None).await.unwrap();
        let program = Actor { via: Via::Application { id, apis: vec![model::ApiType::JsonApi] }, ..town.admin.clone() };
        for actor in [&town.admin, &operator, &program] {
            later(&town);
            town.office.deactivate_application(actor, id).await.unwrap();
            town.office.activate_application(actor, id).await.unwrap();
        }
        let mails = town.test.mails().await;
        let named: Vec<_> = mails[1..].iter().map(|mail| mail.text_body.contains(&town.admin.viewer.name)).collect();
        assert_eq!(named, [true, false, false]);
    }

    async fn a_sign_in_from_a_new_place_is_told_to_the_person(db: TestDatabase) {
        let town = Town::on(db).await;
        let sign_in = async |address: &str, user_agent: &str| {
            let origin = Origin { address: address.into(), user_agent: user_agent.into() };
            later(&town);
            town.office.sign_in(JOHN, &Sensitive::new(DEMO_PASSWORD), &origin).await.unwrap();
            town.test.mails().await.len()
        };
        let (firefox, chrome) = ("Mozilla/5.0 (X11; Linux) Firefox/140.0", "Mozilla/5.0 (X11; Linux) Chrome/140");
        assert_eq!(sign_in("203.0.113.7", firefox).await, 0, "the first place of all");
        assert_eq!(sign_in("203.0.113.200", "Mozilla/5.0 (X11; Linux) Firefox/141.0").await, 0);
        assert_eq!(sign_in("203.0.113.7", chrome).await, 1);
        assert_eq!(sign_in("198.51.100.7", firefox).await, 2);
        assert_eq!(sign_in("198.51.100.7", firefox).await, 2);
        let mails = town.test.mails().await;
        assert_eq!((mails[1].event.as_str(), mails[1].to_address.as_str()), ("new_place", JOHN));
        for part in ["198.51.100.7", "Firefox, Linux"] {
            assert!(mails[1].text_body.contains(part), "{}", mails[1].text_body);
        }
        for number in 0..60 {
            sign_in(&format!("10.0.{number}.1"), firefox).await;
        }
        assert_eq!(town.test.db.count("user_places").await, 50);
    }
}
