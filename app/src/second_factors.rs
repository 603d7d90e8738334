//! Second factors: the second half of a sign-in, **Sign-In and Security** with what one has, and what administrators see of it.

mod app_page;
mod browser;
mod codes;
mod overview;
mod passkey_button;
mod passkey_page;
mod person;
mod remove;
mod routes;
mod rpc;
mod sign_in_page;

pub use passkey_button::{ConfirmButton, SignInButton};
pub use person::{PersonFactors, ResetFactorsDialog};
pub use routes::SecurityRoutes;
pub use sign_in_page::SecondFactorPage;

/// The page with what one has.
pub const HOME: &str = "/my-user/security";
/// Where a sign-in goes on.
pub const SECOND_STEP: &str = "/sign-in/second-factor";
