//! `PATCH /api/oauthapplications/{id}`: changes what is said and leaves the rest.

use super::{
    application_answer::{secrets, show, view},
    body::Submitted,
    caller::Caller,
    document::Answer,
    error::Refusal,
    form,
    id::Named,
    kind::APPLICATIONS,
    parameters::Parameters,
    resource::Resource,
    versions::{self, Expected},
};
use crate::AppState;
use axum::extract::State;
use domain::{Actor, Error, Office};
use http::HeaderMap;
use model::{Application, ApplicationId};

/// How often a change is tried again on top of somebody else's.
const ATTEMPTS: u32 = 5;

/// Answers it.
pub(super) async fn change_application(
    Caller { actor, base }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(document): Submitted,
) -> Result<Answer, Refusal> {
    let view = view(&parameters)?;
    let resource = Resource::existing(document, APPLICATIONS.name, &id.to_string())?;
    let changed = change(&state.office, &actor, id, &resource, &Expected::of(&headers)).await?;
    let secrets = secrets(&state.office, &actor, &changed, &view).await?;
    Ok(show(&changed, secrets.as_deref(), &view, &base))
}

/// A partial change is read, changed and written. If somebody else was faster, it is made again on top of theirs, so
/// that two who change different attributes both get what they asked for; unless `If-Match` says they do not want that.
async fn change(
    office: &Office,
    actor: &Actor,
    id: ApplicationId,
    resource: &Resource,
    expected: &Expected,
) -> Result<Application, Refusal> {
    for _ in 0..ATTEMPTS {
        let current = office.find_application(actor, id).await?;
        expected.check(current.version)?;
        let form = form::change(resource, &current)?;
        match office.change_application(actor, id, &form).await {
            Err(Error::Conflict) if *expected == Expected::Any => {}
            Err(Error::Conflict) => return Err(versions::stale()),
            done => return Ok(done?),
        }
    }
    Err(Error::Conflict.into())
}
