//! The answer that shows one application, the same whether it was read, created, changed or given a new secret.

use super::{
    document::{self, Answer},
    error::Refusal,
    kind::{APPLICATIONS, ORGANIZATIONS, SECRETS},
    list_secrets,
    parameters::Parameters,
    versions,
    view::View,
};
use domain::{Actor, Office};
use http::header::ETAG;
use model::{Application, SecretInfo};
use serde_json::{Value, json};

/// The relationships whose resources can come along with a list of applications.
pub(super) const INCLUDABLE: &[&str] = &["organization"];
/// The same with one application.
pub(super) const INCLUDABLE_ALONE: &[&str] = &["organization", "secrets"];

/// What the request wants to see of the application. Read before anything is done, so that a mistake in it changes
/// nothing.
pub(super) fn view(parameters: &Parameters) -> Result<View, Refusal> {
    let kinds = [&APPLICATIONS, &ORGANIZATIONS, &SECRETS];
    Ok(View::of(parameters, &kinds, View::new(INCLUDABLE_ALONE))?)
}

/// Its secrets, if they are to come along.
pub(super) async fn secrets(
    office: &Office,
    actor: &Actor,
    application: &Application,
    view: &View,
) -> domain::Result<Option<Vec<SecretInfo>>> {
    if !view.includes("secrets") {
        return Ok(None);
    }
    office.list_secrets(actor, application.id).await.map(Some)
}

/// Shows it.
pub(super) fn show(
    application: &Application,
    secrets: Option<&[SecretInfo]>,
    view: &View,
    base: &str,
) -> Answer {
    let url = document::application_url(base, &application.id.to_string());
    let mut object = document::application(application, view, base);
    let mut included = Vec::new();
    if view.includes("organization") {
        included.push(document::organization(&application.organization, view));
    }
    if let Some(secrets) = secrets {
        let linkage = |secret: &SecretInfo| json!({ "type": SECRETS.name, "id": secret.id.to_string() });
        object["relationships"]["secrets"]["data"] = secrets.iter().map(linkage).collect();
        included.extend(secrets.iter().map(|secret| list_secrets::resource(secret, application.id, view)));
    }
    let answer = Answer::new(object)
        .with("links", json!({ "self": url }))
        .header(ETAG, &versions::tag(application.version));
    if included.is_empty() { answer } else { answer.with("included", Value::Array(included)) }
}
