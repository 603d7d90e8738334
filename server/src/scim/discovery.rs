//! What this service can do (RFC 7644 §4), and nothing that it cannot.

use super::{
    answer::Answer, body, bulk_operation, caller::Caller, create_user, error::Refusal, filter, list_query,
    resource_types, schemas, user_resource::base,
};
use crate::{AppState, api::parameters::Parameters};
use axum::extract::{Path, RawQuery, State};
use http::StatusCode;
use serde_json::json;

/// `GET /scim/v2/ServiceProviderConfig` (RFC 7643 §5).
pub(super) async fn configuration(Caller(_): Caller, State(state): State<AppState>) -> Answer {
    Answer::new(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": {
            "supported": true,
            "maxOperations": bulk_operation::OPERATIONS_MAX,
            "maxPayloadSize": body::SIZE_MAX,
        },
        "filter": { "supported": true, "maxResults": list_query::COUNT_MAX },
        "changePassword": { "supported": false },
        "sort": { "supported": true },
        "etag": { "supported": true },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "OAuth 2.0 access token",
            "description": format!(
                "An access token of an application with the API type scim. Filters have up to {} bytes. New users \
                 without roles get the role {}, where there is one of that name. Deleted users are kept, disabled, \
                 and come back with their userName. New groups allow nothing until an administrator says so.",
                filter::LENGTH_MAX,
                create_user::ROLE
            ),
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": format!("{}/ServiceProviderConfig", base(&state.office)),
        },
    }))
}

/// `GET /scim/v2/ResourceTypes`.
pub(super) async fn resource_types(
    Caller(_): Caller,
    RawQuery(query): RawQuery,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    refuse_filter(query)?;
    Ok(Answer::list(resource_types::all(&base(&state.office))))
}

/// `GET /scim/v2/ResourceTypes/{id}`.
pub(super) async fn resource_type(
    Caller(_): Caller,
    Path(id): Path<String>,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    resource_types::named(resource_types::all(&base(&state.office)), &id).map(Answer::new)
}

/// `GET /scim/v2/Schemas`.
pub(super) async fn schemas(
    Caller(_): Caller,
    RawQuery(query): RawQuery,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    refuse_filter(query)?;
    Ok(Answer::list(schemas::all(&base(&state.office))))
}

/// `GET /scim/v2/Schemas/{id}`.
pub(super) async fn schema(
    Caller(_): Caller,
    Path(id): Path<String>,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    resource_types::named(schemas::all(&base(&state.office)), &id).map(Answer::new)
}

/// RFC 7644 §4: a filter here is refused with 403, so that nobody takes all for what they asked.
fn refuse_filter(query: Option<String>) -> Result<(), Refusal> {
    let parameters = Parameters::parse(&query.unwrap_or_default())?;
    if parameters.iter().any(|(name, _)| name.eq_ignore_ascii_case("filter")) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "These lists cannot be filtered."));
    }
    Ok(())
}
