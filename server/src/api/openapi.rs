//! `GET /api/openapi.json`: this API in the words of `OpenAPI` 3.1, made of what its handlers are made of. Anybody may read it.

mod operation;
mod parameters;
mod schemas;
mod types;

use super::{
    application_answer::{INCLUDABLE, INCLUDABLE_ALONE},
    described::Described,
    face::Face,
    kind::{ACTIVITIES, APPLICATIONS, Kind, ORGANIZATIONS, SECRETS},
    list_query::SORTABLE,
    me, operations, records,
    shape::Shape,
};
use crate::AppState;
use axum::{Json, extract::State};
use model::{ApplicationField, Asks, GridField};
use serde_json::{Map, Value, json};

/// Answers it.
pub(super) async fn openapi(face: Face, State(state): State<AppState>) -> Json<Value> {
    Json(document(face, &state.office.settings().public_url))
}

/// The document of an API that is reached at this URL.
pub(crate) fn document(face: Face, public_url: &str) -> Value {
    let base = face.0.path();
    let applications = applications();
    let mut types = records::described(face);
    let mut paths = Map::new();
    let me = me::told(face.0.side());
    paths.insert(format!("{base}/me"), types::me(me));
    paths.insert(format!("{base}/oauthapplications/{{id}}/secrets"), types::secrets(&applications));
    paths.insert(format!("{base}/oauthapplications/{{id}}/activity"), types::activity());
    paths.insert(format!("{base}/operations"), operations::described());
    types.insert(0, applications);
    for described in &types {
        let name = described.kind.name;
        paths.insert(format!("{base}/{name}"), types::collection(described));
        paths.insert(format!("{base}/{name}/{{id}}"), types::single(described));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": face.title(),
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
        },
        "servers": [{ "url": public_url }],
        "security": [{ "token": [] }, { "application": [face.0.scope()] }],
        "paths": paths,
        "components": {
            "securitySchemes": security(face, public_url),
            "schemas": schemas_of(&types, me.0),
            "responses": operation::refusals(),
        },
    })
}

/// What there is to know before the first request.
const ABOUT: &str = "JSON:API 1.1 (https://jsonapi.org): documents have the media type application/vnd.api+json, names are camelCase. \
     Lists are walked through with the links `next` and `prev` of their answers.";

/// The same access token, got from us or had already.
fn security(face: Face, public_url: &str) -> Value {
    let flow = json!({
        "tokenUrl": format!("{public_url}/oauth2/token"),
        "scopes": { face.0.scope(): face.title() },
    });
    json!({
        "application": {
            "type": "oauth2",
            "description": "An application exchanges its Client ID and Client Secret for an access token.",
            "flows": { "clientCredentials": flow },
        },
        "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
    })
}

/// The schemas of every type that answers hold, each once.
fn schemas_of(types: &[Described], me: &[&'static Kind]) -> Value {
    let related = types.iter().flat_map(|described| described.related.iter().copied());
    let own = types.iter().map(|described| described.kind);
    let mut schemas = Map::new();
    // What one can list says more than what only comes along.
    for kind in own.chain([&SECRETS, &ACTIVITIES]).chain(me.iter().copied()).chain(related) {
        schemas.entry(kind.name).or_insert_with(|| schemas::shown(kind));
    }
    schemas.extend(schemas::general().map(|(name, schema)| (name.to_owned(), schema)));
    Value::Object(schemas)
}

/// Applications have handlers of their own.
fn applications() -> Described {
    let told = |names: &[&str]| {
        APPLICATIONS.fields.iter().filter(|(name, _)| names.contains(name)).copied().collect::<Vec<_>>()
    };
    let filter = |name: &'static str, field: ApplicationField| (name, field.asks());
    let filters = [
        filter("name", ApplicationField::Name),
        filter("active", ApplicationField::Active),
        filter("organization", ApplicationField::Organization),
        ("owner", Asks::Ids),
    ];
    let client_id = ("filter[clientId]".to_owned(), records::text());
    let filters = filters.into_iter().flat_map(|(name, asks)| records::filters(name, asks));
    Described {
        kind: &APPLICATIONS,
        filters: filters.chain([client_id]).collect(),
        sorts: SORTABLE.map(|(name, _)| name).to_vec(),
        sorts_by_several: true,
        includable: INCLUDABLE,
        related: &[&ORGANIZATIONS],
        includable_alone: INCLUDABLE_ALONE,
        related_alone: &[&ORGANIZATIONS, &SECRETS],
        created: [
            told(&["name", "active", "allApis", "apis", "grantType", "organization", "owner"]),
            vec![("secretLabel", Shape::Text), ("secretLife", Shape::Text)],
        ]
        .concat(),
        changed: told(&["name", "active", "allApis", "apis"]),
        deleted: true,
    }
}
