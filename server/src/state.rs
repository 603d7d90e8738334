//! What every route can ask for.

use crate::config::Config;
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
