//! The page on which people let devices in that have no browser (RFC 8628 §3.3).

mod page;
mod rpc;

pub use page::DevicePage;
