//! Notification rules: their grid, the page of each, their form, and bringing back what was shipped.

mod columns;
mod form;
mod list;
mod page;
mod recipients;
mod record;
mod restore_missing;
mod routes;
mod rpc;
mod tells_field;
mod users_field;

#[cfg(feature = "ssr")]
pub use recipients::recipients;
pub use routes::NotificationRuleRoutes;
