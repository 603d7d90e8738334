//! The search over everything: a palette above any page (Ctrl K), and a page for those without scripts.

mod items;
mod page;
mod palette;
mod rpc;

pub use page::SearchPage;
pub use palette::SearchButton;
