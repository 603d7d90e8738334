//! `PATCH /api/{type}/{id}`: changes what is said and leaves the rest.

use super::{
    super::{
        body::Submitted,
        caller::Caller,
        document::Answer,
        error::Refusal,
        id::Named,
        parameters::Parameters,
        resource::Resource,
        versions::{self, Expected},
    },
    answer::{show, view},
    submission::{Submission, read},
    writable::Writable,
};
use crate::AppState;
use axum::extract::State;
use domain::{Actor, Error, Office};
use http::HeaderMap;
use uuid::Uuid;

/// How often a change is tried again on top of somebody else's.
const ATTEMPTS: u32 = 5;

/// Answers it.
pub(super) async fn change<R: Writable>(
    Caller { actor, base }: Caller,
    Named(id): Named<Uuid>,
    parameters: Parameters,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(document): Submitted,
) -> Result<Answer, Refusal> {
    let view = view::<R>(&parameters)?;
    let resource = Resource::existing(document, R::KIND.name, &id.to_string())?;
    let row = changed::<R>(&state.office, &actor, id.into(), &resource, &Expected::of(&headers)).await?;
    Ok(show::<R>(&row, &view, &base))
}

/// A partial change is made again on top of somebody else's, so that two who change different members both get what they
/// asked for; unless `If-Match` says they do not want that.
async fn changed<R: Writable>(
    office: &Office,
    actor: &Actor,
    id: R::Id,
    resource: &Resource,
    expected: &Expected,
) -> Result<R::Row, Refusal> {
    for _ in 0..ATTEMPTS {
        let current = R::find(office, actor, id).await?;
        if let Some(version) = R::version(&current) {
            expected.check(version)?;
        }
        let Submission { form, enabled } = read::<R>(resource, R::form(&current), Some(&current))?;
        let done = match enabled {
            Some(enabled) => R::switch(office, actor, &current, enabled).await,
            None => R::change(office, actor, &current, form).await,
        };
        match done {
            Err(Error::Conflict) if *expected == Expected::Any => {}
            Err(Error::Conflict) => return Err(versions::stale()),
            done => return Ok(done?),
        }
    }
    Err(Error::Conflict.into())
}
