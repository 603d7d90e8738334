//! Applications are told that a session ended (OpenID Connect Back-Channel Logout 1.0): what has to be told is written with the
//! end of the session, and sent afterwards by a worker, again and again until it arrives or is given up.

mod ended;
mod logout_token;
mod worker;

pub use worker::LogoutReport;

use tokio::sync::Notify;

/// What the worker of this process waits for.
#[derive(Default)]
pub(crate) struct Logouts {
    waiting: Notify,
}
