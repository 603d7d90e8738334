//! Grids: rows of one kind that can be filtered, sorted and paged, their state in the address.
//!
//! Every grid of the product is made of these: a page says which columns there are and what stands in a cell.

mod address;
mod column;
mod column_chooser;
mod filter_bar;
mod filter_control;
mod keyed;
mod pager;
mod rows;
mod sort_header;
mod table;
mod time_filter;
mod tools;
mod views;

pub use address::{address, current_query, use_query};
pub use column::{Choice, Column, Words, yes_no};
pub use filter_bar::FilterBar;
pub use keyed::Kept;
pub use rows::Rows;
pub use tools::GridTools;
pub use views::SavedViewsPage;
