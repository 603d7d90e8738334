//! Applications of every grant, as the page of all applications of a side makes and changes them.

use super::*;
use crate::{Credentials, TokenError, TokenRequest};
use model::{ApiType, BulkVerb, Grant, NewApplication, Side, TemporaryToken};

fn of(grant: Grant, name: &str) -> ApplicationForm {
    ApplicationForm {
        grant: grant.as_str().into(),
        owner: JOHN.into(),
        redirect_uris: vec!["https://a.example/cb".into(), "http://localhost:8080/".into()],
        ..form(name)
    }
}

impl Demo {
    async fn create_of(&self, actor: &Actor, form: &ApplicationForm) -> crate::Result<NewApplication> {
        self.office.create_application_of_side(actor, Side::BackOffice, form).await
    }

    async fn token_refusal(&self, new: &NewApplication, secret: &str) -> TokenError {
        let request = TokenRequest {
            grant_type: Some("client_credentials".into()),
            credentials: Some(Credentials::with_secret(new.application.client_id.clone(), secret)),
            ..TokenRequest::default()
        };
        self.office.issue_token(&request).await.err().unwrap()
    }
}

store::on_both_engines! {
    async fn client_credentials_act_as_the_chosen_person_and_come_with_a_token(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let new = demo.create_of(&demo.admin, &of(Grant::ClientCredentials, "For John")).await.unwrap();
        assert_eq!(new.application.owner.as_ref().unwrap().id, demo.john.viewer.id);
        assert!(new.application.redirect_uris.is_empty() && new.application.confidential);
        assert!(crate::looks_valid(new.client_secret.as_ref().unwrap()));
        let Some(TemporaryToken::Issued { access_token, expires_in }) = new.token else { panic!("a token") };
        assert_eq!(expires_in, 3_600);
        let Ok(actor) = demo.office.authenticate_bearer(&crate::PresentedBearer::Bearer(&access_token), ApiType::JsonApi).await else { panic!("a token that works") };
        assert_eq!(actor.viewer.id, demo.john.viewer.id);
        // Nobody used it yet: the token was a present.
        demo.office.flush_last_used().await.unwrap();
        assert_eq!(demo.row(new.application.id).await.last_used_at, None);
        let mails = demo.test.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!((mails[0].event.as_str(), mails[0].to_address.as_str()), ("application_created", JOHN));

        let inactive = ApplicationForm { active: false, ..of(Grant::ClientCredentials, "Off") };
        let new = demo.create_of(&demo.admin, &inactive).await.unwrap();
        assert!(new.token == Some(TemporaryToken::Inactive));
        for key in ["private.key", "public.key"] {
            std::fs::remove_file(demo.test.folder.path().join(key)).unwrap();
        }
        demo.test.clock.advance(std::time::Duration::from_mins(1));
        let new = demo.create_of(&demo.admin, &of(Grant::ClientCredentials, "No keys")).await.unwrap();
        assert!(new.token == Some(TemporaryToken::KeysMissing));
    }

    async fn the_other_grants_belong_to_nobody_and_get_no_token_of_their_own(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let new = demo.create_of(&demo.admin, &of(Grant::AuthorizationCode, "Portal")).await.unwrap();
        let stored = demo.office.find_application(&demo.admin, new.application.id).await.unwrap();
        assert_eq!(stored, new.application);
        assert_eq!((stored.owner, stored.grant), (None, Grant::AuthorizationCode));
        assert_eq!(stored.redirect_uris, ["https://a.example/cb", "http://localhost:8080/"]);
        assert!(new.token.is_none());
        let refusal = demo.token_refusal(&new, new.client_secret.as_ref().unwrap()).await;
        assert!(matches!(refusal, TokenError::InvalidClient | TokenError::UnauthorizedClient), "{refusal}");

        let public = ApplicationForm { confidential: false, skip_consent: true, ..of(Grant::Device, "Television") };
        let new = demo.create_of(&demo.admin, &public).await.unwrap();
        assert!(new.client_secret.is_none() && new.application.skip_consent && !new.application.confidential);
        assert!(demo.office.list_secrets(&demo.admin, new.application.id).await.unwrap().is_empty());
        let rotated = demo.office.rotate_secret(&demo.admin, new.application.id, model::Grace::None).await;
        assert_refused!(rotated, Error::Forbidden);
        for secret in ["", "lk_", "x"] {
            assert!(matches!(demo.token_refusal(&new, secret).await, TokenError::InvalidClient));
        }
        assert!(demo.test.mails().await.is_empty(), "nobody owns them, so nobody is told");

        let again = demo.create_of(&demo.admin, &of(Grant::Device, "PORTAL")).await;
        assert!(matches!(again, Err(Error::Invalid(invalid)) if invalid.of("name") == Some(Problem::DuplicateName)));
    }

    async fn everything_that_is_wrong_is_said_at_once(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let refused = async |form: ApplicationForm| match demo.create_of(&demo.admin, &form).await {
            Err(Error::Invalid(invalid)) => invalid.0,
            other => panic!("{other:?}"),
        };
        let nothing = ApplicationForm { all_apis: false, ..ApplicationForm::new() };
        assert_eq!(
            refused(nothing).await,
            [("name".into(), Problem::Blank), ("apis".into(), Problem::NoApi), ("grant".into(), Problem::NoGrant)]
        );
        for unknown in ["nobody@example.com", "Nobody", AMANDA, "john.doe", "J\0hn"] {
            let form = ApplicationForm { owner: unknown.into(), ..of(Grant::ClientCredentials, "X") };
            assert_eq!(refused(form).await, [("owner".into(), Problem::UnknownPerson)], "{unknown:?}");
        }
        demo.test.db.execute("UPDATE users SET name_folded = 'john doe' WHERE email = 'maria.lopez@example.com'").await;
        let several = ApplicationForm { owner: "John Doe".into(), ..of(Grant::ClientCredentials, "X") };
        assert_eq!(refused(several).await, [("owner".into(), Problem::SeveralPeople)]);
        let elsewhere = ApplicationForm { organization: uuid::Uuid::nil().to_string(), ..of(Grant::Device, "X") };
        assert_eq!(refused(elsewhere).await, [("organization".into(), Problem::UnknownOrganization)]);
        demo.assert_counts(0, 0, 0).await;
    }

    async fn only_those_who_create_for_others_create_here(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let maria = demo.actor(MARIA).await;
        for actor in [&demo.john, &maria, &demo.actor(AMANDA).await] {
            assert_refused!(demo.create_of(actor, &of(Grant::Device, "X")).await, Error::Forbidden);
            assert_refused!(demo.office.index_form_options(actor, Side::BackOffice).await, Error::Forbidden);
            assert_refused!(demo.office.index_organizations(actor, Side::BackOffice).await, Error::Forbidden);
        }
        let of_customer = ApplicationForm { owner: "brian FOX".into(), ..of(Grant::ClientCredentials, "For Brian") };
        let new = demo.office.create_application_of_side(&maria, Side::Customer, &of_customer).await.unwrap();
        assert_eq!((new.application.side, new.application.owner.unwrap().email.as_str()), (Side::Customer, BRIAN));
        let found = demo.office.find_owners(&maria, Side::Customer, "FO").await.unwrap();
        assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Brian Fox"]);
        // Her own applications are all she sees of that side.
        let found = demo.office.find_owners(&maria, Side::BackOffice, "o").await.unwrap();
        assert_eq!(found.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), [MARIA]);
        // Nobody is told the names of organizations whose records they cannot see.
        let names = async |actor: &Actor| {
            let all = demo.office.index_organizations(actor, Side::Customer).await.unwrap();
            all.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&maria).await, ["Acme"]);
        assert_eq!(names(&demo.admin).await, ["Acme", "Globex"]);
        // An organization administrator may do less than the administrator, so not in their name.
        let local = ApplicationForm { owner: ADMIN.into(), ..of(Grant::ClientCredentials, "Beyond") };
        let acme = demo.organization("Acme").await;
        demo.test.user("olga", &["Organization Administrator"], &[acme]).await;
        let olga = demo.actor("olga@example.com").await;
        assert_refused!(demo.create_of(&olga, &local).await, Error::Forbidden);
        assert!(demo.create_of(&olga, &of(Grant::AuthorizationCode, "Fine")).await.is_ok());
    }

    async fn redirects_and_consent_change_and_the_grant_stays(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let old = demo.create_of(&demo.admin, &of(Grant::AuthorizationCode, "Portal")).await.unwrap().application;
        let change = ApplicationForm {
            redirect_uris: vec!["com.example.app:/done".into()],
            skip_consent: true,
            grant: Grant::Device.as_str().into(),
            ..ApplicationForm::of(&old)
        };
        let new = demo.office.change_application(&demo.admin, old.id, &change).await.unwrap();
        assert_eq!(new.redirect_uris, ["com.example.app:/done"]);
        assert!(new.skip_consent && new.confidential);
        assert_eq!(new.grant, Grant::AuthorizationCode);
        assert_refused!(demo.office.change_application(&demo.admin, old.id, &change).await, Error::Conflict);
        let none = ApplicationForm { redirect_uris: vec![], ..ApplicationForm::of(&new) };
        let Err(Error::Invalid(invalid)) = demo.office.change_application(&demo.admin, old.id, &none).await else {
            panic!("refused")
        };
        assert_eq!(invalid.of("redirect_uris"), Some(Problem::NoRedirectUrl));
    }

    async fn what_becomes_public_loses_its_secrets_and_gets_one_again_by_rotating(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let old = demo.create_of(&demo.admin, &of(Grant::AuthorizationCode, "Portal")).await.unwrap().application;
        let public = ApplicationForm { confidential: false, ..ApplicationForm::of(&old) };
        let new = demo.office.change_application(&demo.admin, old.id, &public).await.unwrap();
        assert!(!new.confidential);
        let secrets = demo.office.list_secrets(&demo.admin, old.id).await.unwrap();
        assert_eq!(secrets.iter().map(|secret| secret.ended).collect::<Vec<_>>(), [true]);
        let rotated = demo.office.rotate_secret(&demo.admin, old.id, model::Grace::None).await;
        assert_refused!(rotated, Error::Forbidden);
        let again = ApplicationForm { confidential: true, ..ApplicationForm::of(&new) };
        assert!(demo.office.change_application(&demo.admin, old.id, &again).await.unwrap().confidential);
        demo.office.rotate_secret(&demo.admin, old.id, model::Grace::None).await.unwrap();
        let secrets = demo.office.list_secrets(&demo.admin, old.id).await.unwrap();
        assert_eq!(secrets.iter().map(|secret| secret.ended).collect::<Vec<_>>(), [false, true]);
        // Client credentials are nothing without a secret.
        let johns = demo.create(&demo.john, "Johns").await.application;
        let public = ApplicationForm { confidential: false, ..ApplicationForm::of(&johns) };
        assert!(demo.office.change_application(&demo.john, johns.id, &public).await.unwrap().confidential);
    }

    async fn several_at_once_are_each_asked_for(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let mine = demo.create(&demo.john, "Mine").await.application.id;
        let theirs = demo.create(&demo.admin, "Theirs").await.application.id;
        let none = ApplicationId(uuid::Uuid::from_u128(9));
        let ids = [mine, theirs, none, mine];
        let outcome = demo.office.change_applications(&demo.john, BulkVerb::Deactivate, &ids).await.unwrap();
        assert_eq!((outcome.done, outcome.refused), (2, vec![theirs, none]));
        assert!(!demo.row(mine).await.active && demo.row(theirs).await.active);
        let seen = demo.office.find_applications(&demo.john, &ids).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.id).collect::<Vec<_>>(), [mine, mine]);
        let outcome = demo.office.change_applications(&demo.admin, BulkVerb::Delete, &[mine, theirs]).await.unwrap();
        assert_eq!((outcome.done, outcome.refused.len()), (2, 0));
        assert!(demo.office.find_applications(&demo.admin, &ids).await.unwrap().is_empty());
    }
}
