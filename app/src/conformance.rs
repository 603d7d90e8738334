//! **System › Configuration › Conformance**: how far the running server keeps to security profiles, point by point.

mod finding;
mod page;
mod rpc;
#[cfg(feature = "ssr")]
mod told;
mod words;

pub use page::ConformancePage;
#[cfg(feature = "ssr")]
pub use told::{Told, conformance_told};
