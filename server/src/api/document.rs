//! Documents and resource objects of this API: the one place that gives records their public shape.

use super::{
    kind::{APPLICATIONS, CUSTOMERS, Kind, ORGANIZATIONS, people},
    media_type::JSON_API,
    view::View,
};
use axum::response::{IntoResponse, Response};
use domain::{Actor, Via};
use http::{HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE};
use model::{Application, OrganizationRef};
use serde_json::{Map, Value, json};

/// An answer: a JSON:API document with its status and headers.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    document: Map<String, Value>,
}

impl Answer {
    /// 200 with this primary data.
    pub fn new(data: Value) -> Self {
        let mut document = Map::new();
        document.insert("jsonapi".into(), json!({ "version": "1.1" }));
        document.insert("data".into(), data);
        Self { status: StatusCode::OK, headers: Vec::new(), document }
    }

    /// What it says.
    #[cfg(test)]
    pub const fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    /// The same with another status.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with a header. A value that cannot be one is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// The same as a document of this profile.
    #[must_use]
    pub fn profile(mut self, profile: &'static str) -> Self {
        self.document.insert("jsonapi".into(), json!({ "version": "1.1", "profile": [profile] }));
        let media_type = format!("{JSON_API};profile=\"{profile}\"");
        self.header(CONTENT_TYPE, &media_type)
    }

    /// The same with a top-level member: `links`, `meta` or `included`.
    #[must_use]
    pub fn with(mut self, member: &str, value: Value) -> Self {
        self.document.insert(member.into(), value);
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, Value::Object(self.document).to_string()).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON_API));
        response.headers_mut().extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        response
    }
}

/// An application with its links, as far as the view shows it.
pub(super) fn application(application: &Application, view: &View, base: &str) -> Value {
    let mut relationships = Map::new();
    relationships.insert("organization".into(), linkage(&ORGANIZATIONS, application.organization.id));
    let owner = application
        .owner
        .as_ref()
        .map_or(json!({ "data": null }), |owner| linkage(people(application.side), owner.id));
    relationships.insert("owner".into(), owner);
    let id = application.id.to_string();
    let secrets = format!("{}/secrets", application_url(base, &id));
    relationships.insert("secrets".into(), json!({ "links": { "related": secrets } }));
    let mut object = resource(&APPLICATIONS, &id, application_attributes(application), relationships, view);
    object["links"] = json!({ "self": application_url(base, &id) });
    object
}

/// Where an application is found.
pub(super) fn application_url(base: &str, id: &str) -> String {
    format!("{base}/oauthapplications/{id}")
}

/// Every attribute of an application.
pub(super) fn application_attributes(application: &Application) -> Map<String, Value> {
    let apis = application.apis.api_types(application.side);
    let attributes = json!({
        "clientId": application.client_id,
        "name": application.name,
        "active": application.active,
        "allApis": application.apis == model::ApiAccess::All,
        "apis": apis.iter().map(|api| api.scope()).collect::<Vec<_>>(),
        "grantType": application.grant.as_str(),
        "side": application.side.as_str(),
        "origin": application.origin.as_str(),
        "lastUsedAt": application.last_used_at.map(model::Timestamp::to_rfc3339),
        "createdAt": application.created_at.to_rfc3339(),
        "updatedAt": application.updated_at.to_rfc3339(),
    });
    if let Value::Object(attributes) = attributes { attributes } else { Map::new() }
}

/// An organization.
pub(super) fn organization(organization: &OrganizationRef, view: &View) -> Value {
    let mut attributes = Map::new();
    attributes.insert("name".into(), json!(organization.name));
    attributes.insert("global".into(), json!(organization.global));
    resource(&ORGANIZATIONS, &organization.id.to_string(), attributes, Map::new(), view)
}

/// The organizations of some applications, each once.
pub(super) fn organizations(applications: &[Application], view: &View) -> Value {
    let mut seen = Vec::new();
    let each = applications.iter().map(|application| &application.organization);
    let first = each.filter(|one| {
        let new = !seen.contains(&one.id);
        seen.push(one.id);
        new
    });
    first.map(|one| organization(one, view)).collect()
}

/// The person an actor acts as.
pub(super) fn person(actor: &Actor, view: &View) -> Value {
    let viewer = &actor.viewer;
    let mut attributes = Map::new();
    attributes.insert("name".into(), json!(viewer.name));
    attributes.insert("email".into(), json!(viewer.email));
    attributes.insert("side".into(), json!(viewer.side.as_str()));
    let mut relationships = Map::new();
    relationships.insert("organization".into(), linkage(&ORGANIZATIONS, viewer.organization.id));
    if let Some(customer) = actor.customer {
        relationships.insert("customer".into(), linkage(&CUSTOMERS, customer));
    }
    if let Via::Application { id, .. } = &actor.via {
        relationships.insert("application".into(), linkage(&APPLICATIONS, id));
    }
    resource(people(viewer.side), &viewer.id.to_string(), attributes, relationships, view)
}

/// A to-one relationship.
pub(super) fn linkage(kind: &Kind, id: impl std::fmt::Display) -> Value {
    json!({ "data": { "type": kind.name, "id": id.to_string() } })
}

/// A resource object, as far as the view shows it.
pub(super) fn resource(
    kind: &Kind,
    id: &str,
    mut attributes: Map<String, Value>,
    mut relationships: Map<String, Value>,
    view: &View,
) -> Value {
    attributes.retain(|field, _| view.shows(kind, field));
    relationships.retain(|field, _| view.shows(kind, field));
    let mut object = json!({ "type": kind.name, "id": id });
    if !attributes.is_empty() {
        object["attributes"] = Value::Object(attributes);
    }
    if !relationships.is_empty() {
        object["relationships"] = Value::Object(relationships);
    }
    object
}
