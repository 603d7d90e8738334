//! People: how they come in, who they are once they are in, and how new ones are added.

mod actors;
mod create;
mod passwords;
mod sessions;
mod sign_in;

pub(crate) use actors::full_name;
pub use create::NewUser;
pub(crate) use create::add_person;
pub(crate) use passwords::{Passwords, check_new};
pub use sign_in::{Origin, SignedIn};
