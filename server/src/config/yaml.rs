//! YAML for figment, by a parser that is alive.

use figment::{
    providers::Format,
    value::{Dict, Value},
};
use serde::de::DeserializeOwned;

/// The format of the configuration file.
pub(super) struct Yaml;

impl Format for Yaml {
    type Error = figment::Error;

    const NAME: &'static str = "YAML";

    fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Self::Error> {
        // No snippets of the file in the messages: there are passwords in it.
        let options = serde_saphyr::options! { with_snippet: false };
        let value: Option<Value> =
            serde_saphyr::from_str_with_options(text, options).map_err(|error| error.to_string())?;
        let mut value = value.unwrap_or_else(|| Value::from(Dict::new()));
        drop_empty(&mut value);
        value.deserialize()
    }
}

/// A key whose values are all commented out says nothing.
fn drop_empty(value: &mut Value) {
    if let Value::Dict(_, entries) = value {
        entries.retain(|_, value| !matches!(value, Value::Empty(..)));
        entries.values_mut().for_each(drop_empty);
    }
}
