//! What every route can ask for.

use crate::{config::Config, conformance::Prober, quota::Quotas, telemetry::Traces, web::Streams};
use axum::extract::FromRef;
use domain::{Inspector, Office};
use leptos::config::LeptosOptions;
use std::sync::Arc;

/// Cheap to clone: handles to what lives as long as the process.
#[derive(Clone)]
pub struct AppState {
    /// The rules.
    pub office: Office,
    /// What was configured.
    pub config: Arc<Config>,
    /// Where the web files are.
    pub leptos: LeptosOptions,
    /// Counts what programs ask of the web APIs.
    pub quotas: Arc<Quotas>,
    /// Counts the streams that tell open pages of changes.
    pub streams: Arc<Streams>,
    /// Where spans of requests go, if anywhere.
    pub traces: Option<Traces>,
}

impl AppState {
    /// The state of a server with this configuration.
    pub fn new(office: Office, config: Config, leptos: LeptosOptions) -> Self {
        let quotas = Arc::new(Quotas::new(config.limits.clone()));
        Self { office, config: Arc::new(config), leptos, quotas, streams: Arc::default(), traces: None }
    }

    /// Who asks the running server how far it keeps to security profiles.
    pub fn inspector(&self) -> Arc<dyn Inspector> {
        Arc::new(Prober::new(&self.config))
    }
}

impl FromRef<AppState> for Office {
    fn from_ref(state: &AppState) -> Self {
        state.office.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
