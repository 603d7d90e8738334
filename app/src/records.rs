//! What the pages of users, customers, organizations and roles have in common: a grid, a page for each record, a form for
//! new ones and for changes, and the dialogs that ask before something ends.

mod actions;
mod confirm;
mod facts;
mod form_page;
mod id;
mod links;
mod list;
mod missing;
mod page;
mod place;
mod record;
mod row_menu;
mod switch;

pub use confirm::confirm;
pub use facts::ListFacts;
pub use form_page::{Editor, form_page};
pub use id::use_id;
pub use links::{Link, links, opens};
pub use list::{CreateButton, IndexPage, RecordList, enabled_choices};
pub use missing::Missing;
pub use page::{RecordPage, state_badge};
pub use place::Place;
pub use record::{Deed, Record};
