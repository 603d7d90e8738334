//! The page on which people let applications in, and the card of such a question for others that ask the same.

mod page;
mod question;
mod rpc;

pub use page::{ConsentPage, WayOn};
pub use question::Wants;
