//! The way to the collector of traces: the same one as to everything else outside, with the same TLS.

use domain::post_to_own_address;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use std::{
    future::Future,
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering},
};
use tokio::runtime::Handle;

/// Sends on the run time of the server; whoever sends has a thread of their own, without one.
#[derive(Debug)]
pub(super) struct Collector {
    runtime: Handle,
    failing: AtomicBool,
}

impl Collector {
    pub(super) const fn new(runtime: Handle) -> Self {
        Self { runtime, failing: AtomicBool::new(false) }
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let sending = self
            .runtime
            .spawn(async move { post_to_own_address(&head.uri.to_string(), head.headers, body).await });
        let (status, body) = match sending.await? {
            Ok(answer) => answer,
            Err(error) => {
                // Once, and not every few seconds.
                if !self.failing.swap(true, Ordering::Relaxed) {
                    tracing::warn!(error, "traces are not sent: telemetry.otlp_endpoint does not answer");
                }
                return Err(error.into());
            }
        };
        self.failing.store(false, Ordering::Relaxed);
        Ok(Response::builder().status(status).body(body.into())?)
    }
}

impl HttpClient for Collector {
    fn send_bytes<'life, 'async_trait>(
        &'life self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'async_trait>>
    where
        'life: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(self.send(request))
    }
}
