//! The binary `latchkey`, as a library so that tests can drive it.

mod api;
mod api_use;
mod backup;
mod bearer;
mod came_from;
pub mod command;
pub mod config;
mod conformance;
mod cors;
mod docs;
mod email_addon;
mod health;
mod oauth;
mod quota;
mod router;
mod scim;
mod start;
mod state;
mod telemetry;
mod web;

pub use conformance::Prober;
pub use router::router;
pub use start::{leptos_options, serve, settings};
pub use state::AppState;
pub use telemetry::Traces;
pub use web::ClientAddress;
