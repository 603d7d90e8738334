//! Finds one attempt.

use super::shown;
use crate::{Actor, Error, Office, Record, Result};
use model::{Action, LoginAttempt, LoginAttemptId, Subject};

impl Office {
    /// An attempt, if the actor may see it.
    pub async fn find_login_attempt(&self, actor: &Actor, id: LoginAttemptId) -> Result<LoginAttempt> {
        let row = self.0.database.find_login_attempt(id).await?.ok_or(Error::NotFound)?;
        let mut records = Vec::new();
        if let Some(owner) = row.user_id {
            let organizations = self.0.database.organizations_of_users(&[owner]).await?;
            let of = |organization| Record { owner: Some(owner), customer: row.customer_id, organization };
            records.extend(organizations.into_iter().map(|(_, organization)| of(organization.id)));
        }
        if row.user_id.is_none()
            && let Some(organization) = row.application_organization
        {
            let (owner, customer) = (row.application_owner, None);
            records.push(Record { owner, customer, organization });
        }
        // Who has no organization, and who is nobody, is for those who reach everything.
        if records.is_empty() {
            records.push(Record { owner: row.user_id, ..Record::shared() });
        }
        let may = |record| actor.may(Subject::LoginAttempts, Action::View, record);
        if records.iter().any(may) { shown(row) } else { Err(Error::NotFound) }
    }
}
