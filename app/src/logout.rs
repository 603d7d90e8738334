//! The page on which people are asked whether they want to sign out, when an application wishes it.

mod page;
mod rpc;

pub use page::LogoutPage;
