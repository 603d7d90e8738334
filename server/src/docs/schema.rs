//! What values are, in words, and the types of records with their fields.

use super::{
    html::{escape, prose},
    members, resolved, text,
};
use serde_json::Value;
use std::fmt::Write;

/// What a value is, as markup.
pub(super) fn words(document: &Value, schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|place| place.strip_prefix("#/components/schemas/"))
    {
        let name = escape(name);
        return format!("<a href=\"#type-{name}\">{name}</a>");
    }
    let schema = resolved(document, schema);
    if let Some(all) = schema["enum"].as_array() {
        let all = all.iter().map(plain).collect::<Vec<_>>();
        return format!("one of {}", all.join(", "));
    }
    if !schema["const"].is_null() {
        return plain(&schema["const"]);
    }
    if let Some(some) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        let some = some.iter().map(|one| words(document, one)).collect::<Vec<_>>();
        return some.join(" or ");
    }
    if let Some(linked) = schema["properties"].get("data").filter(|_| schema["type"] == "object") {
        return format!("link to {}", words(document, linked));
    }
    if let Some(kind) = schema["properties"].get("type").filter(|_| schema["properties"]["id"].is_object()) {
        return words(document, kind);
    }
    match &schema["type"] {
        Value::Array(types) => {
            types.iter().map(|one| named(document, one, schema)).collect::<Vec<_>>().join(" or ")
        }
        one => named(document, one, schema),
    }
}

fn named(document: &Value, name: &Value, schema: &Value) -> String {
    match (name.as_str(), schema["format"].as_str()) {
        (Some("array"), _) => format!("list of {}", words(document, &schema["items"])),
        (Some("string"), Some(format)) => escape(format),
        (Some(name), _) => escape(name),
        (None, _) => "anything".to_owned(),
    }
}

/// A value of ours, e.g. a word that is allowed.
fn plain(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    format!("<code>{}</code>", escape(&text))
}

/// Every type with its fields.
pub(super) fn types(document: &Value) -> String {
    let mut all = String::from("<section aria-labelledby=\"types\"><h2 id=\"types\">Types</h2>");
    for (name, schema) in members(&document["components"]["schemas"]) {
        let name = escape(name);
        let _ = write!(
            all,
            "<article aria-labelledby=\"type-{name}\"><h3 id=\"type-{name}\"><code>{name}</code></h3><dl>"
        );
        let groups = ["attributes", "relationships"].map(|group| &schema["properties"][group]);
        let fields = if groups[0].is_object() { groups.to_vec() } else { vec![schema] };
        for (field, schema) in fields.into_iter().flat_map(|group| members(&group["properties"])) {
            let _ = write!(
                all,
                "<dt><code>{}</code> <span>{}</span></dt><dd>{}</dd>",
                escape(field),
                words(document, schema),
                prose(text(&schema["description"])),
            );
        }
        all.push_str("</dl></article>");
    }
    all.push_str("</section>");
    all
}
