//! Applications that register themselves (RFC 7591) and look after themselves from then on (RFC 7592).
//!
//! They begin with a token that an administrator handed out, and get no more than that token gives: at most what whoever made it
//! may still give at that moment. What they get belongs to nobody but its organization, as if the administrator had created it.

mod error;
mod manage;
mod metadata;
mod register;
mod token_list;
mod tokens;
mod wanted;

pub use error::RegistrationError;
pub use manage::Managing;
pub use metadata::{ApplicationMetadata, RegisteredApplication, Way};
pub use register::Registering;
