//! `POST /api/oauthapplications/{id}/secrets`: a new Client Secret, in the answer, this once.
//!
//! The document may say how long the old secret still works, what the new one is for and how long that works: `{"meta": {"grace":
//! "none" | "hour" | "day" | "week", "label": "…", "life": "unlimited" | "month" | "quarter" | "half_year" | "year"}}`. Without it, or
//! without a body, the old one ends at once and the new one does not end by itself.

use super::{
    application_answer::{secrets, show, view},
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
use model::{Grace, Problem, SecretForm, Timestamp};
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
    let (grace, form) = document.as_ref().map_or_else(|| Ok(Default::default()), wishes)?;
    let office = &state.office;
    let before = office.find_application(&actor, id).await?;
    Expected::of(&headers).check(before.version)?;
    let rotated = office.rotate_secret_for(&actor, id, grace, &form).await?;
    // From here on nothing may fail: this answer is the only place where the new secret is.
    let application = office.find_application(&actor, id).await.unwrap_or(before);
    let meta = json!({
        "clientSecret": rotated.client_secret,
        "oldSecretUntil": rotated.old_secret_until.map(Timestamp::to_rfc3339),
    });
    let secrets = secrets(office, &actor, &application, &view).await.unwrap_or_default();
    Ok(show(&application, secrets.as_deref(), &view, &base).with("meta", meta))
}

/// What is said of the rotation.
fn wishes(document: &Value) -> Result<(Grace, SecretForm), Refusal> {
    let refused =
        |flaw| Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: vec![flaw], headers: vec![] };
    let document = document.as_object().ok_or_else(|| malformed("", "The document must be an object."))?;
    let meta = document.get("meta").ok_or_else(|| malformed("", "The member meta is missing."))?;
    let meta = meta.as_object().ok_or_else(|| malformed("/meta", "This must be an object."))?;
    let (mut grace, mut form) = (Grace::None, SecretForm::default());
    for (name, value) in meta {
        let place = pointer("/meta", name);
        if !["grace", "label", "life"].contains(&name.as_str()) {
            return Err(refused(Flaw::at(place, "unknown_member", "There is no such member.")));
        }
        let Value::String(text) = value else { return Err(refused(wrong_type(place, "a string"))) };
        match name.as_str() {
            "grace" => {
                grace = text.parse().map_err(|_| {
                    let problem = Problem::UnknownChoice;
                    refused(Flaw::at(place, problem.code(), "This must be none, hour, day or week."))
                })?;
            }
            "label" => form.label.clone_from(text),
            _ => form.life.clone_from(text),
        }
    }
    form.validate().map_err(|invalid| {
        let flaws = invalid.0.iter();
        let flaws = flaws
            .map(|(field, problem)| Flaw::at(format!("/meta/{field}"), problem.code(), problem.to_string()));
        Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: flaws.collect(), headers: vec![] }
    })?;
    Ok((grace, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wished_is_read_at_its_place() {
        assert_eq!(wishes(&json!({ "meta": {} })), Ok((Grace::None, SecretForm::default())));
        let said = SecretForm { life: "year".into(), label: "CI".into() };
        let document = json!({ "meta": { "grace": "week", "life": "year", "label": "CI" } });
        assert_eq!(wishes(&document), Ok((Grace::Week, said)));
        for (document, status, pointer) in [
            (json!([]), 400, ""),
            (json!({}), 400, ""),
            (json!({ "data": { "attributes": { "grace": "day" } } }), 400, ""),
            (json!({ "meta": null }), 400, "/meta"),
            (json!({ "meta": { "grace": "year" } }), 422, "/meta/grace"),
            (json!({ "meta": { "grace": 3600 } }), 422, "/meta/grace"),
            (json!({ "meta": { "Grace": "day" } }), 422, "/meta/Grace"),
            (json!({ "meta": { "life": "decade" } }), 422, "/meta/life"),
            (json!({ "meta": { "label": "é".repeat(101) } }), 422, "/meta/label"),
            (json!({ "meta": { "label": null } }), 422, "/meta/label"),
        ] {
            let refusal = wishes(&document).unwrap_err();
            assert_eq!(refusal.status.as_u16(), status);
            assert_eq!(refusal.document(None)["errors"][0]["source"]["pointer"], pointer);
        }
    }
}
