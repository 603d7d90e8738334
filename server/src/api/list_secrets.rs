//! `GET /api/oauthapplications/{id}/secrets`: the secrets of an application, newest first, as they are recognised.

use super::{
    caller::Caller,
    document::{self, Answer, application_url, linkage},
    error::Refusal,
    id::Named,
    kind::{APPLICATIONS, SECRETS},
    parameters::Parameters,
    view::View,
};
use crate::AppState;
use axum::extract::State;
use model::{ApplicationId, SecretInfo, Timestamp};
use serde_json::{Map, Value, json};

/// Answers it. There are few at a time, so they come without pages.
pub(super) async fn list_secrets(
    Caller { actor, base }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let view = View::of(&parameters, &[&SECRETS], View::new(&[]))?;
    let secrets = state.office.list_secrets(&actor, id).await?;
    let url = application_url(&base, &id.to_string());
    let rows = secrets.iter().map(|secret| resource(secret, id, &view)).collect();
    Ok(Answer::new(rows).with("links", json!({ "self": format!("{url}/secrets") })))
}

/// A secret, as it is recognised.
pub(super) fn resource(secret: &SecretInfo, application: ApplicationId, view: &View) -> Value {
    let attributes = json!({
        "hint": secret.hint,
        "label": secret.label,
        "createdAt": secret.created_at.to_rfc3339(),
        "expiresAt": secret.expires_at.map(Timestamp::to_rfc3339),
        "ended": secret.ended,
        "lastUsedAt": secret.last_used_at.map(Timestamp::to_rfc3339),
    });
    let attributes = if let Value::Object(attributes) = attributes { attributes } else { Map::new() };
    let mut relationships = Map::new();
    relationships.insert("application".into(), linkage(&APPLICATIONS, application));
    document::resource(&SECRETS, &secret.id.to_string(), attributes, relationships, view)
}
