//! Roles: their grid, the page of each with what it allows, and their form.

mod columns;
mod form;
mod levels;
mod levels_field;
mod list;
mod page;
mod record;
mod routes;
mod rpc;

pub use routes::RoleRoutes;
