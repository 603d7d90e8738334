//! The outbox: the grid of all mails, the page of each, and sending one again.

mod columns;
mod list;
mod page;
mod record;
mod routes;
mod rpc;
mod words;

pub use routes::OutboxRoutes;
