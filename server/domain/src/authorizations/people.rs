//! Who let an application in, for those who manage the application.

use crate::{Actor, Error, Office, Result, people::full_name};
use model::{Action, ApplicationId, LetInBy, PeopleWhoLetIn, PersonRef, UserId};

/// How many are shown at once.
const SHOWN: i64 = 25;
/// How much of what is looked for counts, in characters.
const TEXT_MAX_LENGTH: usize = 100;

impl Office {
    /// Those whose name or address has `text` in it.
    pub async fn who_let_in(
        &self,
        actor: &Actor,
        application: ApplicationId,
        text: &str,
    ) -> Result<PeopleWhoLetIn> {
        self.permitted_application(actor, application, Action::View).await?;
        let text: String = text.trim().chars().filter(|c| *c != '\0').take(TEXT_MAX_LENGTH).collect();
        let (rows, total) = self.0.database.who_let_in(application, &text, SHOWN, self.now()).await?;
        let people = rows.into_iter().map(|row| LetInBy {
            person: PersonRef {
                id: row.user_id,
                name: full_name(&row.first_name, &row.last_name),
                email: row.email,
                customer: row.customer_id,
            },
            since: row.since,
            last_used_at: row.last_used_at,
        });
        Ok(PeopleWhoLetIn { people: people.collect(), total: u32::try_from(total).unwrap_or(u32::MAX) })
    }

    /// Takes back for somebody else what they let the application do.
    pub async fn shut_out_for(&self, actor: &Actor, application: ApplicationId, user: UserId) -> Result<()> {
        self.permitted_application(actor, application, Action::Edit).await?;
        if self.forget_authorizations(actor, user, application).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}
