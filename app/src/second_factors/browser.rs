//! Asking the browser for passkeys (`WebAuthn` Level 3 §5.1): JSON in, JSON out. It is spoken to by name, since it may know nothing
//! of all this; what it does not know, or a person does not want, comes out as nothing.

use js_sys::{Function, JSON, Object, Promise, Reflect, futures::JsFuture};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Whether this browser can be asked here: where the address is a number, no passkey belongs (`WebAuthn` §5.1.2).
pub fn knows_passkeys() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    let is_number = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
    !is_number && class().is_ok_and(|class| function(&class, "parseRequestOptionsFromJSON").is_ok())
}

/// Makes a passkey.
pub async fn create(options: &str) -> Option<String> {
    ask("create", "parseCreationOptionsFromJSON", options).await.ok()
}

/// Shows a passkey.
pub async fn get(options: &str) -> Option<String> {
    ask("get", "parseRequestOptionsFromJSON", options).await.ok()
}

async fn ask(method: &str, parse: &str, options: &str) -> Result<String, JsValue> {
    let class = class()?;
    let public_key = function(&class, parse)?.call1(&class, &JSON::parse(options)?)?;
    let argument = Object::new();
    Reflect::set(&argument, &"publicKey".into(), &public_key)?;
    let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
    let promise: Promise = function(&credentials, method)?.call1(&credentials, &argument)?.dyn_into()?;
    let credential = JsFuture::from(promise).await?;
    let json = function(&credential, "toJSON")?.call0(&credential)?;
    JSON::stringify(&json)?.as_string().ok_or(JsValue::NULL)
}

fn class() -> Result<JsValue, JsValue> {
    Reflect::get(&window(), &"PublicKeyCredential".into())
}

fn function(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}
