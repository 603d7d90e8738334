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
        let submission = read::<R>(resource, R::form(&current), Some(&current))?;
        let done = write::<R>(office, actor, &current, submission).await;
        match done {
            Err(Error::Conflict) if *expected == Expected::Any => {}
            Err(Error::Conflict) => return Err(versions::stale()),
            done => return Ok(done?),
        }
    }
    Err(Error::Conflict.into())
}

/// What is changed and whether it is enabled are two things for the office, and one for who asks: both happen, or neither.
async fn write<R: Writable>(
    office: &Office,
    actor: &Actor,
    current: &R::Row,
    Submission { form, changed, enabled }: Submission<R::Form>,
) -> domain::Result<R::Row> {
    let Some(enabled) = enabled else { return R::change(office, actor, current, form).await };
    let together = office.together().await?;
    if changed {
        R::change(&together, actor, current, form).await?;
    } else {
        // The office does not ask which version is enabled or disabled. In here nobody else can change it any more.
        let seen = R::find(&together, actor, R::id(current).into()).await?;
        if R::version(&seen) != R::version(current) {
            return Err(Error::Conflict);
        }
    }
    let row = R::switch(&together, actor, current, enabled).await?;
    together.commit().await?;
    Ok(row)
}
