//! Organizations: their grid, the page of each, and their form.

mod columns;
mod form;
mod list;
mod page;
mod record;
mod routes;
mod rpc;

pub use routes::OrganizationRoutes;
