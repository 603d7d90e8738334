//! The environment: `LATCHKEY_SERVER__LISTEN` is `server.listen`.

use figment::providers::Env;

/// What every environment variable of ours begins with.
const PREFIX: &str = "LATCHKEY_";
/// Variables of that prefix that are no settings: the path of the file, and what `init` and `migrate-to` read.
const NOT_SETTINGS: [&str; 4] = ["config", "admin_email", "admin_password", "migrate_to"];

/// The variables that are settings.
pub(super) fn variables() -> Env {
    Env::prefixed(PREFIX)
        .ignore(&NOT_SETTINGS)
        .filter(|name| !is_of_kubernetes(&name.as_str().to_uppercase()))
        .split("__")
}

/// The name of a variable, from the path of its setting.
pub(super) fn variable(path: &[String]) -> String {
    format!("{PREFIX}{}", path.join("__").to_uppercase())
}

/// Kubernetes gives every process variables for a service that is called `latchkey`: `LATCHKEY_PORT=tcp://…` and the like.
fn is_of_kubernetes(name: &str) -> bool {
    let is_port = || std::env::var(format!("{PREFIX}{name}")).is_ok_and(|value| value.contains("://"));
    name.starts_with("SERVICE_HOST")
        || name.starts_with("SERVICE_PORT")
        || name.starts_with("PORT_")
        || (name == "PORT" && is_port())
}
