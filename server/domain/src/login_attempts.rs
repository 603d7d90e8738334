//! Who came in and who did not: noted with the session or with the refusal, and seen by whoever may see login attempts.
//!
//! An attempt belongs to the organizations of the person it was about. Those of an address that is nobody's are for who
//! reaches everything, or, at the token endpoint, for those of the application, as are those of the application itself. An attempt that was not even looked at, because there were too many before it, is not noted: what a
//! stranger can have written is bounded by what [`crate::Guard`] lets through.

mod find;
mod list;
mod note;
mod refusals;
#[cfg(test)]
mod tests;

use crate::{Error, Result};
use model::{LoginAttempt, PersonRef, TriedAt, UnknownWord, full_name};
use store::LoginAttemptRow;

pub(crate) use note::Tried;
pub(crate) use refusals::{Refusal, Refusals};

/// An attempt as it is shown.
fn shown(row: LoginAttemptRow) -> Result<LoginAttempt> {
    let strange = |word: UnknownWord| Error::Internal(word.into());
    let failure = if row.succeeded { None } else { Some(row.reason.parse().map_err(strange)?) };
    let user = row.user_id.map(|id| PersonRef {
        id,
        name: full_name(&row.first_name.unwrap_or_default(), &row.last_name.unwrap_or_default()),
        email: row.user_email.unwrap_or_default(),
        customer: row.customer_id,
    });
    let side = row.application_side.map(|side| side.parse()).transpose().map_err(strange)?;
    let application = row.application_id.zip(row.client_id).zip(side);
    let application = application.map(|((id, client_id), side)| TriedAt { id, side, client_id });
    Ok(LoginAttempt {
        id: row.id,
        side: row.side,
        email: row.email,
        user,
        application,
        source: row.source.parse().map_err(strange)?,
        failure,
        address: row.address,
        user_agent: row.user_agent,
        created_at: row.created_at,
    })
}
