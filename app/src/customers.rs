//! Customers: their grid, the page of each with its customer users, and their form.

mod columns;
mod form;
mod list;
mod page;
mod record;
mod routes;
mod rpc;

pub use routes::CustomerRoutes;
