//! Documents without what differs from run to run, for snapshots.

use serde_json::Value;

/// The document with every id by the order it appears in, and without credentials.
pub fn stable(document: &Value) -> Value {
    let mut ids = Vec::new();
    let mut document = document.clone();
    visit(&mut document, &mut ids);
    document
}

fn visit(value: &mut Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if value.is_string() && (name == "clientId" || name == "clientSecret") {
                    *value = format!("<{name}>").into();
                }
                visit(value, ids);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| visit(one, ids)),
        Value::String(text) => *text = without_ids(text, ids),
        _ => {}
    }
}

fn without_ids(text: &str, ids: &mut Vec<String>) -> String {
    let parts = text.split('/').map(|part| {
        if part.len() != 36 || part.parse::<uuid::Uuid>().is_err() {
            return part.to_owned();
        }
        let place = ids.iter().position(|known| known == part).unwrap_or_else(|| {
            ids.push(part.to_owned());
            ids.len() - 1
        });
        format!("<{}>", place + 1)
    });
    parts.collect::<Vec<_>>().join("/")
}
