//! Documents that strangers name, so that nobody can make this server a burden for somebody else: one request for an address
//! at a time, a few at once, and what failed is left alone for a while.

mod failures;
#[cfg(test)]
mod tests;

use super::{
    exchange::{LONGEST, Unanswered},
    get::{NoDocument, get_json},
    reach::Reach,
};
use crate::Office;
use failures::Failures;
use openidconnect::url::Url;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// How many requests are on their way at once.
const AT_ONCE: usize = 16;
/// How many may wait or be on their way, for different addresses.
const WAITING_MAX: usize = 256;
/// The longest address, in bytes.
const URL_MAX_LENGTH: usize = 2_048;
/// The bounds of how long a document is kept, whatever its server says.
const KEPT_AT_LEAST: Duration = Duration::from_mins(5);
const KEPT_AT_MOST: Duration = Duration::from_hours(24);

/// A document.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) text: String,
    /// For how long it counts as fresh (RFC 9111 §4.2.1): five minutes to a day.
    pub(crate) fresh_for: Duration,
}

/// Why there is none. It is for the log, never for an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    /// Not an address for documents.
    #[error("the address is not one that may be fetched from here")]
    Forbidden,
    /// There are too many requests at this moment.
    #[error("too many documents are being fetched")]
    Busy,
    /// Its host failed often.
    #[error("too much failed at this host, so it is left alone for a while")]
    LeftAlone,
    /// It is not there, and will not be (RFC 9110 §15.5.5, §15.5.11).
    #[error("it is gone")]
    Gone,
    /// It could not be had.
    #[error("{0}")]
    Failed(String),
    /// It is there, but is not what it should be.
    #[error("{0}")]
    Unfit(&'static str),
}

type Outcome = Result<Arc<Fetched>, FetchError>;

/// One address that somebody waits for.
#[derive(Default)]
struct Slot {
    /// Counts the answers, so that who waited takes the answer that came meanwhile.
    answers: AtomicU64,
    turn: tokio::sync::Mutex<Option<Outcome>>,
}

/// What is shared by all requests.
pub(crate) struct Fetcher {
    permits: Semaphore,
    waiting: Mutex<HashMap<String, Arc<Slot>>>,
    failures: Failures,
}

impl Default for Fetcher {
    fn default() -> Self {
        Self {
            permits: Semaphore::new(AT_ONCE),
            waiting: Mutex::new(HashMap::new()),
            failures: Failures::default(),
        }
    }
}

/// Leaves the list when nobody waits any more, also when whoever waited went away.
struct Waiting<'a> {
    fetcher: &'a Fetcher,
    url: &'a str,
    slot: Option<Arc<Slot>>,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut waiting = self.fetcher.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        self.slot = None;
        if waiting.get(self.url).is_some_and(|slot| Arc::strong_count(slot) == 1) {
            waiting.remove(self.url);
        }
    }
}

impl Office {
    /// Fetches a document, and looks at it.
    pub(crate) async fn fetch(
        &self,
        url: &str,
        fits: &(dyn Fn(&str) -> Result<(), &'static str> + Send + Sync),
    ) -> Outcome {
        self.0.fetcher.fetch(url, fits, self.reach(), self.0.clock.now_ms()).await
    }
}

impl Fetcher {
    async fn fetch(
        &self,
        url: &str,
        fits: &(dyn Fn(&str) -> Result<(), &'static str> + Send + Sync),
        reach: Reach,
        now_ms: i64,
    ) -> Outcome {
        let host = host_of(url, reach).ok_or(FetchError::Forbidden)?;
        let waiting = self.wait_for(url)?;
        let Some(slot) = &waiting.slot else { return Err(FetchError::Busy) };
        let before = slot.answers.load(SeqCst);
        let mut turn = slot.turn.lock().await;
        if slot.answers.load(SeqCst) != before
            && let Some(outcome) = &*turn
        {
            return outcome.clone();
        }
        if let Some(error) = self.failures.error(url, &host, now_ms) {
            return Err(error);
        }
        let Ok(Ok(permit)) = timeout(LONGEST, self.permits.acquire()).await else {
            return Err(FetchError::Busy);
        };
        let outcome = get(url, fits, reach).await;
        drop(permit);
        if let Err(error) = &outcome {
            self.failures.note(url, host, error.clone(), now_ms);
        }
        *turn = Some(outcome.clone());
        slot.answers.fetch_add(1, SeqCst);
        outcome
    }

    fn wait_for<'a>(&'a self, url: &'a str) -> Result<Waiting<'a>, FetchError> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= WAITING_MAX && !waiting.contains_key(url) {
            return Err(FetchError::Busy);
        }
        let slot = Arc::clone(waiting.entry(url.to_owned()).or_default());
        Ok(Waiting { fetcher: self, url, slot: Some(slot) })
    }
}

async fn get(
    url: &str,
    fits: &(dyn Fn(&str) -> Result<(), &'static str> + Send + Sync),
    reach: Reach,
) -> Outcome {
    let document = get_json(url, reach).await.map_err(|error| match error {
        NoDocument::Unanswered(Unanswered::Forbidden) => FetchError::Forbidden,
        NoDocument::Status(status) if matches!(status.as_u16(), 404 | 410) => FetchError::Gone,
        NoDocument::NotJson => FetchError::Unfit("the answer is no JSON"),
        other => FetchError::Failed(other.to_string()),
    })?;
    fits(&document.text).map_err(FetchError::Unfit)?;
    let fresh_for = document.max_age.unwrap_or(KEPT_AT_LEAST).clamp(KEPT_AT_LEAST, KEPT_AT_MOST);
    Ok(Arc::new(Fetched { text: document.text, fresh_for }))
}

/// The host of an address that may be fetched, as far as its spelling tells: nothing that is not sent, or sent secretly.
fn host_of(url: &str, reach: Reach) -> Option<String> {
    let parsed = Url::parse(url).ok().filter(|_| url.len() <= URL_MAX_LENGTH)?;
    let plain = parsed.username().is_empty() && parsed.password().is_none() && parsed.fragment().is_none();
    let secure = parsed.scheme() == "https" || (parsed.scheme() == "http" && reach == Reach::Anywhere);
    (plain && secure).then(|| parsed.host_str().map(str::to_owned)).flatten()
}
