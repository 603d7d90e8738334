//! OAuth applications: the section on the pages of people, its dialogs, and the server functions behind them.

mod columns;
mod confirm;
mod create;
mod deleted;
mod door;
mod edit;
mod fields;
mod fresh;
mod grid;
mod index;
mod key_notice;
mod one_time;
mod rotate;
mod routes;
mod row_menu;
mod rpc;
mod section;
mod undo;

pub use door::{Door, Shown};
pub use index::ApplicationPages;
pub use routes::ApplicationDialogs;
#[cfg(feature = "ssr")]
pub use rpc::{ApplicationRow, Keys};
pub use section::{ApplicationsSection, sees_applications};
pub use undo::{UndoButton, UndoPage};
