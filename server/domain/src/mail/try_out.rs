//! One mail by hand, for the operator who wants to know whether mails get through. It is not in the outbox.

use super::{
    message::message,
    transport::{Mailer, Unsent},
};
use crate::{Clock, MailTransport, Random, office::new_uuid};
use model::MailId;
use store::MailRow;

const SUBJECT: &str = "Test mail from Latchkey";
const TEXT: &str = "This mail was sent by `latchkey mail test`. Mails get through.\n";
const HTML: &str = "<p>This mail was sent by <code>latchkey mail test</code>. Mails get through.</p>\n";

impl MailTransport {
    /// Sends a mail at once, and answers what the other side said. The text of a failure is what it said as well, or what
    /// is wrong here.
    pub async fn try_out(
        &self,
        from: &str,
        to: &str,
        clock: &dyn Clock,
        random: &dyn Random,
    ) -> Result<String, String> {
        let mail = MailRow {
            id: MailId(new_uuid(clock, random)),
            to_name: String::new(),
            to_address: to.to_owned(),
            subject: SUBJECT.to_owned(),
            text_body: TEXT.to_owned(),
            html_body: HTML.to_owned(),
            link: None,
            created_at: clock.now(),
            attempts: 1,
        };
        let message = message(&mail, from)?;
        match Mailer::default().send(self, mail.id, &message).await {
            Ok(said) => Ok(said),
            Err(Unsent::Yet(error) | Unsent::Ever(error)) => Err(error),
        }
    }
}
