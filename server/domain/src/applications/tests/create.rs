//! Creating: what is made, what is refused, and who hears of it.

use super::*;
use crate::{credentials, looks_valid};
use model::{ApiAccess, ApiType, Grant, Side};
use std::collections::HashSet;

store::on_both_engines! {
    async fn an_application_comes_with_its_secret_and_a_mail_to_its_owner(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let before = demo.revision().await;
        let owner = demo.john.viewer.id;
        let CreatedApplication { application, client_secret } = demo.create_for(&demo.admin, owner, " First App ").await;
        assert_eq!((application.name.as_str(), application.active, application.version), ("First App", true, 1));
        assert_eq!((application.side, application.grant), (Side::BackOffice, Grant::ClientCredentials));
        assert_eq!((application.owner.as_ref().unwrap().id, application.organization.name.as_str()), (owner, "Acme"));
        assert_eq!((application.apis.clone(), application.last_used_at), (ApiAccess::All, None));
        assert_eq!(application, demo.office.find_application(&demo.john, application.id).await.unwrap());
        assert_eq!(demo.revision().await, before + 1);

        assert!(looks_valid(&client_secret));
        let secrets = demo.office.database().secrets_of_application(application.id).await.unwrap();
        assert_eq!(secrets.len(), 1);
        assert_eq!((secrets[0].number, secrets[0].expires_at), (1, None));
        assert_eq!(secrets[0].hash, credentials::digest(&client_secret));
        assert_eq!(secrets[0].hint, format!("lk_…{}", &client_secret[48..]));

        let mails = demo.test.mails().await;
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!((mail.to_name.as_str(), mail.to_address.as_str()), ("John Doe", JOHN));
        assert_eq!((mail.event.as_str(), mail.subject.as_str()), ("application_created", "OAuth application added to your account"));
        for body in [&mail.text_body, &mail.html_body] {
            for part in ["John Doe", "First App", "Acme", "23 November 2026, 09:30 (UTC)", "web API on your behalf", "contact your administrator"] {
                assert!(body.contains(part), "{part} in {body}");
            }
            assert!(!body.contains("{{") && !body.contains(&application.client_id) && !body.contains(&client_secret[3..]), "{body}");
            assert!(!body.contains("lk_"), "{body}");
        }
    }

    async fn a_customer_user_gets_an_application_of_the_customer_side(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let maria = demo.actor(MARIA).await;
        let brian = demo.test.find_user(BRIAN).await;
        let application = demo.create_for(&maria, brian, "Orders").await.application;
        assert_eq!((application.side, application.owner.as_ref().unwrap().id), (Side::Customer, brian));
        assert_eq!(application.apis.api_types(application.side), [ApiType::CustomerJsonApi]);
        let mails = demo.test.mails().await;
        assert_eq!(mails.iter().map(|mail| mail.to_address.as_str()).collect::<Vec<_>>(), [BRIAN]);
        let other_side = ApplicationForm { all_apis: false, apis: vec!["json_api".into()], ..form("Stock") };
        assert_invalid(demo.office.create_application(&maria, brian, &other_side).await, "apis", Problem::UnknownApi);
        demo.assert_counts(1, 1, 1).await;
    }

    async fn what_is_refused_leaves_nothing_behind(db: TestDatabase) {
        let demo = Demo::on(db).await;
        demo.create(&demo.john, "Straße").await;
        let owner = demo.john.viewer.id;
        let nowhere = "01890a5d-ac96-774b-bcce-b302099a8057".to_owned();
        let globex = demo.organization("Globex").await.to_string();
        for (form, field, problem) in [
            (form(""), "name", Problem::Blank),
            (form(&"x".repeat(256)), "name", Problem::TooLong { limit: 255 }),
            (form("a\0b"), "name", Problem::ControlCharacters),
            (form(" straße "), "name", Problem::DuplicateName),
            (ApplicationForm { all_apis: false, ..form("B") }, "apis", Problem::NoApi),
            (ApplicationForm { all_apis: false, apis: vec!["soap".into()], ..form("B") }, "apis", Problem::UnknownApi),
            (ApplicationForm { organization: nowhere, ..form("B") }, "organization", Problem::UnknownOrganization),
            // It is there, but not for John.
            (ApplicationForm { organization: globex, ..form("B") }, "organization", Problem::UnknownOrganization),
        ] {
            assert_invalid(demo.office.create_application(&demo.john, owner, &form).await, field, problem);
        }
        demo.assert_counts(1, 1, 1).await;
        // Corrected, it passes.
        demo.create(&demo.john, "Straße 2").await;
        demo.assert_counts(2, 2, 2).await;
    }

    async fn a_name_is_taken_only_by_the_same_owner_in_the_same_organization(db: TestDatabase) {
        let demo = Demo::on(db).await;
        demo.create(&demo.john, "Sync").await;
        demo.create(&demo.admin, "Sync").await;
        let there = ApplicationForm { organization: demo.organization("Globex").await.to_string(), ..form("Sync") };
        demo.office.create_application(&demo.admin, demo.admin.viewer.id, &there).await.unwrap();
        demo.assert_counts(3, 3, 3).await;
    }

    async fn of_many_requests_at_the_same_instant_one_wins(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let (office, john) = (demo.office.clone(), demo.john.clone());
        let requests = (0..6).map(|_| {
            let (office, john) = (office.clone(), john.clone());
            tokio::spawn(async move { office.create_application(&john, john.viewer.id, &form("Same")).await })
        });
        let mut won = 0;
        for request in requests.collect::<Vec<_>>() {
            match request.await.unwrap() {
                Ok(_) => won += 1,
                refused => assert_invalid(refused, "name", Problem::DuplicateName),
            }
        }
        assert_eq!(won, 1);
        demo.assert_counts(1, 1, 1).await;
    }

    async fn no_two_applications_have_the_same_id_or_secret(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let mut seen = HashSet::new();
        for number in 0..5 {
            let created = demo.create(&demo.john, &format!("App {number}")).await;
            assert!(seen.insert(created.application.client_id) && seen.insert(created.client_secret));
        }
    }

    async fn the_organization_is_a_choice_only_in_one_with_global_access(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let names = |organizations: Vec<model::OrganizationRef>| organizations.into_iter().map(|one| one.name).collect::<Vec<_>>();
        let zeta = demo.test.organization("Aardvark", false).await;
        let boss = demo.test.user("boss", &["Administrator"], &[demo.organization("Acme").await, demo.organization("Globex").await, zeta]).await;
        let admin = &demo.admin;
        let options = demo.office.application_form_options(admin, boss).await.unwrap();
        assert_eq!(options.apis, [ApiType::JsonApi, ApiType::EmailAddon, ApiType::Scim]);
        assert_eq!(names(options.organizations), ["Acme", "Aardvark", "Globex"]);
        assert_eq!(names(demo.office.application_organizations(admin, boss).await.unwrap()), ["Aardvark", "Acme", "Globex"]);
        // One organization is no choice.
        assert_eq!(names(demo.office.application_form_options(admin, demo.john.viewer.id).await.unwrap().organizations), [""; 0]);
        assert_eq!(names(demo.office.application_organizations(admin, demo.john.viewer.id).await.unwrap()), ["Acme"]);
        // Nothing typed is the current one; a disabled one is not to be had.
        assert_eq!(demo.create_for(admin, boss, "Here").await.application.organization.name, "Acme");
        demo.test.db.set_enabled("organizations", zeta.0, false).await;
        let there = ApplicationForm { organization: zeta.to_string(), ..form("There") };
        assert_invalid(demo.office.create_application(admin, boss, &there).await, "organization", Problem::UnknownOrganization);
        // Without global access it is the one they work in, whatever was typed.
        let local = demo.test.actor(ADMIN, "Globex").await;
        assert_eq!(names(demo.office.application_form_options(&local, boss).await.unwrap().organizations), [""; 0]);
        assert_eq!(names(demo.office.application_organizations(&local, boss).await.unwrap()), ["Globex"]);
        assert_eq!(demo.create_for(&local, boss, "Here").await.application.organization.name, "Globex");
        let elsewhere = ApplicationForm { organization: demo.organization("Acme").await.to_string(), ..form("Elsewhere") };
        assert_invalid(demo.office.create_application(&local, boss, &elsewhere).await, "organization", Problem::UnknownOrganization);
        demo.assert_counts(2, 2, 2).await;
    }

    async fn an_owner_who_is_only_elsewhere_gets_it_there(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let globex = demo.organization("Globex").await;
        let remote = demo.test.user("remote", &["User"], &[globex]).await;
        let options = demo.office.application_form_options(&demo.admin, remote).await.unwrap();
        assert_eq!(options.organizations.iter().map(|one| one.id).collect::<Vec<_>>(), [globex]);
        assert_eq!(demo.create_for(&demo.admin, remote, "Remote").await.application.organization.id, globex);
        // John may not enter Globex, so nobody who works there can make him act there.
        let local = demo.test.actor(ADMIN, "Globex").await;
        let refused = demo.office.create_application(&local, demo.john.viewer.id, &form("Local")).await;
        assert_refused!(refused, Error::Forbidden);
        demo.assert_counts(1, 1, 1).await;
    }

    async fn a_disabled_owner_gets_none(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let owner = demo.john.viewer.id;
        demo.test.db.set_enabled("users", owner.0, false).await;
        assert_refused!(demo.office.create_application(&demo.admin, owner, &form("Late")).await, Error::Forbidden);
        demo.assert_counts(0, 0, 0).await;
    }
}
