//! One verb for several applications at once.

use crate::{Actor, Error, Office, Result};
use model::{Application, ApplicationId, BULK_MAX, BulkOutcome, BulkVerb, Invalid, Problem};

impl Office {
    /// Does the same with each of these, as if it was done one by one: what one application refuses does not stop the others.
    /// Only a database that cannot be reached ends it.
    pub async fn change_applications(
        &self,
        actor: &Actor,
        verb: BulkVerb,
        ids: &[ApplicationId],
    ) -> Result<BulkOutcome> {
        require_few(ids)?;
        let mut outcome = BulkOutcome::default();
        for id in ids {
            let done: Result<Application> = match verb {
                BulkVerb::Activate => self.activate_application(actor, *id).await,
                BulkVerb::Deactivate => self.deactivate_application(actor, *id).await,
                BulkVerb::Delete => self.delete_application(actor, *id).await,
            };
            note(&mut outcome, *id, done)?;
        }
        Ok(outcome)
    }

    /// Those of these applications that the actor may view, in this order.
    pub async fn find_applications(&self, actor: &Actor, ids: &[ApplicationId]) -> Result<Vec<Application>> {
        require_few(ids)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            match self.find_application(actor, *id).await {
                Ok(application) => found.push(application),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// Counts what came of one; only what is no answer about that one is an error.
pub(super) fn note(outcome: &mut BulkOutcome, id: ApplicationId, done: Result<Application>) -> Result<()> {
    match done {
        Ok(_) => outcome.done += 1,
        Err(Error::NotFound | Error::Forbidden | Error::Invalid(_) | Error::Conflict) => {
            outcome.refused.push(id);
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Refuses more than fit on a page of the grid.
pub(super) fn require_few(ids: &[ApplicationId]) -> Result<()> {
    if ids.len() <= BULK_MAX {
        return Ok(());
    }
    let limit = u32::try_from(BULK_MAX).unwrap_or(u32::MAX);
    Err(Invalid::one("ids", Problem::TooMany { limit }).into())
}
