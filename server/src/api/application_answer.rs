//! The answer that shows one application, the same whether it was read, created, changed or given a new secret.

use super::{
    document::{self, Answer},
    error::Refusal,
    kind::{APPLICATIONS, ORGANIZATIONS},
    parameters::Parameters,
    versions,
    view::View,
};
use http::header::ETAG;
use model::Application;
use serde_json::{Value, json};

/// The relationships whose resources can come along with applications.
pub(super) const INCLUDABLE: &[&str] = &["organization"];

/// What the request wants to see of the application. Read before anything is done, so that a mistake in it changes
/// nothing.
pub(super) fn view(parameters: &Parameters) -> Result<View, Refusal> {
    Ok(View::of(parameters, &[&APPLICATIONS, &ORGANIZATIONS], View::new(INCLUDABLE))?)
}

/// Shows it.
pub(super) fn show(application: &Application, view: &View, base: &str) -> Answer {
    let url = document::application_url(base, &application.id.to_string());
    let answer = Answer::new(document::application(application, view, base))
        .with("links", json!({ "self": url }))
        .header(ETAG, &versions::tag(application.version));
    if view.includes("organization") {
        let organization = document::organization(&application.organization, view);
        return answer.with("included", Value::Array(vec![organization]));
    }
    answer
}
