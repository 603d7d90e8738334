//! People: how they come in, who they are once they are in, and how new ones are added.

mod actors;
mod change;
mod create;
mod find;
mod found;
mod list;
mod options;
mod passwords;
mod sessions;
mod sign_in;
mod switch;
#[cfg(test)]
mod tests;

pub use create::NewUser;
pub(crate) use create::add_person;
pub(crate) use model::full_name;
pub(crate) use passwords::{Passwords, check_new};
pub use sign_in::{Origin, SignedIn};
