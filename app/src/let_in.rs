//! The applications that one let in, on one's own page, and taking that back.

mod rpc;
mod section;

pub use section::LetInSection;
