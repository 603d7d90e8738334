//! **Sign-In With**: the accounts at identity providers that somebody signs in with, on *My User* and on the page of a user, and the
//! words for what goes wrong there.

mod link;
mod of_user;
mod problem;
mod rows;
mod rpc;
mod section;

pub use link::LinkAccountDialog;
pub use of_user::IdentitiesSection;
pub use problem::ProviderAlert;
pub use rpc::asked_ways_in;
pub use section::SignInWithSection;
