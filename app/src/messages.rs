//! The section **Messages** on the page of a user or customer user: what mail programs attached to them.

mod delete;
mod item;
mod rpc;
mod section;

pub use delete::DeleteMessageDialog;
pub use section::MessagesSection;
