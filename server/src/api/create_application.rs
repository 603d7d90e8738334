//! `POST /api/oauthapplications`: a new application; the answer holds its Client Secret, this once.

use super::{
    application_answer::{secrets, show, view},
    body::Submitted,
    caller::Caller,
    document::{Answer, application_url},
    error::Refusal,
    form,
    kind::APPLICATIONS,
    parameters::Parameters,
    resource::Resource,
};
use crate::AppState;
use axum::extract::State;
use http::{StatusCode, header::LOCATION};
use serde_json::json;

/// Answers it.
pub(super) async fn create_application(
    Caller { actor, base }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
    Submitted(document): Submitted,
) -> Result<Answer, Refusal> {
    let view = view(&parameters)?;
    let submission = form::create(&Resource::new(document, APPLICATIONS.name)?)?;
    let owner = submission.owner.unwrap_or(actor.viewer.id);
    let created =
        state.office.create_application_with(&actor, owner, &submission.form, &submission.secret).await?;
    let url = application_url(&base, &created.application.id.to_string());
    // From here on nothing may fail: this answer is the only place where the secret is.
    let secrets = secrets(&state.office, &actor, &created.application, &view).await.unwrap_or_default();
    Ok(show(&created.application, secrets.as_deref(), &view, &base)
        .status(StatusCode::CREATED)
        .header(LOCATION, &url)
        .with("meta", json!({ "clientSecret": created.client_secret })))
}
