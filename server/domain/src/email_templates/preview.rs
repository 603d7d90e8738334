//! What a mail template says before it is saved.

use super::validate::{check_words, refused, words};
use crate::{
    Actor, ApplicationList, Error, Office, Result,
    mail::{About, Composed, Manner, Named, Sample, Values, render},
};
use model::{
    Application, GridQuery, OrganizationId, Preview, Side, TemplateForm, TemplateId, TemplateInput,
    TemplateKind,
};

/// What was said, and the application it was said of.
pub(super) struct Said {
    pub(super) composed: Composed,
    pub(super) application: Option<String>,
}

impl Office {
    /// Says the words of the form, saved or not, to the actor: of the application of that organization which was made last,
    /// among those the actor may see, or else of one that is made up.
    pub async fn preview_email_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        form: &TemplateForm,
    ) -> Result<Preview> {
        let row = self.visible_template(actor, id).await?;
        let input = form.validate()?;
        check_words(row.kind, &input)?;
        let Said { composed, application } =
            self.say_to(actor, row.kind, row.organization_id, &input).await?;
        Ok(Preview { subject: composed.subject, text: composed.text, html: composed.html, application })
    }

    pub(super) async fn say_to(
        &self,
        actor: &Actor,
        kind: TemplateKind,
        organization: OrganizationId,
        input: &TemplateInput,
    ) -> Result<Said> {
        let manner = Manner::new(input.language, actor.viewer.time_zone.as_deref());
        let sample = Sample::Full.values(kind, &self.settings().public_url, self.now());
        let recipient = Named {
            first_name: actor.viewer.name.clone(),
            last_name: String::new(),
            email: actor.viewer.email.clone(),
        };
        let mut values = Values { recipient, ..sample };
        let mut application = None;
        if let About::Application(facts) | About::Secret(facts, _) | About::Network(facts, _) =
            &mut values.about
            && let Some(newest) = self.newest_application(actor, organization).await?
        {
            application = Some(newest.name.clone());
            if let Some(row) = self.0.database.find_application(newest.id).await? {
                let mut tx = self.0.database.begin().await?;
                *facts = self.application_facts(&mut tx, &row, Some(actor)).await?;
            }
            values.is_owner = facts.owner.as_ref().is_some_and(|owner| owner.email == actor.viewer.email);
        }
        let composed = render(&words(input), &values, &manner).map_err(|found| refused(&found))?;
        Ok(Said { composed, application })
    }

    async fn newest_application(
        &self,
        actor: &Actor,
        organization: OrganizationId,
    ) -> Result<Option<Application>> {
        let here = organization.to_string();
        let parameters = [("organization", here.as_str()), ("sort", "-created_at"), ("size", "10")];
        let query = GridQuery::from_parameters(parameters);
        for side in [Side::BackOffice, Side::Customer] {
            let list = ApplicationList::of_side(side, &query, self.now());
            match self.list_applications(actor, &list).await {
                Ok(page) => {
                    if let Some(newest) = page.rows.into_iter().next() {
                        return Ok(Some(newest));
                    }
                }
                // Whoever sees no applications sees made-up ones.
                Err(Error::Forbidden | Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}
