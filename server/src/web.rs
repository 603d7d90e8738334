//! What browsers meet: sessions, protection against forged requests, headers, pages, web files.

mod authorize;
mod body;
mod client_address;
mod csp;
mod csrf;
mod door;
mod export;
mod files;
mod frames;
mod headers;
mod language;
mod live;
mod logout;
mod page;
mod pages;
mod posted;
mod refusal;
mod rpc;
mod session;
mod sso;

pub use client_address::ClientAddress;
pub(crate) use client_address::{client_address, hops};
pub(crate) use headers::security_headers;
pub(crate) use live::Stopping;
pub use live::Streams;
pub(crate) use pages::routes;
