//! Lists mail templates.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, EmailTemplate, GridQuery, OrganizationRef, Page, Sort, Subject, TemplateField};

impl Office {
    /// The templates the actor may see, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_email_templates(
        &self,
        actor: &Actor,
        query: &GridQuery<TemplateField>,
    ) -> Result<Page<EmailTemplate>> {
        let reach = reach(actor, Subject::MailSettings).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let by_name = Sort { field: TemplateField::Name, direction: Direction::Ascending };
        let sort = [query.sort.unwrap_or(by_name)];
        let page = self.0.database.page_of_templates((&reach, &filter), &sort, &query.part()).await?;
        Ok(page.map(|row| shown(row, actor)))
    }

    /// The templates of the organization the actor works in, by name: those that a new one can begin as a copy of.
    pub async fn email_template_models(&self, actor: &Actor) -> Result<Vec<EmailTemplate>> {
        let here = actor.viewer.organization.id.to_string();
        let mut all = Vec::new();
        for page in 1.. {
            let query = GridQuery::from_parameters([("organization", here.as_str()), ("sort", "name")]);
            let page = self.list_email_templates(actor, &GridQuery { page, page_size: 100, ..query }).await?;
            let last = page.number >= page.count();
            all.extend(page.rows);
            if last {
                break;
            }
        }
        Ok(all)
    }

    /// The organizations whose mail settings the actor may see.
    pub async fn mail_settings_organizations(&self, actor: &Actor) -> Result<Vec<OrganizationRef>> {
        self.organizations_in_reach(actor, Subject::MailSettings).await
    }
}
