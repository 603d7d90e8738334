//! Requests of programs that can be sent again without being done twice: what was answered to one is kept for a day, under the
//! key that the program gave it.
//!
//! The answer is kept in the transaction of what was done, so one is never there without the other. While a request is under
//! way in this process, the same key waits for nobody: it is refused. In another process on the same database it waits for
//! the first to end, and gets its answer.

#[cfg(test)]
mod tests;

use crate::{Actor, Error, Office, Result, Via};
use model::{ApplicationId, Timestamp};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use store::AnsweredRow;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);

/// A request that carries a key.
#[derive(Clone, Debug)]
pub struct KeyedRequest {
    application: ApplicationId,
    key: String,
    fingerprint: [u8; 32],
}

/// What there is to say of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Nothing was done under it.
    Never,
    /// The same request was done; what was answered.
    With(String),
    /// Another request was done.
    Other,
}

/// The keys of requests under way in this process.
#[derive(Default)]
pub(crate) struct Underway(Mutex<HashSet<(ApplicationId, String)>>);

/// A key that is in use until this is dropped.
pub struct Held<'a> {
    office: &'a Office,
    key: (ApplicationId, String),
}

impl KeyedRequest {
    /// A request of an application's token. `parts` are everything that makes it this request and no other.
    pub fn new(actor: &Actor, key: &str, parts: &[&[u8]]) -> Result<Self> {
        let Via::Application { id: application, .. } = actor.via else { return Err(Error::Forbidden) };
        let mut digest = Sha256::new();
        for part in parts {
            // With its length, so that what ends one part does not begin the next.
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        Ok(Self { application, key: key.to_owned(), fingerprint: digest.finalize().into() })
    }
}

impl Office {
    /// Takes the key for as long as the request is under way; none if it is already.
    pub fn hold_key(&self, request: &KeyedRequest) -> Option<Held<'_>> {
        let key = (request.application, request.key.clone());
        let mut underway = self.0.underway.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Not made where it is not given: dropping it would give the key back.
        underway.insert(key.clone()).then(|| Held { office: self, key })
    }

    /// What was answered under the key.
    pub async fn answered(&self, request: &KeyedRequest) -> Result<Answered> {
        let since = self.kept_since();
        Ok(match self.0.database.answered(request.application, &request.key, since).await? {
            None => Answered::Never,
            Some(row) if row.fingerprint == request.fingerprint => Answered::With(row.answer),
            Some(_) => Answered::Other,
        })
    }

    /// Keeps what is answered. Call it inside of [`Office::together`], beside what was done; a secret must not be in it.
    pub async fn keep_answer(&self, request: &KeyedRequest, answer: String) -> Result<()> {
        let row = AnsweredRow { fingerprint: request.fingerprint.to_vec(), answer };
        let mut tx = self.0.database.begin().await?;
        tx.keep_answer(request.application, &request.key, &row, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Answers made at this time or before are forgotten.
    pub(crate) fn kept_since(&self) -> Timestamp {
        self.now() - KEPT
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.office.0.underway.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}
