//! Lists notification rules.

use super::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{Direction, GridQuery, NotificationRule, OrganizationRef, Page, RuleField, Sort, Subject};

impl Office {
    /// The rules the actor may see, by name unless the query says otherwise. A page beyond the end gives the last page.
    pub async fn list_notification_rules(
        &self,
        actor: &Actor,
        query: &GridQuery<RuleField>,
    ) -> Result<Page<NotificationRule>> {
        let reach = reach(actor, Subject::MailSettings).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let by_name = Sort { field: RuleField::Name, direction: Direction::Ascending };
        let sort = [query.sort.unwrap_or(by_name)];
        let page = self.0.database.page_of_rules((&reach, &filter), &sort, &query.part()).await?;
        let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        let users = self.0.database.users_of_rules(&ids).await?;
        let roles = self.0.database.roles_of_rules(&ids).await?;
        Ok(page.map(|row| shown(row, &users, &roles, actor)))
    }

    /// The organizations whose rules the actor may see.
    pub async fn organizations_of_rules(&self, actor: &Actor) -> Result<Vec<OrganizationRef>> {
        self.organizations_in_reach(actor, Subject::MailSettings).await
    }
}
