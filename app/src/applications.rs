//! OAuth applications: the section on the pages of people, its dialogs, and the server functions behind them.

mod confirm;
mod create;
mod door;
mod edit;
mod fields;
mod filter_bar;
mod filter_controls;
mod grid;
mod key_notice;
mod one_time;
mod rotate;
mod row;
mod row_menu;
mod rpc;
mod section;

pub use confirm::{ConfirmDialog, Deed};
pub use create::CreateDialog;
pub use door::Door;
pub use edit::EditDialog;
pub use rotate::RotateDialog;
#[cfg(feature = "ssr")]
pub use rpc::{ApplicationRow, Keys};
pub use section::ApplicationsSection;
