//! Sends a mail template to whoever works on it.

use super::{preview::Said, validate::check_words};
use crate::{Actor, Office, Result, Sensitive, audit::Deed, mail::Mail};
use model::{Action, AuditAction, TemplateForm, TemplateId};

impl Office {
    /// Sends the words of the form, saved or not, to the actor's own address, which is the answer. A link in it leads to the
    /// sign-in page.
    pub async fn send_test_mail(&self, actor: &Actor, id: TemplateId, form: &TemplateForm) -> Result<String> {
        let row = self.visible_template(actor, id).await?;
        actor.require_template(Action::Edit, &row)?;
        let input = form.validate()?;
        check_words(row.kind, &input)?;
        let Said { composed, .. } = self.say_to(actor, row.kind, row.organization_id, &input).await?;
        let mail = Mail {
            organization: Some(row.organization_id),
            user: Some(actor.viewer.id),
            language: input.language,
            event: "test",
            to_name: actor.viewer.name.clone(),
            to_address: actor.viewer.email.clone(),
            subject: composed.subject,
            text: composed.text,
            html: composed.html,
            held: false,
            link: Some(Sensitive::new(format!("{}/sign-in", self.settings().public_url))),
        };
        let mut tx = self.0.database.begin().await?;
        self.write_mail(&mut tx, mail).await?;
        let about = self.whole_template(&mut tx, id).await?.about();
        self.record(&mut tx, actor, Deed::new(AuditAction::TriedOut, about)).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(actor.viewer.email.clone())
    }
}
