//! Who may do what with templates, what is refused, and that mails say what was written.

use crate::{
    Actor, Error,
    mail::{Manner, Sample},
    town::{JOHN, MARIA, Town, assert_invalid, assert_refused},
};
use model::{
    ApplicationForm, EmailTemplate, Fault, GridQuery, Invalid, Language, NewTemplateForm, Problem,
    TemplateForm, TemplateId, TemplateKind, Timestamp,
};
use std::{collections::BTreeSet, time::Duration};

/// The template of this name in the organization somebody works in.
async fn named(town: &Town, actor: &Actor, name: &str) -> EmailTemplate {
    let models = town.office.email_template_models(actor).await.unwrap();
    models.into_iter().find(|template| template.name == name).unwrap()
}

/// The form of a template in a language, as its editor shows it first.
async fn form(town: &Town, actor: &Actor, template: &EmailTemplate, language: Language) -> TemplateForm {
    let text = town.office.email_template_text(actor, template.id, language).await.unwrap();
    TemplateForm::of(template, &text)
}

/// An application of one's own, which tells its owner.
async fn create(town: &Town, actor: &Actor, name: &str) {
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    town.office.create_application(actor, actor.viewer.id, &form).await.unwrap();
}

/// What is wrong with a text for the mail of a new application.
async fn problem(town: &Town, template: &EmailTemplate, text: &str) -> Invalid {
    let form = TemplateForm { text: text.into(), ..form(town, &town.admin, template, Language::En).await };
    match town.office.change_email_template(&town.admin, template.id, &form).await {
        Err(Error::Invalid(invalid)) => invalid,
        other => panic!("{other:?}"),
    }
}

store::on_both_engines! {
    async fn every_organization_is_given_the_shipped_ones_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let count = async || town.test.db.count("email_templates").await;
        assert_eq!(count().await, 2 * 20);
        town.office.ship_mail_settings().await.unwrap();
        assert_eq!(count().await, 2 * 20);
        let form = model::OrganizationForm { name: "Initech".into(), ..model::OrganizationForm::default() };
        town.office.create_organization(&town.admin, &form).await.unwrap();
        assert_eq!(count().await, 3 * 20);
        // An organization from before there were templates is given them when a server starts; two may start at once.
        town.test.db.execute("DELETE FROM email_templates WHERE kind IN ('digest', 'invitation')").await;
        let (one, other) = tokio::join!(town.office.ship_mail_settings(), town.office.ship_mail_settings());
        one.unwrap();
        other.unwrap();
        assert_eq!(count().await, 3 * 20);
    }

    async fn mails_say_what_was_written_in_the_recipients_language(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.admin, "Application created").await;
        let german = form(&town, &town.admin, &template, Language::De).await;
        assert!(german.text.contains("Guten Tag") && german.subject.starts_with("OAuth-Anwendung"), "{german:?}");
        let changed = TemplateForm {
            subject: "Neu: {{ application.name }}".into(),
            text: "Hallo {{ recipient.full_name }}, am {{ when.date }}.\r\n".into(),
            html: String::new(),
            ..german
        };
        let changed = town.office.change_email_template(&town.admin, template.id, &changed).await.unwrap();
        assert_eq!((changed.languages.as_slice(), changed.version), (&[Language::De][..], 2));
        let john = town.actor(JOHN).await;
        town.office.choose_language(&john, Language::De).await.unwrap();
        create(&town, &john, "Erste").await;
        let mail = town.test.mails().await.pop().unwrap();
        assert_eq!((mail.subject.as_str(), mail.text_body.as_str(), mail.html_body.as_str()), ("Neu: Erste", "Hallo John Doe, am 23. November 2026.\n", ""));
        // Others read their own language, and another organization its own words.
        town.office.choose_language(&john, Language::Fr).await.unwrap();
        town.test.clock.advance(Duration::from_secs(1));
        create(&town, &john, "Deuxième").await;
        let mail = town.test.mails().await.pop().unwrap();
        assert_eq!(mail.subject, "Application OAuth ajoutée à votre compte");
        let elsewhere = named(&town, &town.gwen, "Application created").await;
        assert!(elsewhere.languages.is_empty());
    }

    async fn words_that_cannot_be_sent_never_hold_up_what_they_tell(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.admin, "Application created").await;
        let form = form(&town, &town.admin, &template, Language::En).await;
        town.office.change_email_template(&town.admin, template.id, &form).await.unwrap();
        town.test.db.execute("UPDATE email_template_texts SET text_body = '{{ gone }}'").await;
        create(&town, &town.admin, "First").await;
        let mail = town.test.mails().await.pop().unwrap();
        assert!(mail.text_body.contains("The OAuth application \"First\" was recently added"), "{}", mail.text_body);
    }

    async fn what_is_wrong_is_said_with_its_place(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.admin, "Application created").await;
        let at = |line, column, fault| Some(Problem::Template { line, column, fault });
        for (text, expected) in [
            ("Hello\nGrüße, {{ nobody }}", at(2, 11, Fault::Unknown)),
            ("{{ client_secret }}", at(1, 4, Fault::Unknown)),
            ("{{ owner.email }}", at(1, 4, Fault::Unknown)),
            ("{% if owner %}", at(1, 13, Fault::Syntax)),
            ("{{ application.name|shout }}", at(1, 21, Fault::UnknownFunction)),
            (" ", Some(Problem::Blank)),
        ] {
            assert_eq!(problem(&town, &template, text).await.of("text"), expected, "{text}");
        }
        let invitation = named(&town, &town.admin, "Invitation").await;
        assert_eq!(problem(&town, &invitation, "Welcome").await.of("text"), Some(Problem::NoLink));
        assert_eq!(town.test.db.count("email_template_texts").await, 0);
        let old = TemplateForm { version: "0".into(), ..form(&town, &town.admin, &template, Language::En).await };
        let outcome = town.office.change_email_template(&town.admin, template.id, &old).await;
        assert!(matches!(outcome, Err(Error::Conflict)));
        let taken = TemplateForm { name: "invitation".into(), ..form(&town, &town.admin, &template, Language::En).await };
        assert_invalid(town.office.change_email_template(&town.admin, template.id, &taken).await, "name", Problem::NameTaken);
    }

    async fn a_copy_says_the_same_and_can_be_deleted_unless_a_rule_uses_it(db: TestDatabase) {
        let town = Town::on(db).await;
        let shipped = named(&town, &town.admin, "Secret rotated").await;
        let form = |name: &str| NewTemplateForm { name: name.into(), from: shipped.id.to_string() };
        let copy = town.office.create_email_template(&town.admin, &form("For auditors")).await.unwrap();
        assert_eq!((copy.kind, copy.shipped, copy.languages.as_slice()), (TemplateKind::Secret, false, &Language::ALL[..]));
        for language in Language::ALL {
            let text = async |id| town.office.email_template_text(&town.admin, id, language).await.unwrap();
            let (one, other) = (text(shipped.id).await, text(copy.id).await);
            assert_eq!((one.subject, one.text, one.html), (other.subject, other.text, other.html));
        }
        assert_invalid(town.office.create_email_template(&town.admin, &form("FOR AUDITORS")).await, "name", Problem::NameTaken);
        // The words of a language can go while there are others.
        for language in [Language::De, Language::Fr] {
            town.office.reset_email_template(&town.admin, copy.id, language).await.unwrap();
        }
        let outcome = town.office.reset_email_template(&town.admin, copy.id, Language::En).await;
        assert!(matches!(outcome, Err(Error::Forbidden)));
        let french = town.office.email_template_text(&town.admin, copy.id, Language::Fr).await.unwrap();
        assert!(french.subject.starts_with("New secret") && !french.own, "{french:?}");
        town.office.delete_email_template(&town.admin, copy.id).await.unwrap();
        assert!(matches!(town.office.find_email_template(&town.admin, copy.id).await, Err(Error::NotFound)));
        assert!(matches!(town.office.delete_email_template(&town.admin, shipped.id).await, Err(Error::Forbidden)));
    }

    async fn reset_brings_the_shipped_words_back(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.admin, "Digest").await;
        let shipped = form(&town, &town.admin, &template, Language::Fr).await;
        let own = TemplateForm { text: "Bonjour".into(), ..shipped.clone() };
        town.office.change_email_template(&town.admin, template.id, &own).await.unwrap();
        let said = async || town.office.email_template_text(&town.admin, template.id, Language::Fr).await.unwrap();
        assert_eq!((said().await.text.as_str(), said().await.own), ("Bonjour", true));
        let reset = town.office.reset_email_template(&town.admin, template.id, Language::Fr).await.unwrap();
        assert_eq!((reset.languages, reset.version), (vec![], 3));
        assert_eq!((said().await.text, said().await.own), (shipped.text, false));
        assert!(matches!(town.office.reset_email_template(&town.admin, template.id, Language::Fr).await, Err(Error::Forbidden)));
    }

    async fn a_preview_speaks_of_the_newest_application_and_a_test_goes_to_oneself(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.admin, "Application deleted").await;
        let typed = TemplateForm { subject: "Gone: {{ application.name }}".into(), ..form(&town, &town.admin, &template, Language::En).await };
        let preview = async |form: &TemplateForm| town.office.preview_email_template(&town.admin, template.id, form).await;
        let made_up = preview(&typed).await.unwrap();
        assert_eq!((made_up.application, made_up.subject.as_str()), (None, "Gone: Billing export"));
        let john = town.actor(JOHN).await;
        create(&town, &john, "<Ledger>").await;
        let real = preview(&typed).await.unwrap();
        assert_eq!((real.application.as_deref(), real.subject.as_str()), (Some("<Ledger>"), "Gone: <Ledger>"));
        assert!(real.html.contains("<strong>&lt;Ledger&gt;</strong>") && real.text.contains("Acme"), "{real:?}");
        let wrong = TemplateForm { html: "{{ x }}".into(), ..typed.clone() };
        assert_invalid(preview(&wrong).await, "html", Problem::Template { line: 1, column: 4, fault: Fault::Unknown });
        let before = town.test.mails().await.len();
        let address = town.office.send_test_mail(&town.admin, template.id, &typed).await.unwrap();
        let mails = town.test.mails().await;
        // Both were written at the same instant, so that their order says nothing.
        let mail = mails.iter().find(|mail| mail.event == "test").unwrap();
        assert_eq!((address.as_str(), mails.len()), ("admin@example.com", before + 1));
        assert_eq!((mail.event.as_str(), mail.to_address.as_str(), mail.subject.as_str()), ("test", "admin@example.com", "Gone: <Ledger>"));
        assert_eq!(town.test.db.count("email_template_texts").await, 0);
    }

    async fn they_are_for_those_who_may_and_of_their_organization(db: TestDatabase) {
        let town = Town::on(db).await;
        let (acmes, globexs) = (named(&town, &town.admin, "Invitation").await, named(&town, &town.gwen, "Invitation").await);
        let typed = form(&town, &town.admin, &acmes, Language::En).await;
        let (john, maria) = (town.actor(JOHN).await, town.actor(MARIA).await);
        for actor in [&john, &maria, &town.gwen] {
            assert_refused!(town.office.find_email_template(actor, acmes.id).await, Error::NotFound);
            assert_refused!(town.office.change_email_template(actor, acmes.id, &typed).await, Error::NotFound);
            assert_refused!(town.office.preview_email_template(actor, acmes.id, &typed).await, Error::NotFound);
            assert_refused!(town.office.send_test_mail(actor, acmes.id, &typed).await, Error::NotFound);
            assert_refused!(town.office.reset_email_template(actor, acmes.id, Language::En).await, Error::NotFound);
            assert_refused!(town.office.delete_email_template(actor, acmes.id).await, Error::NotFound);
        }
        for actor in [&john, &maria] {
            assert_refused!(town.office.list_email_templates(actor, &GridQuery::default()).await, Error::Forbidden);
            let new = NewTemplateForm { name: "Mine".into(), from: acmes.id.to_string() };
            assert_refused!(town.office.create_email_template(actor, &new).await, Error::Forbidden);
        }
        let total = async |actor| town.office.list_email_templates(actor, &GridQuery::default()).await.unwrap().total;
        assert_eq!((total(&town.admin).await, total(&town.gwen).await), (40, 20));
        assert_eq!(town.office.find_email_template(&town.admin, globexs.id).await.unwrap().organization.name, "Globex");
        let stolen = NewTemplateForm { name: "Mine".into(), from: acmes.id.to_string() };
        assert_invalid(town.office.create_email_template(&town.gwen, &stolen).await, "from", Problem::UnknownChoice);
        let nobodys = TemplateId(uuid::Uuid::from_u128(9));
        assert_refused!(town.office.find_email_template(&town.admin, nobodys).await, Error::NotFound);
    }

    async fn the_list_is_filtered_and_sorted(db: TestDatabase) {
        let town = Town::on(db).await;
        let template = named(&town, &town.gwen, "Digest").await;
        let typed = form(&town, &town.gwen, &template, Language::De).await;
        town.office.change_email_template(&town.gwen, template.id, &typed).await.unwrap();
        let names = async |parameters: &[(&str, &str)]| {
            let query = GridQuery::from_parameters(parameters.iter().copied());
            let page = town.office.list_email_templates(&town.gwen, &query).await.unwrap();
            page.rows.into_iter().map(|template| template.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&[("kind", "invitation,digest")]).await, ["Digest", "Invitation"]);
        assert_eq!(names(&[("sort", "-languages")]).await[0], "Digest");
        assert_eq!(names(&[("origin", "own")]).await.len(), 0);
        assert_eq!(names(&[("name", "SECRET")]).await, ["Secret about to expire", "Secret rotated"]);
    }
}

/// What can be asked of a sample, as it is written in a template.
fn reachable(kind: TemplateKind) -> BTreeSet<String> {
    let values = Sample::Full.values(kind, "https://id.example.com", Timestamp(0));
    let context = values.context(&Manner::new(Language::En, None));
    let mut found = BTreeSet::new();
    for key in context.try_iter().unwrap() {
        let value = context.get_item(&key).unwrap();
        if value.kind() == minijinja::value::ValueKind::Map {
            for part in value.try_iter().unwrap() {
                found.insert(format!("{key}.{part}"));
            }
        } else {
            found.insert(key.to_string());
        }
    }
    found
}

#[test]
fn what_is_listed_beside_the_editor_is_what_can_be_reached() {
    for kind in TemplateKind::ALL {
        let listed: BTreeSet<String> = kind.variables().map(|variable| variable.name.to_owned()).collect();
        assert_eq!(listed, reachable(kind), "{kind:?}");
        for name in listed {
            for secret in ["password", "hash", "digest_of", "token", "client_secret", "salt"] {
                assert!(!name.contains(secret), "{name}");
            }
        }
    }
}

/// What is said to be missing at times is what is missing in the bare sample.
#[test]
fn what_may_be_missing_is_said() {
    for kind in TemplateKind::ALL {
        let values = Sample::Bare.values(kind, "https://id.example.com", Timestamp(0));
        let context = values.context(&Manner::new(Language::En, None));
        for variable in kind.variables() {
            let value =
                variable.name.split('.').try_fold(context.clone(), |value, part| value.get_attr(part));
            let missing = value.map_or(true, |value| value.is_none() || value.is_undefined());
            assert_eq!(missing, variable.optional, "{}", variable.name);
        }
    }
}
