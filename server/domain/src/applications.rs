//! Applications: who may see, make and change them. One file per verb.
//!
//! Every change is one transaction: the record, the mail that tells of it, and the revision that makes every process look
//! at the application again before it accepts another token of it.

mod activate;
mod beyond;
mod bulk;
mod change;
mod create;
mod create_of_grant;
mod deactivate;
mod delete;
mod deleted;
mod find;
mod find_owners;
mod list;
mod options;
mod owner;
mod remind;
mod restore;
mod rotate;
mod secrets;
mod settings;
#[cfg(test)]
mod tests;

pub use list::ApplicationList;

use crate::{
    Actor, Error, Office, Record, Result,
    audit::By,
    mail::{Fact, With},
    people::full_name,
};
use model::{
    Action, Application, ApplicationId, Invalid, MailEvent, OrganizationRef, PersonRef, Problem, Side,
    Subject,
};
use store::{ApplicationRow, Transaction};

/// What permissions call the applications of a side.
const fn subject(side: Side) -> Subject {
    match side {
        Side::BackOffice => Subject::Applications,
        Side::Customer => Subject::CustomerApplications,
    }
}

/// What permissions ask of an application.
const fn record(row: &ApplicationRow) -> Record {
    Record { owner: row.owner_id, customer: row.owner_customer_id, organization: row.organization_id }
}

/// An application as it is shown.
pub(crate) fn shown(row: ApplicationRow) -> Application {
    Application {
        id: row.id,
        client_id: row.client_id,
        name: row.name,
        active: row.active,
        side: row.side,
        grant: row.grant_type,
        apis: row.apis,
        organization: OrganizationRef {
            id: row.organization_id,
            name: row.organization_name,
            global: row.organization_global,
        },
        owner: row.owner_id.map(|id| PersonRef {
            id,
            name: full_name(
                row.owner_first_name.as_deref().unwrap_or_default(),
                row.owner_last_name.as_deref().unwrap_or_default(),
            ),
            email: row.owner_email.unwrap_or_default(),
            customer: row.owner_customer_id,
        }),
        redirect_uris: row.redirect_uris.lines().map(ToOwned::to_owned).collect(),
        confidential: row.confidential,
        skip_consent: row.skip_consent,
        origin: row.origin,
        origin_name: row.origin_name,
        last_used_at: row.last_used_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    }
}

impl Actor {
    /// Whether this may be done with an application as it is shown; whoever does it is asked again.
    pub fn may_with_application(&self, action: Action, application: &Application) -> bool {
        let owner = application.owner.as_ref();
        let record = Record {
            owner: owner.map(|owner| owner.id),
            customer: owner.and_then(|owner| owner.customer),
            organization: application.organization.id,
        };
        self.may(subject(application.side), action, &record)
    }
}

/// Who does it: nobody is the application itself.
fn doer<'a>(by: Option<&'a Actor>, row: &'a ApplicationRow) -> By<'a> {
    by.map_or(By::Application(row), By::Actor)
}

/// A name that is taken is a refusal of what was typed, decided by the index: of two requests at the same instant one wins.
pub(crate) fn refused(error: store::Error) -> Error {
    if error.is_duplicate_name() {
        Error::Invalid(Invalid::one("name", Problem::DuplicateName))
    } else {
        error.into()
    }
}

impl Office {
    /// An application with which the actor may do this. A deleted one is not found.
    pub(crate) async fn permitted_application(
        &self,
        actor: &Actor,
        id: ApplicationId,
        action: Action,
    ) -> Result<ApplicationRow> {
        let found = self.0.database.find_application(id).await?;
        let row = found.filter(|row| row.deleted_at.is_none()).ok_or(Error::NotFound)?;
        actor.require(subject(row.side), action, &record(&row))?;
        Ok(row)
    }

    /// The same application as it is now, and as it stays until the transaction ends.
    pub(crate) async fn locked_application(
        &self,
        tx: &mut Transaction,
        id: ApplicationId,
    ) -> Result<ApplicationRow> {
        tx.lock_application(id).await?.filter(|row| row.deleted_at.is_none()).ok_or(Error::NotFound)
    }

    /// Makes every token of the application that exists at this moment worthless, for good.
    pub(crate) async fn end_tokens(&self, tx: &mut Transaction, row: &mut ApplicationRow) -> Result<()> {
        row.tokens_dead_until_ms = crate::tokens::next_mark(row.tokens_dead_until_ms, self.0.clock.now_ms());
        tx.end_authorizations_of_application(row.id, self.now()).await?;
        Ok(())
    }

    /// Writes the application, tells what happened with it, and commits.
    async fn save_application(
        &self,
        tx: Transaction,
        actor: &Actor,
        row: ApplicationRow,
        events: &[MailEvent],
    ) -> Result<Application> {
        self.save_application_by(tx, Some(actor), row, events).await
    }

    /// The same where it may be the application itself that does it, which is nobody.
    pub(crate) async fn save_application_by(
        &self,
        mut tx: Transaction,
        by: Option<&Actor>,
        mut row: ApplicationRow,
        events: &[MailEvent],
    ) -> Result<Application> {
        row.updated_at = self.now();
        let before = tx.lock_application(row.id).await?.ok_or(Error::NotFound)?;
        self.record_application(&mut tx, doer(by, &row), &before, &row).await?;
        tx.save_application(&mut row).await.map_err(refused)?;
        for event in events {
            let fact = Fact { event: *event, by, with: With::Application(&row) };
            self.tell(&mut tx, fact).await?;
        }
        self.commit_live(tx).await?;
        self.wake_mail_worker();
        Ok(shown(row))
    }

    /// Tells that an application was created, and commits. The answer is the application as it is shown.
    async fn commit_created(&self, tx: Transaction, actor: &Actor, id: ApplicationId) -> Result<Application> {
        self.commit_created_by(tx, Some(actor), id).await
    }

    /// The same where it may be the application itself that did it, which is nobody.
    pub(crate) async fn commit_created_by(
        &self,
        mut tx: Transaction,
        by: Option<&Actor>,
        id: ApplicationId,
    ) -> Result<Application> {
        let row = self.locked_application(&mut tx, id).await?;
        self.record_new_application(&mut tx, doer(by, &row), &row).await?;
        let event = MailEvent::ApplicationCreated;
        self.tell(&mut tx, Fact { event, by, with: With::Application(&row) }).await?;
        self.commit_live(tx).await?;
        self.wake_mail_worker();
        Ok(shown(row))
    }
}
