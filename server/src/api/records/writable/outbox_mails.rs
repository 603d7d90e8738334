//! What can be done with a mail in the outbox: one that waits is given up by the state `failed`, one that failed is sent again by the
//! state `waiting`, and one that was sent is sent once more by a new mail that `repeats` it.

use super::{
    super::{
        super::kind::OUTBOX_MAILS,
        Records,
        member::{Member, Takes},
        outbox_mails::OutboxMails,
    },
    Writable,
};
use domain::{Actor, Error, Office};
use model::{Invalid, MailId, MailState, OutboxMail, Problem};
use uuid::Uuid;

/// What is wished.
#[derive(Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Wish {
    state: String,
    repeats: String,
}

impl Writable for OutboxMails {
    type Form = Wish;
    const MEMBERS: &'static [Member<Wish>] = &[
        Member::new("state", Takes::Text(|form| &mut form.state)),
        Member::settled("repeats", Takes::One(&OUTBOX_MAILS, |form| &mut form.repeats)),
    ];
    const SWITCHED: bool = false;

    fn blank(_: &Actor) -> Wish {
        Wish { state: MailState::Waiting.as_str().to_owned(), ..Wish::default() }
    }

    fn form(row: &OutboxMail) -> Wish {
        Wish { state: row.state.as_str().to_owned(), ..Wish::default() }
    }

    async fn create(office: &Office, actor: &Actor, form: Wish) -> domain::Result<OutboxMail> {
        if form.state != MailState::Waiting.as_str() {
            return Err(unknown("state"));
        }
        let id = form.repeats.parse::<Uuid>().map_err(|_| unknown("repeats"))?;
        let mail = match Self::find(office, actor, MailId(id)).await {
            Err(Error::NotFound) => return Err(unknown("repeats")),
            found => found?,
        };
        if mail.state == MailState::Sent {
            office.send_mail_again(actor, mail.id).await
        } else {
            Err(unknown("repeats"))
        }
    }

    async fn change(
        office: &Office,
        actor: &Actor,
        row: &OutboxMail,
        form: Wish,
    ) -> domain::Result<OutboxMail> {
        match (row.state, form.state.parse()) {
            (before, Ok(wished)) if before == wished => Ok(row.clone()),
            (MailState::Waiting | MailState::Held, Ok(MailState::Failed)) => {
                office.give_up_outbox_mail(actor, row.id).await
            }
            (MailState::Failed, Ok(MailState::Waiting)) => office.send_mail_again(actor, row.id).await,
            _ => Err(unknown("state")),
        }
    }

    /// There is nothing to switch.
    async fn switch(_: &Office, _: &Actor, _: &OutboxMail, _: bool) -> domain::Result<OutboxMail> {
        Err(Error::Forbidden)
    }
}

fn unknown(field: &str) -> Error {
    Invalid::one(field, Problem::UnknownChoice).into()
}
