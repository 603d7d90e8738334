//! The office's refusals in the words of this API: those of a message point into the document that was sent.

use crate::api::error::{Flaw, Refusal};
use domain::Error;
use http::StatusCode;

/// The refusal of a message.
pub(super) fn refused(error: Error) -> Refusal {
    let Error::Invalid(invalid) = error else { return error.into() };
    let place = |field: &str| if field.is_empty() { String::new() } else { format!("/{field}") };
    let flaws =
        invalid.0.iter().map(|(field, problem)| Flaw::at(place(field), problem.code(), problem.to_string()));
    Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: flaws.collect(), headers: Vec::new() }
}
