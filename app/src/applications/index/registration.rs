//! **Application Registration**: the initial access tokens with which applications register themselves (RFC 7591 §3).

mod create_page;
mod list_page;
mod result;
mod row;
mod rpc;

pub use create_page::CreateTokenPage;
pub use list_page::RegistrationPage;

use super::grid_of;
use model::Side;

/// The address of the page of a side.
pub fn registration_path(side: Side) -> String {
    format!("{}/registration", grid_of(side).path())
}
