//! What providers publish of themselves: fetched when it is needed, kept for a while, and fetched again when somebody signs with
//! a key that is not known yet.

use super::{client::Metadata, settings::IdentityProvider};
use crate::{Office, outward::Correspondent};
use model::ProviderProblem;
use openidconnect::IssuerUrl;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How long it is kept, in milliseconds.
const FRESH_MS: i64 = 3_600_000;
/// How long it may still be used while the provider cannot be reached.
const STALE_MS: i64 = 24 * 3_600_000;
/// How soon it is fetched again for a key that is not known.
const AGAIN_MS: i64 = 60_000;
/// How long a provider that failed is left alone, so that nobody waits for it after somebody else just did.
const PAUSE_MS: i64 = 10_000;

/// A provider that answered.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) metadata: Arc<Metadata>,
    pub(super) correspondent: Correspondent,
    fetched_ms: i64,
}

/// One provider: one request at a time, for everybody who waits.
#[derive(Default)]
struct Slot {
    known: Option<Known>,
    failed_ms: Option<i64>,
}

/// All that this process knows, by the ids of the providers.
#[derive(Default)]
pub(crate) struct Providers(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Slot>>>>);

impl Providers {
    fn slot(&self, id: &str) -> Arc<tokio::sync::Mutex<Slot>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(id.to_owned()).or_default())
    }
}

impl Office {
    /// The provider as it is known, or as it says now.
    pub(super) async fn known(&self, provider: &IdentityProvider) -> Result<Known, ProviderProblem> {
        self.known_for(provider, FRESH_MS).await
    }

    /// The same, fetched again if that was not done just now: there is a key that is not known.
    pub(super) async fn known_anew(&self, provider: &IdentityProvider) -> Result<Known, ProviderProblem> {
        self.known_for(provider, AGAIN_MS).await
    }

    async fn known_for(&self, provider: &IdentityProvider, fresh_ms: i64) -> Result<Known, ProviderProblem> {
        let slot = self.0.providers.slot(&provider.id);
        let mut slot = slot.lock().await;
        let now_ms = self.0.clock.now_ms();
        let within = |since: i64, most: i64| (0..most).contains(&(now_ms - since));
        let (known, failed_ms) = (slot.known.clone(), slot.failed_ms);
        if let Some(known) = known.clone().filter(|known| within(known.fetched_ms, fresh_ms)) {
            return Ok(known);
        }
        let stale =
            known.filter(|known| within(known.fetched_ms, STALE_MS)).ok_or(ProviderProblem::Unreachable);
        if failed_ms.is_some_and(|failed| within(failed, PAUSE_MS)) {
            return stale;
        }
        match discover(provider).await {
            Ok((metadata, correspondent)) => {
                let known = Known { metadata: Arc::new(metadata), correspondent, fetched_ms: now_ms };
                *slot = Slot { known: Some(known.clone()), failed_ms: None };
                Ok(known)
            }
            Err(problem) => {
                tracing::warn!(provider = provider.id, problem, "an identity provider could not be read");
                slot.failed_ms = Some(now_ms);
                stale
            }
        }
    }
}

impl IdentityProvider {
    /// Asks the provider who it is, and says what is wrong with the answer, in words for the operator.
    pub async fn reach(&self) -> Result<(), String> {
        discover(self).await.map(drop)
    }

    /// Whether what was configured can be used; without asking anybody.
    pub fn check(&self) -> Result<(), String> {
        Correspondent::new(self.authority.as_deref()).map(drop).map_err(|error| error.to_string())
    }
}

/// OpenID Connect Discovery §4. That the issuer is the one that was configured, to the letter, the client checks (§4.3).
async fn discover(provider: &IdentityProvider) -> Result<(Metadata, Correspondent), String> {
    let correspondent = Correspondent::new(provider.authority.as_deref());
    let correspondent = correspondent.map_err(|error| format!("its authority: {error}"))?;
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| error.to_string())?;
    let http = |request| {
        let correspondent = correspondent.clone();
        async move { correspondent.send(request).await }
    };
    let found = Metadata::discover_async(issuer, &http).await;
    let metadata = found.map_err(|error| causes(&error))?;
    if metadata.token_endpoint().is_none() {
        return Err("it has no token_endpoint".to_owned());
    }
    Ok((metadata, correspondent))
}

/// An error with its causes, none of which holds what was sent.
pub(super) fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
