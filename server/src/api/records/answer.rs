//! Records as resource objects, alone and in lists.

use super::{
    super::{
        document::{self, Answer},
        error::Refusal,
        parameters::Parameters,
        versions,
        view::View,
    },
    Records,
};
use http::header::ETAG;
use serde_json::{Map, Value, json};

/// What the request wants to see of one record. Read before anything is done.
pub(super) fn view<R: Records>(parameters: &Parameters) -> Result<View, Refusal> {
    Ok(View::of(parameters, &kinds::<R>(), View::new(R::INCLUDABLE))?)
}

/// The types whose fields a request can choose.
pub(super) fn kinds<R: Records>() -> Vec<&'static super::Kind> {
    [R::KIND].into_iter().chain(R::RELATED.iter().copied()).collect()
}

/// Shows one record.
pub(super) fn show<R: Records>(row: &R::Row, view: &View, base: &str) -> Answer {
    let answer =
        Answer::new(object::<R>(row, view, base)).with("links", json!({ "self": url::<R>(row, base) }));
    let answer = match R::version(row) {
        Some(version) => answer.header(ETAG, &versions::tag(version)),
        None => answer,
    };
    with_related::<R>(answer, std::slice::from_ref(row), view)
}

/// Where a record is found.
pub(super) fn url<R: Records>(row: &R::Row, base: &str) -> String {
    format!("{base}/{}/{}", R::KIND.name, R::id(row))
}

/// The resource object of a record.
pub(super) fn object<R: Records>(row: &R::Row, view: &View, base: &str) -> Value {
    let attributes = if let Value::Object(attributes) = R::attributes(row) { attributes } else { Map::new() };
    let relationships = R::relationships(row).into_iter();
    let relationships = relationships.map(|one| (one.name.to_owned(), one.object())).collect();
    let mut object = document::resource(R::KIND, &R::id(row).to_string(), attributes, relationships, view);
    object["links"] = json!({ "self": url::<R>(row, base) });
    object
}

/// The answer with the related resources that were asked for, each once, and none that is shown already (JSON:API 1.1,
/// *Compound Documents*).
pub(super) fn with_related<R: Records>(answer: Answer, rows: &[R::Row], view: &View) -> Answer {
    if !R::INCLUDABLE.iter().any(|name| view.includes(name)) {
        return answer;
    }
    let mut seen: Vec<Value> =
        rows.iter().map(|row| json!({ "type": R::KIND.name, "id": R::id(row).to_string() })).collect();
    let mut included = Vec::new();
    let all = rows.iter().flat_map(R::relationships).filter(|one| view.includes(one.name));
    for related in all.flat_map(|one| one.to) {
        let identifier = related.identifier();
        if !seen.contains(&identifier) {
            seen.push(identifier);
            included.push(related.object(view));
        }
    }
    answer.with("included", Value::Array(included))
}
