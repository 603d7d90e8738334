//! The web API at `/api`, as programs meet it. Each test also says which mails went out.

mod activity;
mod authentication;
mod changing;
mod creating;
mod customer_side;
mod docs;
mod idempotency;
mod known_versions;
mod life;
mod listing;
mod negotiation;
mod openapi;
mod operations;
mod permissions;
mod records;
mod rotating;
mod rules;
mod secrets;
mod snapshot;
pub mod support;
mod told;
mod trouble;
mod walking;
