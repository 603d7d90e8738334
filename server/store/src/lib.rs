//! SQL and rows on SQLite and PostgreSQL. No rules: those are in `domain`.
//!
//! One implementation serves both engines: fixed statements are shared `$1` text run through [`on!`], filtered lists are
//! built with sea-query. A function here takes a [`Transaction`] when it writes, so that whoever makes the rule decides
//! what belongs together.

mod application_list;
mod applications;
mod cleanup;
mod customers;
mod database;
mod error;
mod live;
mod organizations;
mod outbox;
mod password_links;
mod query;
mod revoked_tokens;
mod roles;
mod secrets;
mod sessions;
#[cfg(feature = "testing")]
pub mod testing;
mod users;

pub use application_list::{ApplicationSelect, Reach};
pub use applications::{ApplicationRow, NewApplicationRow};
pub use customers::CustomerRow;
pub use database::{Database, Transaction};
pub use error::Error;
pub use live::{LiveApplicationRow, LiveSecretRow};
pub use organizations::OrganizationRow;
pub use outbox::{MailRow, NewMailRow};
pub use password_links::PasswordLinkRow;
pub use roles::RoleRow;
pub use secrets::SecretRow;
pub use sessions::SessionRow;
pub use users::{CredentialsRow, NewUserRow, PersonRow};

/// What every store function returns.
pub type Result<T> = std::result::Result<T, Error>;
