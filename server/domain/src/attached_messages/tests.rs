//! Who sees, attaches and removes messages, and what becomes of them.

use crate::{
    Actor, Error, Via,
    town::{ADMIN, AMANDA, BRIAN, GARY, JOHN, MARIA, Town, assert_refused},
};
use model::{ApiType, AttachedMessage, Mailbox, MessageForm, Problem, UserId};
use std::time::Duration;

/// A program of this person, working where they work.
async fn program(town: &Town, person: Actor) -> Actor {
    let application = town.application(&person).await.application;
    Actor { via: Via::Application { id: application.id, apis: vec![ApiType::EmailAddon] }, ..person }
}

fn message(number: u32) -> MessageForm {
    MessageForm {
        message_id: format!("<m{number}@mail.example.com>"),
        subject: format!("Message {number}"),
        from: Mailbox { name: "Ada".into(), address: "ada@example.com".into() },
        to: vec![Mailbox { name: String::new(), address: BRIAN.into() }],
        date: format!("2026-11-0{}T09:00:00Z", number % 3 + 1),
        snippet: "Hello".into(),
        ..MessageForm::default()
    }
}

/// The subjects of somebody's messages, in their order.
async fn subjects(town: &Town, actor: &Actor, person: UserId) -> Vec<String> {
    let page = town.office.attached_messages(actor, person, None, 100).await.unwrap();
    page.rows.into_iter().map(|message| message.subject).collect()
}

async fn attach(town: &Town, program: &Actor, person: UserId, number: u32) -> AttachedMessage {
    let (message, is_new) = town.office.attach_message(program, person, &message(number)).await.unwrap();
    assert!(is_new);
    message
}

store::on_both_engines! {
    async fn each_does_what_their_level_reaches(db: TestDatabase) {
        let town = Town::on(db).await;
        let mut programs = Vec::new();
        for email in [ADMIN, MARIA, JOHN, AMANDA, BRIAN] {
            programs.push((email, program(&town, town.actor(email).await).await));
        }
        let (admin, maria, john) = (&programs[0].1, &programs[1].1, &programs[2].1);
        let mut table = Vec::new();
        for (number, (email, actor)) in (0..).zip(&programs) {
            let mut line = email.split('@').next().unwrap().to_owned();
            for (offset, person, else_by) in [(0, JOHN, john), (10, BRIAN, maria)] {
                let person = town.id(person).await;
                // Somebody else's, whoever this is.
                let attacher = if *email == ADMIN { else_by } else { admin };
                let there = attach(&town, attacher, person, 100 + number + offset).await;
                let seen = town.office.attached_messages(actor, person, None, 10).await;
                let found = town.office.find_attached_message(actor, person, there.id).await;
                assert_eq!(seen.is_ok(), found.is_ok());
                let may_remove = found.is_ok_and(|message| message.may_remove);
                let attached = town.office.attach_message(actor, person, &message(number + offset)).await;
                let removed = town.office.remove_attached_message(actor, person, there.id).await;
                assert_eq!(may_remove, removed.is_ok());
                let letter = |done: bool, letter: char| if done { letter } else { '-' };
                line.push(' ');
                line.extend([letter(seen.is_ok(), 's'), letter(attached.is_ok(), 'a'), letter(removed.is_ok(), 'r')]);
            }
            table.push(line);
        }
        // Of John, then of Brian: sees, attaches, removes what somebody else attached.
        assert_eq!(table, ["admin sar sar", "maria.lopez --- sar", "john.doe sar ---", "amanda.cole --- sar", "brian.fox --- sar"]);
        assert_eq!(town.test.mails().await.iter().filter(|mail| mail.subject.contains("Message")).count(), 0);
    }

    async fn the_same_message_is_attached_once_and_stays_as_it_was(db: TestDatabase) {
        let town = Town::on(db).await;
        let admin = program(&town, town.actor(ADMIN).await).await;
        let brian = town.id(BRIAN).await;
        let first = attach(&town, &admin, brian, 1).await;
        let other = MessageForm { subject: "Forged".into(), message_id: "m1@mail.example.com".into(), ..message(1) };
        let (again, is_new) = town.office.attach_message(&admin, brian, &other).await.unwrap();
        assert_eq!((&again, is_new), (&first, false));
        assert_eq!(first.attached_by.as_ref().map(|by| by.application.as_str()), Some("App"));
        // Another person, and another case of the id, are another matter.
        attach(&town, &admin, town.id(JOHN).await, 1).await;
        let other = MessageForm { message_id: "M1@mail.example.com".into(), ..message(2) };
        assert!(town.office.attach_message(&admin, brian, &other).await.unwrap().1);
        assert_eq!(subjects(&town, &admin, brian).await, ["Message 2", "Message 1"]);
    }

    async fn at_the_same_moment_it_is_attached_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let admin = program(&town, town.actor(ADMIN).await).await;
        let (brian, form) = (town.id(BRIAN).await, message(1));
        let attach = || town.office.attach_message(&admin, brian, &form);
        let (a, b, c, d) = tokio::join!(attach(), attach(), attach(), attach());
        let new = [a, b, c, d].into_iter().filter(|done| done.as_ref().unwrap().1).count();
        assert_eq!((new, subjects(&town, &admin, brian).await.len()), (1, 1));
    }

    async fn newest_first_and_each_on_one_page(db: TestDatabase) {
        let town = Town::on(db).await;
        let admin = program(&town, town.actor(ADMIN).await).await;
        let brian = town.id(BRIAN).await;
        for number in 0..7 {
            attach(&town, &admin, brian, number).await;
            // Ids of one moment have no order.
            town.test.clock.advance(Duration::from_secs(1));
        }
        let all = subjects(&town, &admin, brian).await;
        let days: Vec<&str> = all.iter().map(|subject| &subject["Message ".len()..]).collect();
        assert_eq!(days, ["5", "2", "4", "1", "6", "3", "0"], "by when they were sent, then by when they were attached");
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = town.office.attached_messages(&admin, brian, after, 3).await.unwrap();
            paged.extend(page.rows.into_iter().map(|message| message.subject));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(paged, all);
        assert_eq!(town.office.attached_messages(&admin, brian, None, 7).await.unwrap().next, None);
    }

    async fn each_organization_has_its_own(db: TestDatabase) {
        let town = Town::on(db).await;
        let acme = program(&town, town.actor(ADMIN).await).await;
        let globex = program(&town, town.test.actor(ADMIN, "Globex").await).await;
        let gwen = program(&town, town.gwen.clone()).await;
        let admin = town.id(ADMIN).await;
        let there = attach(&town, &gwen, town.id(GARY).await, 1).await;
        let here = attach(&town, &acme, admin, 1).await;
        attach(&town, &globex, admin, 1).await;
        // Acme has global access and sees them all, Globex its own.
        assert_eq!(subjects(&town, &acme, admin).await.len(), 2);
        assert_eq!(subjects(&town, &globex, admin).await.len(), 1);
        assert_refused!(town.office.find_attached_message(&globex, admin, here.id).await, Error::NotFound);
        assert_refused!(town.office.remove_attached_message(&globex, admin, here.id).await, Error::NotFound);
        // A message is found at the person it is attached to, nowhere else.
        assert_refused!(town.office.find_attached_message(&acme, admin, there.id).await, Error::NotFound);
        assert_refused!(town.office.attach_message(&gwen, town.id(JOHN).await, &message(2)).await, Error::NotFound);
    }

    async fn who_attached_it_removes_it_and_disabling_keeps_it(db: TestDatabase) {
        let town = Town::on(db).await;
        let (admin, brian) = (town.actor(ADMIN).await, town.id(BRIAN).await);
        let maria = program(&town, town.actor(MARIA).await).await;
        let mine = attach(&town, &maria, brian, 1).await;
        attach(&town, &maria, brian, 2).await;
        town.office.disable_user(&admin, brian).await.unwrap();
        assert_eq!(subjects(&town, &admin, brian).await.len(), 2);
        town.office.remove_attached_message(&maria, brian, mine.id).await.unwrap();
        assert_refused!(town.office.remove_attached_message(&maria, brian, mine.id).await, Error::NotFound);
        assert_eq!(subjects(&town, &admin, brian).await, ["Message 2"]);
        let amanda = town.actor(AMANDA).await;
        let seen = town.office.attached_messages(&amanda, brian, None, 10).await.unwrap();
        assert_eq!(seen.rows[0].attached_by, None, "customer users do not see who works in the back office");
    }

    async fn nothing_is_kept_of_what_was_refused(db: TestDatabase) {
        let town = Town::on(db).await;
        let admin = town.actor(ADMIN).await;
        let brian = town.id(BRIAN).await;
        // A page has no button for it.
        assert_refused!(town.office.attach_message(&admin, brian, &message(1)).await, Error::Forbidden);
        let robot = program(&town, admin).await;
        let bad = MessageForm { date: "soon".into(), ..message(1) };
        crate::town::assert_invalid(town.office.attach_message(&robot, brian, &bad).await, "date", Problem::NotATime);
        assert_eq!(subjects(&town, &robot, brian).await, [""; 0]);
    }

    async fn an_address_leads_to_whom_the_actor_may_see(db: TestDatabase) {
        let town = Town::on(db).await;
        let asked = [JOHN, "BRIAN.fox@example.com", AMANDA, GARY, "nobody@example.com", MARIA].map(str::to_owned);
        let behind = async |actor: &Actor| {
            let people = town.office.people_behind(actor, &asked).await.unwrap();
            people.into_iter().map(|person| person.first_name).collect::<Vec<_>>()
        };
        assert_eq!(behind(&town.admin).await, ["gary", "John", "Maria", "Amanda", "Brian"]);
        assert_eq!(behind(&town.gwen).await, ["gary"]);
        assert_eq!(behind(&town.actor(MARIA).await).await, ["Amanda", "Brian", "Maria"]);
        assert_eq!(behind(&town.actor(JOHN).await).await, ["John"]);
        assert_eq!(behind(&town.actor(BRIAN).await).await, ["Brian"]);
        assert!(town.office.people_behind(&town.admin, &[]).await.unwrap().is_empty());
    }
}
