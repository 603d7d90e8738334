//! People: how they come in, who they are once they are in, and how new ones are added.

mod actors;
mod change;
mod change_password;
mod common_passwords;
mod create;
mod find;
mod found;
mod invitation;
mod list;
mod lockout;
mod look_up;
mod manager;
mod options;
mod own_password;
mod password_links;
mod passwords;
mod preferences;
mod provider_only;
mod reset;
mod search;
mod sessions;
mod set_password;
mod sign_in;
mod step_up;
mod switch;
#[cfg(test)]
mod tests;

pub(crate) use actors::ABSOLUTE;
pub use create::NewUser;
pub(crate) use create::add_person;
pub(crate) use found::{Found, subject};
pub(crate) use lockout::Gate;
pub use lockout::Lockout;
pub(crate) use model::full_name;
pub(crate) use passwords::{Passwords, check_new};
pub(crate) use sessions::session_of;
pub use sign_in::{Entrance, Origin, SignedIn};
pub(crate) use sign_in::{Proven, Way, digest_of_token, printable};
