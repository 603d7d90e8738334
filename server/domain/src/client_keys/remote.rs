//! Keys that an application publishes at an address of its own (RFC 7591 §2, `jwks_uri`), kept by this process for a while.

use super::{ClientKey, read_published_keys};
use crate::{Office, live::LiveApplication};
use model::ApplicationId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How often at most the keys of one application are fetched because of a name that is not known, in milliseconds. Anybody
/// can make up names.
const PAUSE_MS: i64 = 60_000;
/// How long after their time keys are used while they cannot be fetched again, in milliseconds.
const STALE_MS: i64 = 24 * 60 * 60 * 1_000;
/// Of how many applications keys are kept.
const CAPACITY: usize = 4_096;

/// By application.
#[derive(Default)]
pub(crate) struct RemoteKeys(Mutex<HashMap<ApplicationId, Kept>>);

#[derive(Clone)]
struct Kept {
    /// Where they are from: an application may move.
    url: String,
    keys: Arc<Vec<ClientKey>>,
    fresh_until_ms: i64,
    /// When they were last asked for, with or without success.
    asked_at_ms: i64,
}

impl Kept {
    /// Whether these will do, so that nobody has to be asked.
    fn will_do(&self, kid: Option<&str>, now_ms: i64) -> bool {
        let asked_lately = (0..PAUSE_MS).contains(&(now_ms - self.asked_at_ms));
        let known = kid.is_none_or(|kid| self.keys.iter().any(|key| key.id.as_deref() == Some(kid)));
        (now_ms < self.fresh_until_ms && (known || asked_lately))
            || (asked_lately && self.may_be_used(now_ms))
    }

    fn may_be_used(&self, now_ms: i64) -> bool {
        now_ms < self.fresh_until_ms.saturating_add(STALE_MS)
    }
}

impl RemoteKeys {
    fn find(&self, application: &LiveApplication, url: &str) -> Option<Kept> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&application.id).filter(|kept| kept.url == url).cloned()
    }

    fn keep(&self, application: &LiveApplication, fetched: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= CAPACITY && !kept.contains_key(&application.id) {
            // Those that can be used no more go first; else all of them, which come back with one request each.
            let now_ms = fetched.asked_at_ms;
            kept.retain(|_, one| one.may_be_used(now_ms));
            if kept.len() >= CAPACITY {
                kept.clear();
            }
        }
        kept.insert(application.id, fetched);
    }
}

impl Office {
    /// The keys of an application, from wherever it has them; why there are none, for the log.
    pub(crate) async fn keys_of(
        &self,
        application: &LiveApplication,
        kid: Option<&str>,
    ) -> Result<Arc<Vec<ClientKey>>, &'static str> {
        let Some(url) = application.jwks_uri.as_deref() else { return Ok(Arc::clone(&application.keys)) };
        let now_ms = self.0.clock.now_ms();
        let kept = self.0.remote_keys.find(application, url);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.will_do(kid, now_ms)) {
            return Ok(Arc::clone(&kept.keys));
        }
        let fits = |text: &str| match read_published_keys(text) {
            Some(_) => Ok(()),
            None => Err("it is no JWK set with keys that can be used here"),
        };
        let fetched = self.fetch(url, &fits).await;
        let keys = fetched.as_ref().ok().and_then(|fetched| read_published_keys(&fetched.text));
        if let (Ok(fetched), Some(keys)) = (&fetched, keys) {
            let fresh_for_ms = i64::try_from(fetched.fresh_for.as_millis()).unwrap_or_default();
            let keys = Arc::new(keys);
            let kept = Kept {
                url: url.to_owned(),
                keys: Arc::clone(&keys),
                fresh_until_ms: now_ms + fresh_for_ms,
                asked_at_ms: now_ms,
            };
            self.0.remote_keys.keep(application, kept);
            return Ok(keys);
        }
        let reason = fetched.err().map(|error| error.to_string()).unwrap_or_default();
        tracing::warn!(
            client_id = application.client_id,
            url,
            reason,
            "the keys of an application cannot be fetched"
        );
        let old = kept.filter(|kept| kept.may_be_used(now_ms)).ok_or("its keys cannot be fetched")?;
        let keys = Arc::clone(&old.keys);
        self.0.remote_keys.keep(application, Kept { asked_at_ms: now_ms, ..old });
        Ok(keys)
    }
}
