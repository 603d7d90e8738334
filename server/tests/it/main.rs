//! HTTP and command line tests: the whole server on both databases, as programs, browsers and operators meet it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod api;
mod command;
mod config;
mod conformance;
mod email_addon;
mod limits;
mod oauth;
mod packaging;
mod scim;
mod sso;
mod start;
mod support;
mod web;
