//! One operation: its parameters, its body, its answers, and a command that does it.

use super::{
    html::{code, escape, prose},
    members, resolved,
    schema::words,
    text,
};
use serde_json::Value;
use std::fmt::Write;

/// What stands in examples for the id of a record.
const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// Tells of it.
pub(super) fn told(document: &Value, path: &str, method: &str, item: &Value) -> String {
    let operation = &item[method];
    let (id, method) = (escape(text(&operation["operationId"])), method.to_uppercase());
    let mut told = format!(
        "<article aria-labelledby=\"{id}\"><h3 id=\"{id}\"><a href=\"#{id}\"><code>{} {}</code></a></h3><p>{}.</p>",
        escape(&method),
        escape(path),
        escape(text(&operation["summary"]).trim_end_matches('.')),
    );
    told.push_str(&code(&command(document, path, &method, operation)));
    let parameters = [&item["parameters"], &operation["parameters"]];
    let parameters = parameters.into_iter().filter_map(Value::as_array).flatten().collect::<Vec<_>>();
    if !parameters.is_empty() {
        let _ = write!(told, "<details><summary>Parameters ({})</summary><dl>", parameters.len());
        for parameter in parameters {
            let parameter = resolved(document, parameter);
            let _ = write!(
                told,
                "<dt><code>{}</code> <span>{}, {}</span></dt><dd>{}</dd>",
                escape(text(&parameter["name"])),
                escape(text(&parameter["in"])),
                words(document, &parameter["schema"]),
                prose(text(&parameter["description"])),
            );
        }
        told.push_str("</dl></details>");
    }
    told.push_str("<details><summary>Answers</summary><dl>");
    for (status, answer) in members(&operation["responses"]) {
        let description = prose(text(&resolved(document, answer)["description"]));
        let _ = write!(told, "<dt><code>{}</code></dt><dd>{description}</dd>", escape(status));
    }
    told.push_str("</dl></details></article>");
    told
}

/// A command that does it, with a token from before.
fn command(document: &Value, path: &str, method: &str, operation: &Value) -> String {
    let mut command = String::from("curl -H \"Authorization: Bearer $TOKEN\"");
    if method != "GET" {
        let _ = write!(command, " -X {method}");
    }
    if let Some((media_type, body)) = members(&operation["requestBody"]["content"]).next() {
        let example = if body["example"].is_null() { &body["examples"][0] } else { &body["example"] };
        let _ = write!(command, " \\\n  -H 'Content-Type: {media_type}'");
        if !example.is_null() {
            let _ =
                write!(command, " \\\n  -d '{}'", serde_json::to_string_pretty(example).unwrap_or_default());
        }
    }
    let url = text(&document["servers"][0]["url"]);
    // Whatever the path names is an id.
    let parts = path.split('/').map(|part| if part.starts_with('{') { ID } else { part });
    let _ = write!(command, " \\\n  {url}{}", parts.collect::<Vec<_>>().join("/"));
    command
}
