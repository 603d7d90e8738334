//! The outbox as those see it who call the office, on both engines.

use crate::{
    Actor, Error,
    town::{AMANDA, JOHN, Town, assert_refused},
};
use model::{
    Action, ApplicationForm, Asked, GridQuery, Level, MailState, OrganizationId, OutboxField, OutboxMail,
    Sort, Subject, TextOperator,
};

/// What this actor sees, by subject.
async fn subjects(town: &Town, actor: &Actor, query: &GridQuery<OutboxField>) -> Vec<String> {
    let page = town.office.list_outbox(actor, query).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().map(|mail| mail.subject).collect()
}

/// Puts a mail there, an hour after the one before.
async fn put(
    town: &Town,
    subject: &str,
    organization: Option<OrganizationId>,
    state: MailState,
    event: &str,
) {
    let john = town.actor(JOHN).await;
    let form = ApplicationForm { name: subject.into(), ..ApplicationForm::new() };
    town.office.create_application(&john, john.viewer.id, &form).await.unwrap();
    let organization = match organization {
        Some(id) if id == town.acme => "(SELECT id FROM organizations WHERE name = 'Acme')",
        Some(_) => "(SELECT id FROM organizations WHERE name = 'Globex')",
        None => "NULL",
    };
    let state = match state {
        MailState::Waiting => "next_attempt_at = created_at",
        MailState::Held => "next_attempt_at = NULL, held = TRUE",
        MailState::Sent => "next_attempt_at = NULL, sent_at = created_at, attempts = 1",
        MailState::Failed => {
            "next_attempt_at = NULL, failed_at = created_at, attempts = 12, last_error = '550 Nobody here'"
        }
    };
    let folded = model::fold(subject);
    let sql = format!(
        "UPDATE outbox_mails SET subject = '{subject}', subject_folded = '{folded}', event = '{event}', \
         organization_id = {organization}, {state} WHERE subject LIKE 'OAuth%'"
    );
    town.test.db.execute(&sql).await;
    town.test.clock.advance(std::time::Duration::from_hours(1));
}

/// Somebody who may do this much with mails, where the actor works.
fn with(actor: &Actor, level: Level) -> Actor {
    let mut actor = actor.clone();
    actor.viewer.permissions = actor.viewer.permissions.with(Subject::MailSettings, &Action::ALL, level);
    actor
}

async fn find(town: &Town, subject: &str) -> OutboxMail {
    let page = town.office.list_outbox(&town.admin, &GridQuery::default()).await.unwrap();
    page.rows.into_iter().find(|mail| mail.subject == subject).unwrap()
}

/// Six mails, of both organizations and of none, in all states.
async fn fill(town: &Town) {
    let (acme, globex) = (Some(town.acme), Some(town.globex));
    put(town, "Ärger in Acme", acme, MailState::Failed, "application_created").await;
    put(town, "Sent in Acme", acme, MailState::Sent, "application_created").await;
    put(town, "Waits in Globex", globex, MailState::Waiting, "secret_rotated").await;
    put(town, "Sent in Globex", globex, MailState::Sent, "application_deleted").await;
    put(town, "Invitation", None, MailState::Sent, "invitation").await;
    put(town, "Password", None, MailState::Failed, "password_changed").await;
}

store::on_both_engines! {
    async fn everybody_sees_the_mails_of_their_organization(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let all = GridQuery::default();
        let everything =
            ["Password", "Invitation", "Sent in Globex", "Waits in Globex", "Sent in Acme", "Ärger in Acme"];
        assert_eq!(subjects(&town, &town.admin, &all).await, everything);
        let globex = ["Sent in Globex", "Waits in Globex"];
        for level in [Level::Organization, Level::Global] {
            assert_eq!(subjects(&town, &with(&town.gwen, level), &all).await, globex);
        }
        let acme = with(&town.admin, Level::Organization);
        assert_eq!(subjects(&town, &acme, &all).await, ["Sent in Acme", "Ärger in Acme"]);
        for email in [JOHN, AMANDA] {
            let actor = town.actor(email).await;
            assert_refused!(town.office.list_outbox(&actor, &all).await, Error::Forbidden);
        }
        // What one may not list one cannot find either, nor send.
        let gwen = with(&town.gwen, Level::Global);
        for subject in ["Sent in Acme", "Password"] {
            let id = find(&town, subject).await.id;
            assert_refused!(town.office.find_outbox_mail(&gwen, id).await, Error::NotFound);
            assert_refused!(town.office.send_mail_again(&gwen, id).await, Error::NotFound);
        }
    }

    async fn mails_are_found_by_every_column(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let asked = async |field, asked| {
            let query = GridQuery { asked: vec![(field, asked)], ..GridQuery::default() };
            subjects(&town, &town.admin, &query).await
        };
        let text = |text: &str| Asked::Text(TextOperator::Contains, text.into());
        let words = |word: &str| Asked::Words(vec![word.into()]);
        assert_eq!(asked(OutboxField::Subject, text("ÄRGER")).await, ["Ärger in Acme"]);
        assert_eq!(asked(OutboxField::To, text("John.Doe@")).await.len(), 6);
        assert_eq!(asked(OutboxField::To, text("nobody")).await.len(), 0);
        assert_eq!(asked(OutboxField::Event, words("secret_rotated")).await, ["Waits in Globex"]);
        assert_eq!(asked(OutboxField::State, words("failed")).await, ["Password", "Ärger in Acme"]);
        assert_eq!(asked(OutboxField::State, words("waiting")).await, ["Waits in Globex"]);
        assert_eq!(asked(OutboxField::Error, text("nobody HERE")).await, ["Password", "Ärger in Acme"]);
        assert_eq!(asked(OutboxField::Error, Asked::Text(TextOperator::NotContains, "550".into())).await.len(), 4);
        for name in ["subject", "to", "event", "state", "attempts", "next_attempt_at", "created_at", "sent_at"] {
            let query = GridQuery { sort: Sort::parse(name), ..GridQuery::default() };
            assert!(query.sort.is_some());
            assert_eq!(subjects(&town, &town.admin, &query).await.len(), 6, "{name}");
        }
    }

    async fn a_mail_that_was_given_up_is_sent_again(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let failed = find(&town, "Ärger in Acme").await;
        assert_eq!((failed.state, failed.attempts), (MailState::Failed, 12));
        assert_eq!(failed.error.as_deref(), Some("550 Nobody here"));
        let again = town.office.send_mail_again(&town.admin, failed.id).await.unwrap();
        assert_eq!((again.id, again.state, again.attempts), (failed.id, MailState::Waiting, 0));
        assert!(again.text.unwrap().contains("Ärger in Acme"));
        assert!(!again.may_send_again);
        assert_refused!(town.office.send_mail_again(&town.admin, failed.id).await, Error::Conflict);
        // The one from Globex waits as well.
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 2);
        let sent = find(&town, "Ärger in Acme").await;
        assert_eq!((sent.state, sent.attempts, sent.failed_at, sent.error), (MailState::Sent, 1, None, None));
    }

    async fn a_mail_that_was_sent_is_written_once_more(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let sent = find(&town, "Sent in Acme").await;
        let again = town.office.send_mail_again(&with(&town.admin, Level::Organization), sent.id).await.unwrap();
        assert_ne!(again.id, sent.id);
        assert_eq!((again.state, again.created_at), (MailState::Waiting, town.office.now()));
        assert_eq!((&again.subject, &again.to_address, again.organization), (&sent.subject, &sent.to_address, Some(town.acme)));
        assert_eq!(town.office.find_outbox_mail(&town.admin, sent.id).await.unwrap().state, MailState::Sent);
        assert_eq!(town.test.db.count("outbox_mails").await, 7);
    }

    async fn a_link_that_works_once_is_not_shown_and_not_sent_again(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        town.office.invite_user(&town.admin, john.viewer.id).await.unwrap();
        let mail = town.office.list_outbox(&town.admin, &GridQuery::default()).await.unwrap().rows.remove(0);
        let text = town.office.find_outbox_mail(&town.admin, mail.id).await.unwrap().text.unwrap();
        assert!(text.contains("{{link}}") && !text.contains("token"), "{text}");
        assert!(!mail.link_gone);
        assert_refused!(town.office.send_mail_again(&town.admin, mail.id).await, Error::Conflict);
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 1);
        let sent = town.office.find_outbox_mail(&town.admin, mail.id).await.unwrap();
        assert!(sent.link_gone && !sent.may_send_again);
        assert_refused!(town.office.send_mail_again(&town.admin, mail.id).await, Error::Forbidden);
        assert_eq!(town.test.db.count("outbox_mails").await, 1);
    }

    async fn a_mail_that_waits_is_given_up(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let waiting = find(&town, "Waits in Globex").await;
        assert!(waiting.may_give_up && waiting.has_html);
        assert_refused!(town.office.give_up_outbox_mail(&with(&town.admin, Level::Organization), waiting.id).await, Error::NotFound);
        let given_up = town.office.give_up_outbox_mail(&with(&town.gwen, Level::Organization), waiting.id).await.unwrap();
        assert_eq!((given_up.state, given_up.failed_at), (MailState::Failed, Some(town.office.now())));
        assert_eq!(given_up.error.as_deref(), Some("given up by gwen@example.com"));
        assert!(given_up.may_send_again && !given_up.may_give_up);
        for subject in ["Waits in Globex", "Sent in Acme"] {
            let id = find(&town, subject).await.id;
            assert_refused!(town.office.give_up_outbox_mail(&town.admin, id).await, Error::Conflict);
        }
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 0);
    }

    async fn what_was_sent_goes_after_a_month_and_what_was_given_up_after_three(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let left = async |days: u64| {
            town.test.clock.advance(std::time::Duration::from_hours(days * 24));
            town.office.cleanup().await.unwrap();
            subjects(&town, &town.admin, &GridQuery::default()).await
        };
        assert_eq!(left(29).await.len(), 6);
        assert_eq!(left(2).await, ["Password", "Waits in Globex", "Ärger in Acme"]);
        assert_eq!(left(60).await, ["Waits in Globex"]);
    }

    async fn the_page_in_a_mail_is_for_those_who_may_see_it(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let id = find(&town, "Sent in Acme").await.id;
        assert!(town.office.outbox_mail_html(&town.admin, id).await.unwrap().contains("<strong>Sent in Acme</strong>"));
        assert_refused!(town.office.outbox_mail_html(&with(&town.gwen, Level::Global), id).await, Error::NotFound);
    }

    async fn who_may_look_may_not_send(db: TestDatabase) {
        let town = Town::on(db).await;
        fill(&town).await;
        let mut reader = town.admin.clone();
        let permissions = reader.viewer.permissions.with(Subject::MailSettings, &Action::ALL, Level::None);
        reader.viewer.permissions = permissions.with(Subject::MailSettings, &[Action::View], Level::Global);
        let id = find(&town, "Password").await.id;
        assert!(!town.office.find_outbox_mail(&reader, id).await.unwrap().may_send_again);
        assert_refused!(town.office.send_mail_again(&reader, id).await, Error::Forbidden);
        assert_refused!(town.office.give_up_outbox_mail(&reader, id).await, Error::Forbidden);
    }
}
