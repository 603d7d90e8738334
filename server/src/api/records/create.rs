//! `POST /api/{type}`.

use super::{
    super::{
        body::Submitted, caller::Caller, document::Answer, error::Refusal, parameters::Parameters,
        resource::Resource,
    },
    answer::{show, url, view},
    submission::read,
    writable::Writable,
};
use crate::AppState;
use axum::extract::State;
use http::{StatusCode, header::LOCATION};

/// Answers it.
pub(super) async fn create<R: Writable>(
    Caller { actor, base }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
    Submitted(document): Submitted,
) -> Result<Answer, Refusal> {
    let view = view::<R>(&parameters)?;
    let resource = Resource::new(document, R::KIND.name)?;
    let submission = read::<R>(&resource, R::blank(&actor), None)?;
    let row = R::create(&state.office, &actor, submission.form).await?;
    Ok(show::<R>(&row, &view, &base).status(StatusCode::CREATED).header(LOCATION, &url::<R>(&row, &base)))
}
