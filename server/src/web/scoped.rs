//! Keeps what Leptos calls the owner of one request apart from those of others.
//!
//! Leptos remembers it per thread, and only while something is polled for the first time. When a request goes on, its thread
//! may remember another one's; what is made then belongs to that other request and is cleaned up with it: contexts are
//! gone, and what waits for a signal waits for ever.

use leptos::prelude::Owner;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// A future that finds, each time it is polled, the owner that it left the last time.
pub(super) struct Scoped<F> {
    owner: Owner,
    inner: Pin<Box<F>>,
}

impl<F: Future> Scoped<F> {
    /// Begins with an owner that nobody else has.
    pub(super) fn new(inner: F) -> Self {
        Self { owner: Owner::new_root(None), inner: Box::pin(inner) }
    }
}

impl<F: Future> Future for Scoped<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let owner = self.owner.clone();
        let (poll, left) = owner.with(|| (self.inner.as_mut().poll(context), Owner::current()));
        if let Some(left) = left {
            self.owner = left;
        }
        poll
    }
}
