//! One after the other: whatever a person can do, and the record it leaves.

use super::{chain, named, since};
use crate::{
    MembersChange, NewUser, Origin, Sensitive,
    town::{AMANDA, DEMO_PASSWORD, JOHN, Town},
};
use model::{
    ApplicationForm, ApplicationSettingsForm, CustomerForm, Digest, Grace, Grid, GridQuery, Language,
    NewTemplateForm, OrganizationForm, PreferencesForm, RegistrationTokenForm, RoleForm, RuleForm,
    SavedViewForm, Side, TemplateForm, UserForm,
};
use std::collections::HashSet;

/// Does it, and sees which records it leaves.
macro_rules! leaves {
    ($town:expr, $records:expr, $done:expr) => {{
        let before = chain(&$town.office).await.len();
        let done = $done.await.unwrap();
        assert_eq!(since(&$town.office, before).await, $records, "{}", stringify!($done));
        done
    }};
}

store::on_both_engines! {
    async fn of_applications(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, john) = (&town.office, town.actor(JOHN).await);
        let me = john.viewer.id;
        let app = leaves!(town, ["application created"], office.create_application(&john, me, &named("One")));
        let id = app.application.id;
        leaves!(town, ["application deactivated"], office.deactivate_application(&john, id));
        leaves!(town, ["application activated"], office.activate_application(&john, id));
        let settings = office.find_application_settings(&john, id).await.unwrap();
        let form = ApplicationSettingsForm { require_dpop: true, ..ApplicationSettingsForm::of(&settings) };
        leaves!(town, ["application changed"], office.change_application_settings(&john, id, &form));
        leaves!(town, ["application secret_rotated"], office.rotate_secret(&john, id, Grace::Day));
        let app = office.find_application(&john, id).await.unwrap();
        let form = ApplicationForm { name: "Other".into(), active: false, ..ApplicationForm::of(&app) };
        leaves!(town, ["application changed"], office.change_application(&john, id, &form));
        leaves!(town, ["application deleted"], office.delete_application(&john, id));
        leaves!(town, ["application restored"], office.restore_application(&town.admin, id));
        let form = RegistrationTokenForm {
            name: "Partners".into(),
            apis: vec!["json_api".into()],
            most: "5".into(),
            days: "30".into(),
            ..RegistrationTokenForm::default()
        };
        let token = leaves!(
            town,
            ["registration_token created"],
            office.create_registration_token(&town.admin, Side::BackOffice, &form)
        );
        let token = token.token.id;
        leaves!(town, ["registration_token revoked"], office.revoke_registration_token(&town.admin, token));
        leaves!(town, [""; 0], office.revoke_registration_token(&town.admin, token));
    }

    async fn of_people(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let new = UserForm { invite: true, ..town.form("zoe", &["User"], &[town.acme]).await };
        let created = ["user created", "user invited"];
        let zoe = leaves!(town, created, office.create_person(admin, Side::BackOffice, &new));
        leaves!(town, ["user invited"], office.invite_user(admin, zoe.id));
        let form = UserForm { last_name: "Newer".into(), ..UserForm::of(&zoe) };
        leaves!(town, ["user changed"], office.change_user(admin, zoe.id, &form));
        leaves!(town, ["user disabled"], office.disable_user(admin, zoe.id));
        leaves!(town, ["user enabled"], office.enable_user(admin, zoe.id));
        leaves!(town, ["user changed"], office.set_external_id_of_user(admin, zoe.id, Some("z-1")));
        let role = town.role("Customer User Manager").await;
        leaves!(town, ["role changed"], office.set_external_id_of_role(admin, role, Some("r-1")));
        let members = MembersChange { give: HashSet::from([zoe.id]), take: HashSet::new() };
        leaves!(town, ["user changed"], office.change_members(admin, role, &members));
        leaves!(town, ["user deleted"], office.remove_user(admin, zoe.id));
        let operated = NewUser {
            email: "op@example.com".into(),
            first_name: "Op".into(),
            last_name: "Erated".into(),
            password: Some(Sensitive::new("correct horse battery")),
            ..NewUser::default()
        };
        let operator = office.operator(None).await.unwrap();
        leaves!(town, ["user created", "user password_set"], office.create_user(&operator, operated));
    }

    async fn of_what_people_do_with_themselves(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let origin = Origin { address: "192.0.2.7".into(), user_agent: "x".into() };
        leaves!(town, ["user password_link_sent"], office.forgot_password(JOHN, &origin));
        let link = town.test.mails().await.last().unwrap().link.clone().unwrap();
        let token = link.split("token=").nth(1).unwrap().to_owned();
        let new = Sensitive::new("another long password");
        let signed_in = leaves!(town, ["user password_set"], office.set_password(&token, &new, &origin));
        let john = office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
        let newer = Sensitive::new("yet another long password");
        leaves!(town, ["user password_changed"], office.change_password(&john, &new, &newer));
        let form = PreferencesForm::of(Some(Language::De), Some("Europe/Berlin"), Some(Digest::Daily));
        leaves!(town, ["user changed"], office.change_preferences(&john, &form));
        leaves!(town, ["user changed"], office.choose_language(&john, Language::Fr));
        let form = SavedViewForm { name: "Mine".into(), query: "status=active".into() };
        leaves!(town, ["saved_view created"], office.save_view(&john, Grid::Applications, &form));
        let view = office.list_views(&john, Grid::Applications).await.unwrap()[0].id;
        leaves!(town, ["saved_view deleted"], office.delete_view(&john, view));
        let (other, _) = town.test.signed_in(JOHN, "yet another long password").await;
        let sessions = office.list_sessions(&john).await.unwrap();
        let another = sessions.iter().find(|session| !session.current).unwrap().id;
        leaves!(town, ["user session_ended"], office.end_session(&john, another));
        leaves!(town, [""; 0], office.sign_out(other.reveal()));
        leaves!(town, ["user signed_out"], office.sign_out(signed_in.token.reveal()));
        let (_, admin) = town.test.signed_in(crate::town::ADMIN, DEMO_PASSWORD).await;
        let to = if admin.viewer.organization.id == town.acme { town.globex } else { town.acme };
        leaves!(town, ["user organization_switched"], office.switch_organization(&admin, to));
    }

    async fn of_customers_organizations_and_roles(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let form = CustomerForm { name: "Contoso".into(), ..CustomerForm::default() };
        let customer = leaves!(town, ["customer created"], office.create_customer(admin, &form));
        let form = CustomerForm { name: "Contoso Ltd".into(), ..CustomerForm::of(&customer) };
        leaves!(town, ["customer changed"], office.change_customer(admin, customer.id, &form));
        leaves!(town, ["customer disabled"], office.disable_customer(admin, customer.id));
        leaves!(town, ["customer enabled"], office.enable_customer(admin, customer.id));
        let form = OrganizationForm { name: "Initech".into(), ..OrganizationForm::default() };
        let there = leaves!(town, ["organization created"], office.create_organization(admin, &form));
        let form = OrganizationForm { global: true, ..OrganizationForm::of(&there) };
        leaves!(town, ["organization changed"], office.change_organization(admin, there.id, &form));
        leaves!(town, ["organization disabled"], office.disable_organization(admin, there.id));
        leaves!(town, ["organization enabled"], office.enable_organization(admin, there.id));
        let form =
            RoleForm { name: "Reader".into(), side: "back_office".into(), ..RoleForm::default() };
        let role = leaves!(town, ["role created"], office.create_role(admin, &form));
        let form = RoleForm { name: "Readers".into(), ..RoleForm::of(&role) };
        leaves!(town, ["role changed"], office.change_role(admin, role.id, &form));
        leaves!(town, ["role deleted"], office.delete_role(admin, role.id));
        leaves!(town, ["customer_user disabled"], office.disable_user(admin, town.id(AMANDA).await));
    }

    async fn of_mail_settings(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let query = GridQuery { page_size: 100, ..GridQuery::default() };
        let templates = office.list_email_templates(admin, &query).await.unwrap().rows;
        let shipped = &templates[0];
        let form = NewTemplateForm { name: "Ours".into(), from: shipped.id.to_string() };
        let ours = leaves!(town, ["email_template created"], office.create_email_template(admin, &form));
        let full = office.find_email_template(admin, ours.id).await.unwrap();
        let text = office.email_template_text(admin, ours.id, Language::De).await.unwrap();
        let form = TemplateForm { subject: "Neu".into(), ..TemplateForm::of(&full, &text) };
        leaves!(town, ["email_template changed"], office.change_email_template(admin, ours.id, &form));
        leaves!(town, ["email_template tried_out"], office.send_test_mail(admin, ours.id, &form));
        let version = office.find_email_template(admin, ours.id).await.unwrap().version;
        leaves!(town, ["email_template changed"], office.rename_email_template(admin, ours.id, "Own", version));
        leaves!(town, ["email_template reset"], office.reset_email_template(admin, ours.id, Language::De));
        leaves!(town, ["email_template deleted"], office.delete_email_template(admin, ours.id));

        let query = GridQuery { page_size: 100, ..GridQuery::default() };
        let rules = office.list_notification_rules(admin, &query).await.unwrap().rows;
        let rule = rules.iter().find(|rule| rule.organization.id == town.acme && rule.enabled).unwrap();
        let form = RuleForm { name: "Told".into(), ..RuleForm::of(rule) };
        leaves!(town, ["notification_rule changed"], office.change_notification_rule(admin, rule.id, &form));
        leaves!(town, ["notification_rule disabled"], office.disable_notification_rule(admin, rule.id));
        leaves!(town, ["notification_rule enabled"], office.enable_notification_rule(admin, rule.id));
        leaves!(town, ["notification_rule reset"], office.restore_notification_rule(admin, rule.id));
        leaves!(town, ["notification_rule deleted"], office.delete_notification_rule(admin, rule.id));
        leaves!(town, ["notification_rule created"], office.restore_missing_rules(admin));
        let form = RuleForm { name: "Another".into(), version: String::new(), ..RuleForm::of(rule) };
        leaves!(town, ["notification_rule created"], office.create_notification_rule(admin, &form));

        let mail = office.list_outbox(admin, &GridQuery::default()).await.unwrap().rows[0].id;
        leaves!(town, ["mail given_up"], office.give_up_outbox_mail(admin, mail));
    }
}
