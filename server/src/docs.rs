//! The readable page of a web API, made on the server of the very document that programs read. It needs no script and loads
//! nothing from elsewhere.

mod html;
mod operation;
mod schema;

use crate::AppState;
use axum::response::{IntoResponse, Response};
use html::{escape, prose};
use http::{HeaderValue, header};
use serde_json::{Map, Value};
use std::fmt::Write;

/// Scripts, forms and frames have no place here.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Answers the page of this document.
pub(crate) fn answer(state: &AppState, document: &Value) -> Response {
    let page = page(document, &app::stylesheet(state.leptos.clone()));
    let mut response = axum::response::Html(page).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// The page, whole.
fn page(document: &Value, stylesheet: &str) -> String {
    let title = escape(text(&document["info"]["title"]));
    let groups = groups(document);
    let contents = groups.iter().fold(String::new(), |mut all, (tag, _)| {
        let tag = escape(tag);
        let _ = write!(all, "<li><a href=\"#{tag}\">{tag}</a></li>");
        all
    });
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{stylesheet}\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><title>{title}</title></head>\
         <body class=\"api-docs\"><a class=\"skip-link\" href=\"#content\">Skip to content</a>\
         <header><h1>{title}</h1><p>{}</p></header>\
         <nav aria-label=\"Contents\"><ul><li><a href=\"#start\">The first request</a></li>{contents}\
         <li><a href=\"#types\">Types</a></li></ul></nav><main id=\"content\" tabindex=\"-1\">{}",
        prose(text(&document["info"]["description"])),
        start(document),
    );
    for (tag, operations) in &groups {
        let tag = escape(tag);
        let _ = write!(page, "<section aria-labelledby=\"{tag}\"><h2 id=\"{tag}\">{tag}</h2>");
        for (path, method, item) in operations {
            page.push_str(&operation::told(document, path, method, item));
        }
        page.push_str("</section>");
    }
    let _ = write!(page, "{}</main></body></html>", schema::types(document));
    page
}

/// An operation: its path, its method, and the path item it is in.
type Told<'a> = (&'a str, &'a str, &'a Value);

/// The operations by what they are about, each group where the first of it stands.
fn groups(document: &Value) -> Vec<(&str, Vec<Told<'_>>)> {
    let mut groups: Vec<(&str, Vec<Told<'_>>)> = Vec::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item).filter(|(name, _)| *name != "parameters") {
            let tag = operation["tags"][0].as_str().unwrap_or("operations");
            match groups.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, group)) => group.push((path, method, item)),
                None => groups.push((tag, vec![(path, method, item)])),
            }
        }
    }
    groups
}

/// How to get a token, and what to do with it.
fn start(document: &Value) -> String {
    let schemes = members(&document["components"]["securitySchemes"]);
    let mut flows = schemes.map(|(_, scheme)| &scheme["flows"]["clientCredentials"]);
    let Some(flow) = flows.find(|flow| flow.is_object()) else { return String::new() };
    let scope = members(&flow["scopes"]).next().map_or("", |(scope, _)| scope);
    let url = text(&document["servers"][0]["url"]);
    let first = members(&document["paths"]).map(|(path, _)| path).find(|path| path.ends_with("/me"));
    let first = first.or_else(|| members(&document["paths"]).next().map(|(path, _)| path)).unwrap_or("/");
    let token = format!(
        "curl -u \"$CLIENT_ID:$CLIENT_SECRET\" \\\n  -d grant_type=client_credentials -d scope={scope} \\\n  {}",
        text(&flow["tokenUrl"])
    );
    let request = format!("curl -H \"Authorization: Bearer $TOKEN\" \\\n  {url}{first}");
    format!(
        "<section aria-labelledby=\"start\"><h2 id=\"start\">The first request</h2>\
         <p>An application whose API types include this one exchanges its Client ID and its Client Secret for an access \
         token, which is the member <code>access_token</code> of the answer:</p>{}\
         <p>The token goes into the header <code>Authorization</code> of every request. It acts as the owner of the \
         application, in its organization, and may do what that person may:</p>{}\
         <p>The same in the words of OpenAPI 3.1: <a href=\"openapi.json\">openapi.json</a>.</p></section>",
        html::code(&token),
        html::code(&request),
    )
}

/// The members of an object.
fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(name, value)| (name.as_str(), value))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What a reference leads to, or the value itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let place = value["$ref"].as_str().and_then(|place| place.strip_prefix('#'));
    place.and_then(|place| document.pointer(place)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_of_a_document_is_markup() {
        let evil = "<script>alert('1')</script>\"";
        let document = json!({
            "info": { "title": evil, "description": evil },
            "servers": [{ "url": evil }],
            "paths": { (evil): { "get": {
                "operationId": evil, "tags": [evil], "summary": evil,
                "parameters": [{ "name": evil, "description": evil, "schema": { "type": evil, "enum": [evil] } }],
                "responses": { (evil): { "description": evil } },
                "requestBody": { "content": { (evil): { "example": evil, "schema": { "const": evil } } } },
            } } },
            "components": {
                "schemas": { (evil): { "properties": { (evil): { "description": evil } } } },
                "securitySchemes": { "a": { "flows": { "clientCredentials": { "tokenUrl": evil, "scopes": { (evil): evil } } } } },
            },
        });
        let page = page(&document, "");
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("\"\""), "no attribute is broken out of: {page}");
    }
}
