//! `POST /api/oauthapplications/{id}/secrets`: a new Client Secret, in the answer, this once.
//!
//! The document may say how long the old secret still works: `{"meta": {"grace": "none" | "hour" | "day" | "week"}}`;
//! without it, or without a body, it ends at once.

use super::{
    application_answer::{show, view},
    body::SubmittedOrNothing,
    caller::Caller,
    document::Answer,
    error::{Flaw, Refusal},
    id::Named,
    parameters::Parameters,
    resource::{malformed, pointer, wrong_type},
    versions::Expected,
};
use crate::AppState;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use model::{Grace, Problem, Timestamp};
use serde_json::{Value, json};

/// Answers it.
pub(super) async fn rotate_secret(
    Caller { actor, base }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
    headers: HeaderMap,
    SubmittedOrNothing(document): SubmittedOrNothing,
) -> Result<Answer, Refusal> {
    let view = view(&parameters)?;
    let grace = document.as_ref().map_or(Ok(Grace::None), grace)?;
    let office = &state.office;
    let before = office.find_application(&actor, id).await?;
    Expected::of(&headers).check(before.version)?;
    let rotated = office.rotate_secret(&actor, id, grace).await?;
    // From here on nothing may fail: this answer is the only place where the new secret is.
    let application = office.find_application(&actor, id).await.unwrap_or(before);
    let meta = json!({
        "clientSecret": rotated.client_secret,
        "oldSecretUntil": rotated.old_secret_until.map(Timestamp::to_rfc3339),
    });
    Ok(show(&application, &view, &base).with("meta", meta))
}

fn grace(document: &Value) -> Result<Grace, Refusal> {
    let refused =
        |flaw| Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: vec![flaw], headers: vec![] };
    let document = document.as_object().ok_or_else(|| malformed("", "The document must be an object."))?;
    let meta = document.get("meta").ok_or_else(|| malformed("", "The member meta is missing."))?;
    let meta = meta.as_object().ok_or_else(|| malformed("/meta", "This must be an object."))?;
    if let Some(name) = meta.keys().find(|name| *name != "grace") {
        let place = pointer("/meta", name);
        return Err(refused(Flaw::at(place, "unknown_member", "There is no such member.")));
    }
    match meta.get("grace") {
        None => Ok(Grace::None),
        Some(Value::String(word)) => word.parse().map_err(|_| {
            let problem = Problem::UnknownChoice;
            refused(Flaw::at("/meta/grace", problem.code(), "This must be none, hour, day or week."))
        }),
        Some(_) => Err(refused(wrong_type("/meta/grace", "a string"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grace_is_one_of_four_words() {
        assert_eq!(grace(&json!({ "meta": {} })), Ok(Grace::None));
        assert_eq!(grace(&json!({ "meta": { "grace": "week" } })), Ok(Grace::Week));
        for (document, status, pointer) in [
            (json!([]), 400, ""),
            (json!({}), 400, ""),
            (json!({ "data": { "attributes": { "grace": "day" } } }), 400, ""),
            (json!({ "meta": null }), 400, "/meta"),
            (json!({ "meta": { "grace": "year" } }), 422, "/meta/grace"),
            (json!({ "meta": { "grace": 3600 } }), 422, "/meta/grace"),
            (json!({ "meta": { "Grace": "day" } }), 422, "/meta/Grace"),
        ] {
            let refusal = grace(&document).unwrap_err();
            assert_eq!(refusal.status.as_u16(), status);
            assert_eq!(refusal.document(None)["errors"][0]["source"]["pointer"], pointer);
        }
    }
}
