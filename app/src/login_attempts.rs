//! Attempts to sign in: the grids of both sides, the page of each attempt, and the latest ones of a person.

mod columns;
mod list;
mod page;
mod record;
mod routes;
mod rpc;
mod section;
mod words;

pub use routes::LoginAttemptRoutes;
pub use section::{LoginAttemptsSection, OwnLoginAttemptsSection};
