//! Whether people and programs reach this server by its public URL, and meet it there and nobody else.

use super::report::Finding;
use crate::{config::Config, start};
use domain::{ask_own_address, check_keys};
use serde_json::Value;
use store::Database;

/// What was found, and the `Date` of the answer.
pub(super) async fn look(config: &Config) -> (Finding, Option<String>) {
    let url = config.public_url();
    if !config.is_https() && !config.is_loopback() {
        let advice = "put a proxy with TLS before it and set server.public_url";
        let text = format!("{url}: without https, passwords and tokens can be read on their way; {advice}");
        return (Finding::Problem(text), None);
    }
    let answer = match ask_own_address(&format!("{url}/healthz")).await {
        Ok(answer) => answer,
        Err(error) => {
            let advice = "start `latchkey serve`, or see to the name and the proxy";
            return (Finding::Warning(format!("{url} cannot be reached from here: {error}; {advice}")), None);
        }
    };
    let says = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap_or_default();
    if answer.status == 502 || answer.status == 503 || answer.status == 504 {
        let text = format!("{url}: the proxy answers {} in its stead; start `latchkey serve`", answer.status);
        return (Finding::Warning(text), answer.date);
    }
    if answer.status != 200 || says(&answer.body)["status"] != "ok" {
        let text = format!(
            "{url}: somebody else answers there ({}); let the proxy hand every path on to {}, or mend server.public_url",
            answer.status, config.server.listen
        );
        return (Finding::Problem(text), answer.date);
    }
    (meets_itself(config, &url).await, answer.date)
}

/// The keys that are published there are the ones that are here.
async fn meets_itself(config: &Config, url: &str) -> Finding {
    let own = key_ids(config).await;
    if own.is_empty() {
        return Finding::Warning(format!(
            "{url} answers; whether it is this server only its keys would tell"
        ));
    }
    let published = match ask_own_address(&format!("{url}/oauth2/jwks")).await {
        Ok(answer) => serde_json::from_slice::<Value>(&answer.body).unwrap_or_default(),
        Err(error) => return Finding::Warning(format!("{url} answers, but not with its keys: {error}")),
    };
    let keys = published["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    if keys.iter().any(|key| own.iter().any(|id| key["kid"] == id.as_str())) {
        Finding::Ok(format!("{url} leads to this server"))
    } else {
        Finding::Problem(format!(
            "{url} leads to a server with other keys; give both the same keys, or mend server.public_url"
        ))
    }
}

/// The keys of this server: those of the ring, and the one in the files, which may have had its time there.
async fn key_ids(config: &Config) -> Vec<String> {
    let mut ids: Vec<_> = check_keys(&start::settings(config)).key_id.into_iter().collect();
    let url = &config.database.url;
    if url.file().is_none_or(std::path::Path::exists)
        && let Ok(database) = Database::open(url.as_str()).await
    {
        ids.extend(database.signing_keys().await.unwrap_or_default().into_iter().map(|key| key.key_id));
        database.close().await;
    }
    ids
}
