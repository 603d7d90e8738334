//! **System › Audit**: the grid of all audit records, the page of each, and the history beside every record.

mod changes;
mod columns;
mod history;
mod list;
mod page;
mod record;
mod routes;
mod rpc;
mod value;
mod who;
mod words;

pub use history::HistorySection;
pub use routes::AuditRoutes;
#[cfg(feature = "ssr")]
pub use {value::told, who::who, words::action, words::door, words::kind};
