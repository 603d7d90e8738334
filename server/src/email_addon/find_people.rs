//! `GET /email-addon/v1/people?email=…`: who is behind one address or, with commas between, all those of a mail.

use super::{caller::Caller, person::person};
use crate::{
    AppState,
    api::{
        error::Refusal,
        parameters::{BadParameter, Parameters},
        view::unknown,
    },
};
use axum::{Json, extract::State};
use model::normalize_email;
use serde_json::{Value, json};

/// The most addresses in one request.
pub(super) const ADDRESSES_MAX: usize = 100;

/// Answers it. An address that is nobody's, or of somebody the caller may not see, is not in the answer.
pub(super) async fn find_people(
    Caller { actor, public_url }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Json<Value>, Refusal> {
    let addresses = addresses(&parameters)?;
    let people = state.office.people_behind(&actor, &addresses).await?;
    let people: Vec<Value> = people.iter().map(|one| person(one, &actor, &public_url)).collect();
    Ok(Json(json!({ "people": people })))
}

fn addresses(parameters: &Parameters) -> Result<Vec<String>, BadParameter> {
    let mut asked = "";
    for (name, value) in parameters.iter() {
        match name {
            "email" => asked = value,
            _ => return Err(unknown(name)),
        }
    }
    let addresses = asked.split(',').map(|one| normalize_email("email", one)).collect::<Result<Vec<_>, _>>();
    let addresses = addresses.ok().filter(|all| all.len() <= ADDRESSES_MAX).ok_or_else(|| {
        let detail = format!("This must be 1 to {ADDRESSES_MAX} email addresses, separated by commas.");
        BadParameter::new("email", detail)
    })?;
    Ok(addresses)
}
