//! Letting applications in: the authorization endpoint (RFC 6749 §3.1), the answers people give there, and taking them back.

mod end;
mod let_in;
mod list;
mod parameters;
mod people;
mod push;
mod request;
mod return_url;
mod step;

pub use parameters::AuthorizationParameters;
pub use push::{PushRequest, PushedRequest};

pub(crate) use request::ValidRequest;
pub(crate) use return_url::ReturnTo;
