//! Traces for whoever follows a request through many servers: a span for each request, sent by OTLP (HTTP, protobuf).
//!
//! What is sent is written down here and nowhere else: method, route, status and id of the request. The lines of the log do not
//! go along, nor does anything that a query, a header or a body holds.

use super::collector::Collector;
use crate::config::Telemetry;
use anyhow::Context as _;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use opentelemetry::{
    Context, KeyValue,
    propagation::TextMapPropagator,
    trace::{Span, SpanKind, Status, Tracer, TracerProvider},
};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracer, SdkTracerProvider},
};
use std::time::Duration;
use tokio::runtime::Handle;

/// How long the last spans may take to leave.
const FAREWELL: Duration = Duration::from_secs(5);
/// What is asked every few seconds, and tells nobody anything.
const QUIET: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Where spans go. Cheap to clone.
#[derive(Clone)]
pub struct Traces {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl Traces {
    /// Starts sending, if `telemetry.otlp_endpoint` says where to. Needs the run time of the server.
    pub(crate) fn start(telemetry: &Telemetry) -> anyhow::Result<Option<Self>> {
        let Some(endpoint) = &telemetry.otlp_endpoint else { return Ok(None) };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Collector::new(Handle::current()))
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(endpoint.traces())
            .build()
            .context("telemetry.otlp_endpoint")?;
        let resource = Resource::builder()
            .with_service_name(telemetry.service_name.clone())
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        // Who calls decides for their own traces, so that none is half there.
        let sampler =
            Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(telemetry.sample_ratio.get())));
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_sampler(sampler)
            .with_resource(resource)
            .build();
        let tracer = provider.tracer("latchkey");
        Ok(Some(Self { provider, tracer }))
    }

    /// Sends what is left.
    pub(crate) async fn finish(self) {
        // It blocks, and what it waits for needs the run time.
        let done = tokio::task::spawn_blocking(move || self.provider.shutdown_with_timeout(FAREWELL)).await;
        if let Ok(Err(error)) = done {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// A span for each request; it continues the trace of whoever sent `traceparent` (W3C Trace Context).
pub(crate) async fn trace(State(traces): State<Traces>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    if route.as_deref().is_some_and(|route| QUIET.contains(&route)) {
        return next.run(request).await;
    }
    let headers = request.headers();
    let parent =
        TraceContextPropagator::new().extract_with_context(&Context::new(), &HeaderExtractor(headers));
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known.to_owned(),
        _ => "_OTHER".to_owned(),
    };
    let id = headers.get(super::REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    // The names are those of OpenTelemetry's conventions for HTTP.
    let name = route.as_ref().map_or_else(|| method.clone(), |route| format!("{method} {route}"));
    let mut attributes =
        vec![KeyValue::new("http.request.method", method), KeyValue::new("latchkey.request_id", id)];
    attributes.extend(route.map(|route| KeyValue::new("http.route", route)));
    let span = traces.tracer.span_builder(name).with_kind(SpanKind::Server).with_attributes(attributes);
    let mut span = span.start_with_context(&traces.tracer, &parent);
    let response = next.run(request).await;
    let status = response.status();
    span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
    if status.is_server_error() {
        span.set_status(Status::error(""));
    }
    span.end();
    response
}
