//! Users and customer users: two grids, their pages with the OAuth applications of each, and their forms. The sides differ
//! in little, so both have the same parts.

mod columns;
mod form;
mod list;
mod manager_field;
mod page;
mod properties;
mod record;
mod routes;
mod rpc;

pub use columns::user_columns;
pub use list::words;
pub use routes::{CustomerUserRoutes, UserRoutes};
pub use rpc::{list_users, user_facts};
