//! What every route can ask for.

use crate::{config::Config, quota::Quotas, telemetry::Traces};
use axum::extract::FromRef;
use domain::Office;
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
    /// Where spans of requests go, if anywhere.
    pub traces: Option<Traces>,
}

impl AppState {
    /// The state of a server with this configuration.
    pub fn new(office: Office, config: Config, leptos: LeptosOptions) -> Self {
        let quotas = Arc::new(Quotas::new(config.limits.clone()));
        Self { office, config: Arc::new(config), leptos, quotas, traces: None }
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
