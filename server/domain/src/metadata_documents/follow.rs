//! Whether a Client ID that is an address stands for an application at this moment. A document is read anew when its time is
//! over; each process remembers that for itself.

use super::document::read;
use crate::{
    Office, Result,
    live::Standing,
    outward::{FetchError, Reach},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// How long an application stands while its document cannot be had for a reason that passes, in milliseconds.
const STALE_MS: i64 = 24 * 60 * 60 * 1_000;
/// Of how many documents it is remembered.
const CAPACITY: usize = 4_096;

/// What is known of documents of known applications.
#[derive(Default)]
pub(crate) struct Documents(Mutex<HashMap<String, Read>>);

#[derive(Clone, Copy)]
struct Read {
    fresh_until_ms: i64,
    /// False once it was gone or wrong, until it is right again.
    good: bool,
}

impl Documents {
    fn find(&self, url: &str) -> Option<Read> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(url).copied()
    }

    fn note(&self, url: &str, read: Read) {
        let mut documents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if documents.len() >= CAPACITY {
            // They come back with one request each.
            documents.clear();
        }
        documents.insert(url.to_owned(), read);
    }
}

impl Office {
    /// Whether a new request of this application may go on: it does unless it is one of a document, and that is not right.
    /// Who is not known yet is taken in.
    pub(crate) async fn follow_document(&self, client_id: &str) -> Result<bool> {
        if !client_id.contains(':') {
            return Ok(true);
        }
        let Some(host) = self.document_host(client_id) else { return Ok(false) };
        let now_ms = self.0.clock.now_ms();
        let last = self.0.documents.find(client_id);
        if last.is_some_and(|last| last.good && now_ms < last.fresh_until_ms) {
            return Ok(true);
        }
        let known = self.live_application(client_id).await?;
        if known
            .as_ref()
            .is_some_and(|known| matches!(known.standing, Standing::Deleted | Standing::Inactive))
        {
            // It stays as somebody here left it, whatever the document says; it is refused for that.
            return Ok(true);
        }
        let allow_http = self.reach() == Reach::Anywhere;
        let fits = |text: &str| read(text, client_id, allow_http).map(drop);
        let error = match self.fetch(client_id, &fits).await {
            Ok(fetched) => match read(&fetched.text, client_id, allow_http) {
                Ok(described) => {
                    let taken_in = self.take_in(client_id, &host, &described).await?;
                    if taken_in {
                        let fresh_until_ms = now_ms + milliseconds(fetched.fresh_for);
                        self.0.documents.note(client_id, Read { fresh_until_ms, good: true });
                    }
                    return Ok(taken_in);
                }
                Err(problem) => FetchError::Unfit(problem),
            },
            Err(error) => error,
        };
        let passes = matches!(error, FetchError::Busy | FetchError::LeftAlone | FetchError::Failed(_));
        tracing::warn!(client_id, %error, passes, "the document of an application cannot be had");
        if known.is_none() {
            return Ok(false);
        }
        // In a new process an old document counts from now on.
        let last = last.unwrap_or(Read { fresh_until_ms: now_ms, good: true });
        let stands = passes && last.good && now_ms < last.fresh_until_ms.saturating_add(STALE_MS);
        self.0.documents.note(client_id, Read { good: last.good && passes, ..last });
        Ok(stands)
    }
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
