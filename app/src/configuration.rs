//! *System* › **Configuration**: the signing keys and their rotation, and every setting as it is in force.

mod keys;
mod links;
mod page;
mod rotate;
mod routes;
mod rpc;
mod settings;

pub use routes::ConfigurationRoutes;

/// Where the page is.
const HOME: &str = "/configuration";
